"""An index of its own for each test that searches."""

from pathlib import Path
from typing import Any

import pytest

from search.actions.index_herbouwen import herbouw
from search.engines import get_engine
from search.engines.contract import Engine
from search.engines.embedded import EmbeddedEngine


@pytest.fixture
def zoekindex(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An empty index; `herbouw()` or `werk_bij()` fills it from the database."""
    settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
    monkeypatch.setattr("search.actions.index_bijwerken._paused_until", 0.0)
    herbouw()
    return get_engine()


@pytest.fixture(params=["ingebouwd"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, empty and without a database: what the contract asks holds for all of them."""
    return EmbeddedEngine(tmp_path / "zoekindex")
