"""The public API: the same search as the page, as JSON."""

from search.api.operations import api

__all__ = ["api"]
