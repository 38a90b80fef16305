"""Who types half a sentence from page 12 of a document finds that document, and the page."""

import pytest

from search.actions.index_bijwerken import werk_bij
from search.engines.contract import Engine
from search.query import Zoekvraag
from search.results import zoek
from tests import factories

pytestmark = pytest.mark.django_db

VULSEL = "Gemeenten werken samen aan ondersteuning in de wijk en leren van elkaar. " * 40
ZIN = "De traplift die niemand gebruikt wordt na een jaar opgehaald en schoongemaakt."


def test_halve_zin_uit_een_bijlage_wint_van_losse_woorden(zoekindex: Engine) -> None:
    paginas = tuple(ZIN if nummer == 12 else VULSEL for nummer in range(1, 30))
    document = factories.bestand("Onderzoek", paginas=paginas)
    factories.handreiking("Hulpmiddelen", bijlagen=(document,))
    for nummer in range(12):
        factories.praktijkvoorbeeld(
            f"Traplift opgehaald {nummer}", samenvatting="Een jaar lang. Niemand schoongemaakt. Gebruikt."
        )
    werk_bij()
    eerste = zoek(Zoekvraag(q="niemand gebruikt wordt na een jaar opgehaald")).treffers[0]
    assert eerste.titel == "Hulpmiddelen"
    assert eerste.passages[0].url == f"{document.url}#page=12"
