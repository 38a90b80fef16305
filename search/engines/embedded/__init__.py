"""The embedded engine: tantivy, in files below one folder, shared by all processes of one machine."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
