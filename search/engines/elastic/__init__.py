"""The engine on an Elasticsearch server or cluster, 8.19 or 9."""

from search.engines.elastic.access import Access
from search.engines.elastic.engine import ElasticEngine

__all__ = ["Access", "ElasticEngine"]
