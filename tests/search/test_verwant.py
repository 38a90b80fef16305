"""What belongs with a page: shares a theme, is public, and is not the page itself."""

import pytest

from search.actions.index_bijwerken import werk_bij
from search.engines.contract import Engine
from search.verwant import verwant
from tests import factories

pytestmark = pytest.mark.django_db
SOORTEN = ("praktijkvoorbeeld",)


def test_verwant(zoekindex: Engine) -> None:
    mantelzorg = factories.begrip("Mantelzorg")
    zelf = factories.praktijkvoorbeeld("Steun voor mantelzorgers", begrippen=[mantelzorg])
    buur = factories.praktijkvoorbeeld("Mantelzorgers samen op pad", begrippen=[mantelzorg])
    factories.praktijkvoorbeeld("Steun voor vervoer", begrippen=[factories.begrip("Vervoer")])
    werk_bij()
    assert [treffer.titel for treffer in verwant(zelf, SOORTEN)] == [buur.title]

    buur.unpublish()
    assert verwant(zelf, SOORTEN) == []


def test_zonder_thema_of_zonder_zoekmachine_niets(zoekindex: Engine, settings, tmp_path) -> None:
    zonder = factories.praktijkvoorbeeld("Zonder thema", begrippen=[])
    met = factories.praktijkvoorbeeld("Met thema", begrippen=[factories.begrip("Mantelzorg")])
    werk_bij()
    assert verwant(zonder, SOORTEN) == []
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    assert verwant(met, SOORTEN) == []
