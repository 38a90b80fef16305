"""The search page, the lists and the API, from the reader's side, on a real index."""

import datetime
import json
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_herbouwen import herbouw
from search.actions.index_wijziging import uitgesteld_indexeren
from search.engines.contract import Engine
from search.models import Schema
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import ENGINES

pytestmark = [pytest.mark.usefixtures("zoekindex"), pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)]


@pytest.fixture
def inhoud(zoekindex: Engine) -> list[Praktijkvoorbeeld]:
    losser = factories.gemeente("Losser", "GM0168")
    zwolle = factories.gemeente("Zwolle", "GM0193")
    wonen = factories.begrip("Wonen")
    paginas = [
        factories.praktijkvoorbeeld("Mantelzorgers ontlast", gemeente=losser, fase="proef"),
        factories.praktijkvoorbeeld("Samen eten", gemeente=zwolle, begrippen=[wonen], verzonnen=True),
        factories.praktijkvoorbeeld("Wonen met zorg", gemeente=zwolle, begrippen=[wonen], partnergemeenten=[losser]),
    ]
    herbouw()
    return paginas


class TestResults:
    def test_what_a_hit_tells(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        (treffer,) = zoek(Zoekvraag(q="mantelzorger")).treffers
        assert treffer.titel == "Mantelzorgers ontlast"
        assert treffer.url == inhoud[0].pad
        assert (treffer.soort, treffer.soort_naam) == ("praktijkvoorbeeld", "Praktijkvoorbeeld")
        assert treffer.datum == datetime.date(2014, 11, 21)
        assert treffer.kaart["gemeente"] == "Losser"
        assert treffer.kaart_template == "praktijkvoorbeelden/kaart.html"

    def test_gemeente_by_name_in_the_words(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        assert zoek(Zoekvraag(q="Losser")).totaal == 2
        assert zoek(Zoekvraag(q="overijssel")).totaal == 3

    def test_facets_and_filters(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        lijst = zoek(Zoekvraag(filters={"gemeente": ("GM0193",)}))
        gemeente = next(facet for facet in lijst.facetten if facet.naam == "gemeente")
        assert [(k.label, k.aantal, k.gekozen) for k in gemeente.keuzes] == [("Losser", 2, False), ("Zwolle", 2, True)]
        assert [(f.label, f.url_zonder) for f in lijst.actieve_filters] == [("Zwolle", "?")]
        assert lijst.totaal == 2

    def test_fixed_questions(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        assert zoek(Zoekvraag(gemeenten=["GM0168"])).totaal == 2
        assert zoek(Zoekvraag(begrippen={Schema.THEMA: ["wonen"]})).totaal == 2
        assert zoek(Zoekvraag(soorten=["bijeenkomst"])).totaal == 0
        assert zoek(Zoekvraag()).aantallen["gemeente"] == {"GM0168": 2, "GM0193": 2}

    def test_names_of_values_the_index_never_saw(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        lijst = zoek(Zoekvraag(filters={"thema": ("<b>onbekend",)}))
        assert (lijst.totaal, lijst.actieve_filters[0].label) == (0, "<b>onbekend")

    def test_suggestion(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        lijst = zoek(Zoekvraag(q="Zwole", filters={"fase": ("proef",)}))
        assert lijst.suggestie is not None
        assert (lijst.suggestie.tekst, lijst.suggestie.url) == ("zwolle", "?q=zwolle&fase=proef")

    def test_a_filter_never_brings_more(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        for q in ("wonen met zorg samen eten", "samen eten wonen", "mantelzorg wonen"):
            alles = zoek(Zoekvraag(q=q))
            for facet in alles.facetten:
                for keuze in facet.keuzes:
                    assert zoek(Zoekvraag(q=q, filters={facet.naam: (keuze.waarde,)})).totaal == keuze.aantal

    def test_synonym_takes_effect_at_once(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        assert zoek(Zoekvraag(q="huisvesting")).totaal == 0
        wonen = factories.begrip("Wonen")
        wonen.alternatieven = "Huisvesting\nOnder dak zijn"
        wonen.save()
        assert zoek(Zoekvraag(q="huisvesting")).totaal == 2

    def test_paging(self, zoekindex: Engine) -> None:
        for nummer in range(23):
            factories.praktijkvoorbeeld(f"Vervoer {nummer}")
        herbouw()
        lijst = zoek(Zoekvraag(q="vervoer", pagina=99))
        assert (lijst.van, lijst.tot, lijst.totaal) == (21, 23, 23)
        assert lijst.paginering.volgende_url == ""
        assert lijst.paginering.vorige_url == "?q=vervoer&pagina=2"
        assert [(n.nummer, n.huidig) for n in lijst.paginering.nummers] == [(1, False), (2, False), (3, True)]


class TestPassages:
    def test_page_number_of_the_attachment(self, zoekindex: Engine) -> None:
        document = factories.bestand("Onderzoek", ("Voorwoord", "De brede school", "Een traplift in de flat"))
        factories.handreiking("Wonen", bijlagen=(document,))
        herbouw()
        (treffer,) = zoek(Zoekvraag(q="trapliften")).treffers
        (passage,) = treffer.passages
        assert passage.paginanummer == 3
        assert passage.url == f"{document.url}#page=3"
        assert passage.titel == "Onderzoek"
        assert passage.fragment == "Een <mark>traplift</mark> in de flat"


class TestNotPublic:
    """Nothing unpublished in results, counts or API, also while the index lags behind."""

    def test_index_lags_behind(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        Praktijkvoorbeeld.objects.filter(pk=inhoud[0].pk).update(live=False)
        assert zoek(Zoekvraag(q="mantelzorger")).treffers == []
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=inhoud[1], restriction_type="login")])
        assert zoek(Zoekvraag(q="eten")).treffers == []
        assert client.get("/api/v1/zoeken", {"q": "eten"}).json()["resultaten"] == []

    def test_in_no_count_while_the_index_lags_behind(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        with uitgesteld_indexeren():
            inhoud[0].unpublish()
            PageViewRestriction.objects.create(page=inhoud[1], restriction_type="login")
        lijst = zoek(Zoekvraag())
        assert (lijst.totaal, [treffer.titel for treffer in lijst.treffers]) == (1, ["Wonen met zorg"])
        assert all(keuze.aantal == 1 for facet in lijst.facetten for keuze in facet.keuzes)

    def test_after_the_index_followed(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        inhoud[0].unpublish()
        PageViewRestriction.objects.create(page=inhoud[1], restriction_type="login")
        herbouw()
        lijst = zoek(Zoekvraag())
        assert (lijst.totaal, [t.titel for t in lijst.treffers]) == (1, ["Wonen met zorg"])
        assert all(keuze.aantal == 1 for facet in lijst.facetten for keuze in facet.keuzes)


class TestPagesOfTheSite:
    def test_search_page(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        response = client.get("/zoeken/", {"q": "mantelzorg"})
        assert response.status_code == 200
        assert "Mantelzorgers ontlast" in response.text

    def test_htmx_gets_the_results_only(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        response = client.get("/zoeken/", {"q": "mantelzorg"}, headers={"HX-Request": "true"})
        assert "Mantelzorgers ontlast" in response.text
        assert "<html" not in response.text
        assert "HX-Request" in response.headers["Vary"]

    def test_list_shows_its_kinds_only(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        factories.algemene_pagina("Over wonen")
        herbouw()
        response = client.get("/praktijkvoorbeelden/", {"q": "wonen"})
        assert "Wonen met zorg" in response.text
        assert "Over wonen" not in response.text

    @pytest.mark.parametrize("address", ["/zoeken/?q=voorbeeld", "/praktijkvoorbeelden/", "/api/v1/zoeken?q=voorbeeld"])
    def test_queries_do_not_grow(self, zoekindex: Engine, client: Client, address: str) -> None:
        counts = []
        for _ in range(2):
            for nummer in range(3):
                factories.praktijkvoorbeeld(f"Voorbeeld {nummer}", gemeente=factories.gemeente())
            herbouw()
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20


class TestOutage:
    """Without an engine the page says so and finds titles; it never looks like nothing was found."""

    @pytest.fixture(autouse=True)
    def outage(self, inhoud: list[Praktijkvoorbeeld], settings: object, tmp_path: object) -> None:
        settings.SEARCH_INDEX_DIR, settings.ELASTICSEARCH_PREFIX = tmp_path / "weg", "weg"

    def test_titles(self) -> None:
        lijst = zoek(Zoekvraag(q="wonen zorg"))
        assert lijst.storing
        assert [treffer.titel for treffer in lijst.treffers] == ["Wonen met zorg"]
        assert zoek(Zoekvraag(soorten=["handreiking"])).totaal == 0
        assert zoek(Zoekvraag()).aantallen == {}

    def test_page_and_api(self, client: Client) -> None:
        assert client.get("/zoeken/", {"q": "wonen"}).status_code == 200
        answer = client.get("/api/v1/zoeken", {"q": "wonen"}).json()
        assert answer["storing"]
        assert answer["totaal"] == 1

    def test_never_looks_like_nothing_found(self, client: Client) -> None:
        html = client.get("/zoeken/", {"q": "bestaatniet"}).content.decode()
        assert "Zoeken werkt nu maar half" in html
        assert "Niets gevonden" not in html

    def test_concept_keeps_to_its_pages(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        eigen = {"thema": (inhoud[0].begrippen.filter(schema="thema")[0].slug,)}
        found = zoek(Zoekvraag(begrippen=eigen))
        assert 0 < found.totaal < zoek(Zoekvraag()).totaal
        assert zoek(Zoekvraag(begrippen={"thema": ("bestaat-niet",)})).totaal == 0

    def test_only_public_titles(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        inhoud[2].unpublish()
        PageViewRestriction.objects.create(page=inhoud[1], restriction_type="login")
        assert [treffer.titel for treffer in zoek(Zoekvraag()).treffers] == ["Mantelzorgers ontlast"]


class TestApi:
    def test_contract(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        answer = client.get("/api/v1/zoeken", {"q": "eten", "per_pagina": 5}).json()
        assert answer["totaal"] == 1
        assert answer["suggestie"] is None
        (result,) = answer["resultaten"]
        assert result == {
            "id": f"pagina-{inhoud[1].pk}",
            "soort": "praktijkvoorbeeld",
            "bron_id": "",
            "titel": "Samen eten",
            "url": f"http://localhost:8000{inhoud[1].pad}",
            "datum": "2014-11-21",
            "fragment": "Een korte samenvatting.",
            "verzonnen": True,
            "bericht": "Verzonnen voorbeeld, geen VNG-tekst",
        }
        assert answer["facetten"]["thema"] == [{"waarde": "wonen", "label": "Wonen", "aantal": 1}]

    def test_filters_and_pages(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        first = client.get("/api/v1/zoeken?thema=wonen&gemeente=GM0193&per_pagina=1").json()
        assert (first["totaal"], first["aantal_paginas"], first["vorige"]) == (2, 2, None)
        second = client.get(first["volgende"]).json()
        assert second["resultaten"][0]["id"] != first["resultaten"][0]["id"]
        assert second["volgende"] is None

    @pytest.mark.parametrize("wrong", ["per_pagina=101", "per_pagina=0", "pagina=x", "sortering=prijs"])
    def test_errors_are_problems(self, client: Client, wrong: str) -> None:
        response = client.get(f"/api/v1/zoeken?{wrong}")
        assert response.status_code == 422
        assert response.headers["Content-Type"] == "application/problem+json"
        problem = json.loads(response.content)
        assert problem["status"] == 422
        assert wrong.split("=")[0] in problem["detail"]

    def test_description(self, client: Client) -> None:
        paths = client.get("/api/v1/openapi.json").json()["paths"]
        names = {parameter["name"] for parameter in paths["/api/v1/zoeken"]["get"]["parameters"]}
        assert {"q", "soort", "thema", "wettelijk-kader", "gemeente", "pagina", "per_pagina"} <= names


NASTY = [
    "",
    " ",
    "x" * 10_000,
    '"',
    '"onaf',
    '""',
    "((()",
    "[a TO",
    "titel:x",
    "*:*",
    "-",
    "+a -b ^2 ~3",
    "😀",
    "\x00",
    "a\x00b",
    "\u202eabc",
    "مرحبا",
    "a AND OR NOT b",
    "\\",
    "'s",
    "de het een",
    "\ud800",
]


class TestAnyInput:
    @pytest.mark.parametrize("q", NASTY)
    def test_nasty(self, inhoud: list[Praktijkvoorbeeld], client: Client, q: str) -> None:
        query = urlencode({"q": q, "pagina": q, "thema": q, "sortering": q}, errors="surrogatepass")
        assert client.get(f"/zoeken/?{query}").status_code == 200
        query = urlencode({"q": q, "thema": q}, errors="surrogatepass")
        assert client.get(f"/api/v1/zoeken?{query}").status_code in (200, 422)

    def test_long_queries_are_cut_and_say_so(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        assert client.get("/zoeken/", {"q": "zorg " * 100}).context["lijst"].ingekort
        assert not client.get("/zoeken/", {"q": "zorg"}).context["lijst"].ingekort

    @given(
        q=st.text(max_size=250),
        facet=st.text(max_size=120),
        pagina=st.one_of(st.integers().map(str), st.text(max_size=10)),
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_anything(self, inhoud: list[Praktijkvoorbeeld], client: Client, q: str, facet: str, pagina: str) -> None:
        query = urlencode({"q": q, "gemeente": facet, "pagina": pagina})
        assert client.get(f"/zoeken/?{query}").status_code == 200
        api = urlencode({"q": q, "soort": facet})
        assert client.get(f"/api/v1/zoeken?{api}").status_code in (200, 422)
