"""Misspelled words: corrected by itself only where nothing is found, else offered."""

import pytest

from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine
from search.query import Zoekvraag
from search.results import zoek
from tests import factories


@pytest.fixture(autouse=True)
def inhoud(zoekindex: Engine) -> None:
    for nummer in range(3):
        factories.praktijkvoorbeeld(f"Mantelzorg in de wijk {nummer}")
    factories.praktijkvoorbeeld("Vervoer naar de dagopvang")
    herbouw()


def test_used_where_what_was_typed_finds_nothing() -> None:
    lijst = zoek(Zoekvraag(q="Mantelzrog wijk"))
    assert (lijst.totaal, lijst.gezocht_op, lijst.suggestie) == (3, "mantelzorg wijk", None)
    assert lijst.q == "Mantelzrog wijk"


def test_used_where_only_it_finds_anything() -> None:
    """A suggestion would lead to little else; and the page says that no result has all the words."""
    lijst = zoek(Zoekvraag(q="mantelzrog qqqqqq"))
    assert (lijst.totaal, lijst.gezocht_op, lijst.met_een_deel) == (4, "mantelzorg qqqqqq", True)
    zonder = zoek(Zoekvraag(q="mantelzrog qqqqqq", filters={"jaar": ("1999",)}))
    assert (zonder.totaal, zonder.gezocht_op) == (0, None)
    assert zonder.suggestie is not None  # without the filter it finds something


def test_what_was_typed_can_be_asked_after_all() -> None:
    assert zoek(Zoekvraag(q="mantelzrog")).getypt_url == "?q=%22mantelzrog%22"
    letterlijk = zoek(Zoekvraag(q='"mantelzrog"'))
    assert (letterlijk.totaal, letterlijk.gezocht_op, letterlijk.suggestie) == (0, None, None)


def test_offered_where_other_words_are_found() -> None:
    lijst = zoek(Zoekvraag(q="vervoer dagopvang mantelzrog", filters={"soort": ("praktijkvoorbeeld",)}))
    assert lijst.gezocht_op is None
    assert lijst.treffers[0].titel == "Vervoer naar de dagopvang"
    assert lijst.suggestie is not None
    assert lijst.suggestie.tekst == "vervoer dagopvang mantelzorg"
    assert lijst.suggestie.url == "?q=vervoer+dagopvang+mantelzorg&soort=praktijkvoorbeeld"


@pytest.mark.parametrize("q", ["mantelzorg", "fietsen", "qqqqqq", "wijk"])
def test_nothing_to_correct(q: str) -> None:
    lijst = zoek(Zoekvraag(q=q))
    assert (lijst.gezocht_op, lijst.suggestie) == (None, None)
