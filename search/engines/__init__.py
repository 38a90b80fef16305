"""The engine of this installation."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.contract import Engine

if TYPE_CHECKING:
    from search.engines.elastic import Access


def get_engine() -> Engine:
    """Elasticsearch where the settings name one, else the embedded engine."""
    if settings.ELASTICSEARCH_URL:
        from search.engines.elastic import Access

        return _elastic(Access.from_settings())
    return _embedded(str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _embedded(folder: str) -> Engine:
    from search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder)


@lru_cache(maxsize=4)
def _elastic(access: "Access") -> Engine:
    from search.engines.elastic import ElasticEngine

    return ElasticEngine(access)
