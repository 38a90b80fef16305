"""How long an editor waits for the index: once, and then the worker does it."""

from typing import Any

import pytest

from search.actions import index_bijwerken
from search.actions.index_bijwerken import werk_bij
from search.engines.contract import Engine
from search.models import Indexwijziging
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import ENGINES

pytestmark = pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)


def titels() -> set[str]:
    return {treffer.titel for treffer in zoek(Zoekvraag()).treffers}


def test_after_a_slow_answer_the_next_commit_waits_no_more(
    zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """One request may commit several times, each time well within what a change may take."""
    monkeypatch.setattr(index_bijwerken, "_SLOW", 0.0)
    for titel in ("Eerst", "Daarna"):
        with django_capture_on_commit_callbacks(execute=True):
            factories.praktijkvoorbeeld(titel)
    assert titels() == {"Eerst"}
    assert Indexwijziging.objects.count() == 1
    werk_bij()
    assert titels() == {"Eerst", "Daarna"}
