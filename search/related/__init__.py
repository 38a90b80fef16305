"""What belongs with a page: things about the same, each with the reason in words."""

from search.related.related import Related, related

__all__ = ["Related", "related"]
