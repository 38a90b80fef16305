"""An index of its own for each test that searches."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.actions.index_herbouwen import herbouw
from search.engines import get_engine
from search.engines.contract import Engine
from search.engines.elastic import Access, ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.shared_counts import forget_all

ENGINES = ["ingebouwd", pytest.param("elastic", marks=pytest.mark.elasticsearch)]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """All tests ask from one address: none uses up what another may ask."""
    forget_all()


@pytest.fixture
def zoekindex(
    request: pytest.FixtureRequest, db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """An empty index; `herbouw()` or `werk_bij()` fills it from the database.

    Of the embedded engine, or of each in turn: `parametrize("zoekindex", ENGINES, indirect=True)`.
    """
    settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
    if getattr(request, "param", "ingebouwd") == "elastic":
        access: Access = request.getfixturevalue("access")
        settings.ELASTICSEARCH_URL = access.hosts[0]
        settings.ELASTICSEARCH_PREFIX = access.prefix
        settings.ELASTICSEARCH_REPLICAS = 0
    monkeypatch.setattr("search.actions.index_bijwerken._paused_until", 0.0)
    monkeypatch.setattr("search.actions.index_bijwerken._SLOW", float("inf"))  # on a busy machine all is slow
    herbouw()
    return get_engine()


@pytest.fixture
def access(elasticsearch_url: str) -> Iterator[Access]:
    """Names of our own in the Elasticsearch that all tests share; nothing of them stays."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield Access(hosts=(elasticsearch_url,), prefix=prefix)
    client = Elasticsearch(elasticsearch_url)
    if names := list(client.indices.get(index=f"{prefix}-*", filter_path="*.aliases")):
        client.indices.delete(index=names)
    client.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, empty and without a database: what the contract asks holds for all of them."""
    if request.param == "elastic":
        return ElasticEngine(request.getfixturevalue("access"))
    return EmbeddedEngine(tmp_path / "zoekindex")
