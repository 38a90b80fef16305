"""Benchmarks: tables with each figure beside its floor and the ratio to it. They measure; no test fails by them."""
