"""Every public page asks a fixed number of queries, at most twenty, however much there is."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gemeenten.models import Gemeente
from handreikingen.models import Kantelingboekje, Versie
from search.actions.index_herbouwen import herbouw
from search.models import Begrip
from tests import factories

pytestmark = pytest.mark.django_db
HOOGSTENS = 20
MEER = 25  # of everything that lists show


@pytest.fixture
def inhoud(settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
    for opdracht in ("laad_gemeenten", "laad_begrippen", "voorbeeldinhoud"):
        call_command(opdracht, verbosity=0)
    herbouw()


def _tel(client: Client, adressen: list[str]) -> dict[str, int]:
    aantallen = {}
    for adres in adressen:
        client.get(adres)  # what is kept between requests is there from now on
        with CaptureQueriesContext(connection) as queries:
            antwoord = client.get(adres)
        assert antwoord.status_code == 200, adres
        aantallen[adres] = len(queries)
    return aantallen


def test_aantal_queries_hangt_niet_af_van_de_hoeveelheid(inhoud: None, client: Client) -> None:
    versie = Versie.objects.get(status="definitief")
    boekje = Kantelingboekje.objects.get(slug="het-gesprek-voeren")
    adressen = [
        "/",
        "/praktijkvoorbeelden/",
        "/praktijkvoorbeelden/?pagina=2&sortering=datum",
        "/praktijkvoorbeelden/?thema=mantelzorg&thema=vervoer&fase=proef",
        "/zoeken/?q=mantelzorg",
        "/zoeken/atom/?q=mantelzorg",
        "/volgen/?q=mantelzorg&thema=mantelzorg",
        "/zoeken/?q=hulp+in+huis&soort=praktijkvoorbeeld",
        "/praktijkvoorbeelden/delft-trapliften-opnieuw-gebruiken/",
        boekje.pad,
        boekje.hoofdstukken()[1].pad,
        "/modelverordening/",
        "/modelverordening/wmo-2007/",
        versie.pad,
        f"{versie.pad}artikel-3/",
        "/agenda/",
        "/sprekers/",
        "/gemeenten/",
        "/gemeenten/delft/",
        "/thema/",
        "/thema/mantelzorg/",
        "/api/v1/zoeken?q=mantelzorg",
        "/het-gesprek/",
    ]
    eerst = _tel(client, adressen)
    assert {adres: aantal for adres, aantal in eerst.items() if aantal > HOOGSTENS} == {}

    delft = Gemeente.objects.get(naam="Delft")
    mantelzorg = Begrip.objects.get(schema="thema", slug="mantelzorg")
    for nummer in range(MEER):
        factories.praktijkvoorbeeld(f"Hulp in huis voor mantelzorgers {nummer}", gemeente=delft, begrippen=[mantelzorg])
    herbouw()
    assert _tel(client, adressen) == eerst
