"""The engine of this installation."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.contract import Engine


def get_engine() -> Engine:
    """The embedded engine; Elasticsearch has its setting already but no engine yet."""
    if settings.ELASTICSEARCH_URL:
        raise ImproperlyConfigured("Deze versie kent alleen de ingebouwde zoekmachine: laat ELASTICSEARCH_URL leeg.")
    return _embedded(str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _embedded(folder: str) -> Engine:
    from search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder)
