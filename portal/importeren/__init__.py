"""Importing records and documents; the contract of `manage.py importeer` is in docs/beheer/importeren.md."""
