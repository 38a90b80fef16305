"""Benchmarks: tables with each figure beside its floor and the ratio to it. They measure; no test fails by them."""

KAAL = "/bench/kaal/"  # where the server has a view that does nothing: the floor
