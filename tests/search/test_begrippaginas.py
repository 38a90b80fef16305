"""The pages of the vocabulary, and the vocabulary as SKOS."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.actions.index_herbouwen import herbouw
from search.models import Begrip, Schema
from tests import factories

pytestmark = pytest.mark.usefixtures("zoekindex")


@pytest.fixture
def woordenlijst() -> None:
    call_command("laad_begrippen", verbosity=0)


@pytest.mark.parametrize("schema", Schema.values)
def test_lijst_van_schema_noemt_elk_begrip(woordenlijst: None, client: Client, schema: str) -> None:
    antwoord = client.get(f"/{schema}/")
    html = antwoord.content.decode()
    begrippen = Begrip.objects.van(schema)
    assert antwoord.status_code == 200
    assert begrippen
    for begrip in begrippen:
        assert f'href="{begrip.get_absolute_url()}"' in html
    assert html.count('class="verschuiving"') == (8 if schema == Schema.VERSCHUIVING else 0)


def test_begrip_toont_andere_namen_en_wat_erbij_hoort(client: Client) -> None:
    mantelzorg = factories.begrip(
        "Mantelzorg", alternatieven="respijtzorg\nlogeeropvang", definitie="Zorg voor elkaar."
    )
    wonen = factories.begrip("Wonen")
    factories.praktijkvoorbeeld("Een weekend vrij", begrippen=[mantelzorg])
    factories.praktijkvoorbeeld("Een ander huis", begrippen=[wonen])
    herbouw()
    html = client.get("/thema/mantelzorg/").content.decode()
    assert "respijtzorg, logeeropvang" in html
    assert "Zorg voor elkaar." in html
    assert "Een weekend vrij" in html
    assert "Een ander huis" not in html
    assert 'href="/thema/"' in html


def test_verschuiving_staat_er_als_figuur_en_als_woorden(client: Client) -> None:
    factories.begrip(
        "Van claims naar oplossingen", Schema.VERSCHUIVING, slug="claims", van="claims", naar="oplossingen"
    )
    html = client.get("/verschuiving/claims/").content.decode()
    kop = html[html.index("<h1") : html.index("</h1>")]
    assert "verschuiving__figuur" in kop
    assert "Van </span>claims" in kop
    assert "naar </span>oplossingen" in kop


def test_vervallen_wet_meldt_dat_en_noemt_de_opvolger(client: Client) -> None:
    nieuw = factories.begrip("Wmo 2015", Schema.WETTELIJK_KADER)
    oud = factories.begrip("Wmo 2007", Schema.WETTELIJK_KADER, vervallen_op=datetime.date(2015, 1, 1), opvolger=nieuw)
    for adres in (oud.get_absolute_url(), "/wettelijk-kader/"):
        html = client.get(adres).content.decode()
        assert "1 januari 2015" in html
        assert "Daarna kwam de" in html.replace("daarna", "Daarna")
    assert nieuw.get_absolute_url() in client.get(oud.get_absolute_url()).content.decode()
    assert "vervallen" not in client.get(nieuw.get_absolute_url()).content.decode().lower()


@pytest.mark.parametrize("adres", ["/thema/bestaat-niet/", "/doelgroep/mantelzorg/", "/soort/"])
def test_wat_er_niet_is_is_er_niet(client: Client, adres: str) -> None:
    factories.begrip("Mantelzorg")
    factories.startpagina()
    assert client.get(adres).status_code == 404


def test_skos(client: Client) -> None:
    breder = factories.begrip("Sociaal netwerk")
    factories.begrip("Mantelzorg", alternatieven="respijtzorg", definitie="Zorg voor elkaar.", breder=breder)
    antwoord = client.get("/begrippen.jsonld")
    assert antwoord["Content-Type"] == "application/ld+json"
    graaf = {
        knoop["@id"].removeprefix("http://localhost:8000"): knoop for knoop in json.loads(antwoord.content)["@graph"]
    }
    assert {graaf[f"/{schema}/"]["@type"] for schema in Schema.values} == {"skos:ConceptScheme"}
    mantelzorg = graaf["/thema/mantelzorg/"]
    assert mantelzorg["prefLabel"] == "Mantelzorg"
    assert mantelzorg["altLabel"] == ["respijtzorg"]
    assert mantelzorg["definition"] == "Zorg voor elkaar."
    assert mantelzorg["broader"].endswith("/thema/sociaal-netwerk/")
    assert mantelzorg["inScheme"].endswith("/thema/")
    assert "broader" not in graaf["/thema/sociaal-netwerk/"]


def test_skos_wijst_naar_begrippen_die_er_zijn(woordenlijst: None, client: Client) -> None:
    knopen = json.loads(client.get("/begrippen.jsonld").content)["@graph"]
    adressen = {knoop["@id"] for knoop in knopen}
    assert len(knopen) == len(adressen) == Begrip.objects.count() + len(Schema.values)
    verwijzingen = {
        knoop[naam] for knoop in knopen for naam in ("broader", "inScheme", "isReplacedBy") if naam in knoop
    }
    assert verwijzingen
    assert verwijzingen <= adressen


@pytest.mark.parametrize("adres", ["/thema/", "/thema/mantelzorg/", "/begrippen.jsonld"])
def test_vast_aantal_queries(client: Client, adres: str) -> None:
    mantelzorg = factories.begrip("Mantelzorg")

    def tel() -> int:
        client.get(adres)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(adres).status_code == 200
        return len(queries)

    factories.praktijkvoorbeeld("Het eerste", begrippen=[mantelzorg])
    factories.begrip("Deel 0", breder=mantelzorg)
    herbouw()
    eerst = tel()
    for nummer in range(1, 8):
        factories.praktijkvoorbeeld(f"Nog een {nummer}", begrippen=[mantelzorg])
        factories.begrip(f"Deel {nummer}", breder=mantelzorg)
    herbouw()
    assert tel() == eerst <= 20
