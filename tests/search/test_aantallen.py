"""Totals and counts tell what readers can open now, and what was withdrawn shows nowhere; on both engines."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handreikingen.models import Hoofdstuk
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.actions.index_wijziging import meld_wijzigingen, uitgesteld_indexeren
from search.engines.contract import Engine
from search.query import Zoekvraag
from search.results import Venster, zoek, zoek_nieuw
from tests import factories
from tests.search.conftest import ENGINES

pytestmark = [pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)]


def aantallen(q: str = "") -> tuple[int, int, set[int]]:
    """The total, the hits, and the numbers of things with one kind or another."""
    lijst = zoek(Zoekvraag(q=q))
    return lijst.totaal, len(lijst.treffers), {sum(lijst.aantallen["soort"].values())}


@pytest.fixture
def zwolle() -> str:
    return factories.gemeente("Zwolle", "GM0193").code


@pytest.fixture
def paginas(zoekindex: Engine, zwolle: str) -> list[Praktijkvoorbeeld]:
    gemaakt = [factories.praktijkvoorbeeld(f"Vervoer in de wijk {nummer}") for nummer in range(3)]
    herbouw()
    assert aantallen("vervoer") == (3, 3, {3})
    return gemaakt


class TestNoLongerPublic:
    def test_however_much_waits_before_and_after(self, paginas: list[Praktijkvoorbeeld]) -> None:
        anderen = [paginas[1].pk, paginas[2].pk] * 150
        with uitgesteld_indexeren():
            meld_wijzigingen("pagina", anderen)
            paginas[0].unpublish()
            meld_wijzigingen("pagina", anderen)
        assert aantallen("vervoer") == (2, 2, {2})

    def test_expired_while_the_worker_is_busy(self, paginas: list[Praktijkvoorbeeld], client: Client) -> None:
        Praktijkvoorbeeld.objects.update(first_published_at=timezone.now() - timedelta(hours=1))
        herbouw()
        assert zoek_nieuw(Zoekvraag(q="vervoer"), Venster()).total == 3
        Praktijkvoorbeeld.objects.filter(pk=paginas[0].pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        assert aantallen("vervoer") == (2, 2, {2})
        assert client.get("/api/v1/zoeken?q=vervoer").json()["totaal"] == 2
        assert zoek_nieuw(Zoekvraag(q="vervoer"), Venster()).total == 2
        for adres in ("/zoeken/?q=vervoer", "/zoeken/atom/?q=vervoer", "/zoeken/suggesties/?q=vervoer"):
            assert "wijk 1" in (tekst := client.get(adres).text), adres
            assert "wijk 0" not in tekst, adres

    def test_what_is_below_what_expired(self, zoekindex: Engine) -> None:
        boekje = factories.handreiking("Boekje over vervoer")
        boekje.add_child(instance=Hoofdstuk(title="Vervoer regelen", slug="een", samenvatting="s", tekst="[]"))
        herbouw()
        assert aantallen("vervoer")[0] == 2
        type(boekje).objects.filter(pk=boekje.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        assert aantallen("vervoer") == (0, 0, {0})

    def test_on_the_map(self, zoekindex: Engine, client: Client) -> None:
        pagina = factories.praktijkvoorbeeld("Vervoer", gemeente=factories.gemeente("Losser", "GM0168"))
        herbouw()
        assert _op_de_kaart(client) == {"Losser": 1}
        with uitgesteld_indexeren():
            pagina.unpublish()
        assert _op_de_kaart(client) == {}


def _op_de_kaart(client: Client) -> dict[str, int]:
    punten = client.get("/gemeenten/").context["kaart_punten"]
    return {punt.naam: punt.aantal for punt in punten if punt.aantal}


class TestCorrection:
    """The words of the collection are as old as the index: what was withdrawn is not offered as a spelling."""

    @pytest.mark.parametrize("q", ["xandulaan", "xandulaan vervoer", "wijk vervoer xandulaan"])
    def test_no_words_of_what_was_withdrawn(self, paginas: list[Praktijkvoorbeeld], q: str) -> None:
        namen = [factories.praktijkvoorbeeld(f"Buurthuis Xanadulaan {nummer}") for nummer in range(2)]
        herbouw()
        assert "xanadulaan" in _voorgesteld(q)
        for pagina in namen:
            pagina.unpublish()
        werk_bij()
        assert "xanadulaan" not in _voorgesteld(q)

    def test_a_rare_word_is_no_mistake(self, paginas: list[Praktijkvoorbeeld]) -> None:
        for nummer in range(2):
            factories.praktijkvoorbeeld(f"Kanteltafel {nummer}")
        herbouw()
        factories.praktijkvoorbeeld("De kanteltafels")
        werk_bij()
        assert _voorgesteld("kanteltafelx") != ""
        assert _voorgesteld("kanteltafels") == ""


def _voorgesteld(q: str) -> str:
    lijst = zoek(Zoekvraag(q=q))
    return " ".join(filter(None, (lijst.gezocht_op, lijst.suggestie.tekst if lijst.suggestie else "")))
