"""What editors recommend for a query: above the hits, not among them, and counted with them."""

import pytest
from django.test import Client

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine
from search.models import Aanbeveling, AanbevolenPagina, Teller
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import ENGINES


class TestShown:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        eerst = factories.handreiking("Vervoer: begin hier")
        ook = factories.praktijkvoorbeeld("Iets anders")
        factories.praktijkvoorbeeld("Vervoer op het platteland")
        aanbeveling = Aanbeveling.objects.create(zoekvragen="vervoer")
        for plaats, pagina in enumerate((eerst, ook)):
            AanbevolenPagina.objects.create(aanbeveling=aanbeveling, pagina=pagina, sort_order=plaats)
        herbouw()

    def test_above_the_results_and_not_among_them(self, client: Client) -> None:
        response = client.get("/zoeken/?q=vervoer")
        lijst = response.context["lijst"]
        assert [treffer.titel for treffer in lijst.aanbevolen] == ["Vervoer: begin hier", "Iets anders"]
        assert [treffer.titel for treffer in lijst.treffers] == ["Vervoer op het platteland"]
        assert "Aanbevolen door de redactie" in response.text

    def test_of_the_kinds_of_a_list(self, client: Client) -> None:
        lijst = client.get("/praktijkvoorbeelden/?q=vervoer").context["lijst"]
        assert [treffer.titel for treffer in lijst.aanbevolen] == ["Iets anders"]

    def test_not_for_who_filters_and_not_on_later_pages(self, client: Client) -> None:
        lijst = client.get("/zoeken/?q=vervoer&soort=handreiking").context["lijst"]
        assert (lijst.aanbevolen, [treffer.titel for treffer in lijst.treffers]) == ((), ["Vervoer: begin hier"])
        assert client.get("/zoeken/?q=vervoer&pagina=2").context["lijst"].aanbevolen == ()

    def test_where_nothing_else_is_found(self, client: Client) -> None:
        Aanbeveling.objects.update(zoekvragen="xyzzy")
        Teller.volgende(Teller.WOORDEN)
        html = client.get("/zoeken/?q=xyzzy").text
        assert "Aanbevolen door de redactie" in html
        assert "Niets anders gevonden" in html


@pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)
class TestCounted:
    """What editors recommend stands above the hits, and is counted with them."""

    @pytest.fixture
    def paginas(self, zoekindex: Engine) -> list[Praktijkvoorbeeld]:
        return [factories.praktijkvoorbeeld(f"Vervoer in de wijk {nummer}") for nummer in range(3)]

    @pytest.fixture(autouse=True)
    def aanbeveling(self, paginas: list[Praktijkvoorbeeld]) -> None:
        boven = factories.handreiking("Vervoer: begin hier")
        AanbevolenPagina.objects.create(
            aanbeveling=Aanbeveling.objects.create(zoekvragen="vervoer"), pagina=boven, sort_order=0
        )
        herbouw()

    def test_counted_once(self, client: Client) -> None:
        lijst = client.get("/zoeken/?q=vervoer").context["lijst"]
        assert (lijst.totaal, len(lijst.aanbevolen), len(lijst.treffers)) == (4, 1, 3)
        soorten = {keuze.waarde: keuze.aantal for facet in lijst.facetten[:1] for keuze in facet.keuzes}
        assert soorten == {"handreiking": 1, "praktijkvoorbeeld": 3}
        assert client.get("/api/v1/zoeken?q=vervoer").json()["totaal"] == 4

    def test_not_again_on_a_later_page(self) -> None:
        for pagina in (1, 2, 3, 4):
            lijst = zoek(Zoekvraag(q="vervoer", pagina=pagina, per_pagina=1), met_aanbevolen=True)
            assert "Vervoer: begin hier" not in [treffer.titel for treffer in lijst.treffers]
            assert len(lijst.aanbevolen) == (pagina == 1)

    def test_nothing_else_is_not_nothing(self, paginas: list[Praktijkvoorbeeld], client: Client) -> None:
        for pagina in paginas:
            pagina.unpublish()
        werk_bij()
        tekst = client.get("/zoeken/?q=vervoer").text
        assert "1 resultaat" in tekst
        assert "Zoek anders" not in tekst
