"""What belongs with a page: shares its subject, tells why, is public, and is not the page itself."""

import datetime
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from bijeenkomsten.models import Agenda, Bijeenkomst
from handreikingen.models import Handreiking, Hoofdstuk
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine
from search.models import VindbarePagina, Wetsartikel
from search.related import Related, related
from search.related.match import in_sentence
from tests import factories
from tests.search.fault_proxy import Fault, FaultProxy

pytestmark = pytest.mark.django_db
SOORTEN = ("praktijkvoorbeeld", "handreiking", "hoofdstuk", "bijeenkomst")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What is kept names pages by keys that come back in the next test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def themas(zoekindex: Engine) -> dict[str, Any]:
    """Some concepts, and enough other things to make them rare."""
    begrippen = {naam: factories.begrip(naam) for naam in ("Mantelzorg", "Vervoer", "Wonen", "Dementie")}
    begrippen["Ouderen"] = factories.begrip("Ouderen", "doelgroep")
    begrippen["Meer maatwerk"] = factories.begrip("Meer maatwerk", "verschuiving")
    for nummer in range(9):
        factories.praktijkvoorbeeld(f"Iets anders, deel {nummer}", begrippen=[factories.begrip("Wijkteams")])
    return begrippen


def bij(pagina: VindbarePagina, **anders: Any) -> list[Related]:
    return related(pagina.zoekkern, SOORTEN, **anders)


def titels(gevonden: list[Related]) -> list[str]:
    return [ding.treffer.titel for ding in gevonden]


def took(do: Callable[[], str]) -> tuple[str, float]:
    """What it gives, and in how many seconds."""
    began = time.monotonic()
    return do(), time.monotonic() - began


def hoofdstuk(boekje: Handreiking, titel: str, **velden: Any) -> Hoofdstuk:
    begrippen = velden.pop("begrippen", [])
    pagina = Hoofdstuk(title=titel, slug=titel.lower().replace(" ", "-"), samenvatting="Kort.", **velden)
    pagina.begrippen = begrippen
    boekje.add_child(instance=pagina)
    return pagina


class TestWhich:
    def test_shares_a_concept_is_public_and_is_not_itself(self, themas: dict[str, Any]) -> None:
        zelf = factories.praktijkvoorbeeld("Steun voor mantelzorgers", begrippen=[themas["Mantelzorg"]])
        buur = factories.praktijkvoorbeeld("Samen op pad", begrippen=[themas["Mantelzorg"]])
        factories.praktijkvoorbeeld("De bus", begrippen=[themas["Vervoer"]])
        werk_bij()
        assert titels(bij(zelf)) == [buur.title]

    def test_more_and_rarer_in_common_comes_first(self, themas: dict[str, Any]) -> None:
        for nummer in range(4):
            factories.praktijkvoorbeeld(f"Rijden {nummer}", begrippen=[themas["Vervoer"]])
        zelf = factories.praktijkvoorbeeld("Zelf", begrippen=[themas["Vervoer"], themas["Dementie"]])
        zeldzaam = factories.praktijkvoorbeeld("Ontmoeten", begrippen=[themas["Dementie"]])
        beide = factories.praktijkvoorbeeld("Samen uit", begrippen=[themas["Vervoer"], themas["Dementie"]])
        werk_bij()
        assert titels(bij(zelf))[:2] == [beide.title, zeldzaam.title]

    def test_by_its_text_without_any_concept(self, themas: dict[str, Any]) -> None:
        tekst = "<p>Een scootmobielpool met scootmobielen van de fietsenmaker, bij het dorpshuis.</p>"
        zelf = factories.praktijkvoorbeeld("De scootmobielpool", begrippen=[], aanpak=tekst)
        buur = factories.praktijkvoorbeeld("Scootmobielen lenen bij het dorpshuis", begrippen=[], aanpak=tekst)
        herbouw()  # which words tell something is known by the vocabulary this keeps
        assert [(ding.treffer.titel, ding.redenen) for ding in bij(zelf)] == [(buur.title, ("lijkt op deze tekst",))]

    def test_one_of_a_booklet_and_none_of_its_own(self, themas: dict[str, Any]) -> None:
        over = [themas["Mantelzorg"]]
        eigen, ander = (factories.handreiking(titel, begrippen=over) for titel in ("Eigen", "Ander"))
        zelf = hoofdstuk(eigen, "Zelf", begrippen=over)
        hoofdstuk(eigen, "Ernaast", begrippen=over)
        for titel in ("Een", "Twee", "Drie"):
            hoofdstuk(ander, titel, begrippen=over)
        werk_bij()
        (gevonden,) = bij(zelf)
        assert gevonden.treffer.url.startswith(ander.pad)

    def test_not_three_of_a_kind_where_another_fits(self, themas: dict[str, Any]) -> None:
        over = [themas["Mantelzorg"], themas["Wonen"]]
        zelf = factories.praktijkvoorbeeld("Zelf", begrippen=over)
        for nummer in range(4):
            factories.praktijkvoorbeeld(f"Buur {nummer}", begrippen=over)
        factories.handreiking("Mantelzorg en wonen", begrippen=over)
        werk_bij()
        soorten = [ding.treffer.soort for ding in bij(zelf)]
        assert sorted(soorten) == ["handreiking", "praktijkvoorbeeld", "praktijkvoorbeeld"]

    def test_no_meetings_that_are_over(self, themas: dict[str, Any]) -> None:
        zelf = factories.praktijkvoorbeeld("Zelf", begrippen=[themas["Mantelzorg"]])
        for titel, dagen in (("Geweest", -3), ("Komt nog", 3)):
            begin = timezone.now() + datetime.timedelta(days=dagen)
            dag = Bijeenkomst(
                title=titel,
                slug=titel.lower().replace(" ", "-"),
                samenvatting="Kort.",
                begin=begin,
                einde=begin + datetime.timedelta(hours=2),
                plaats="Losser",
            )
            dag.begrippen = [themas["Mantelzorg"]]
            factories.overzicht(Agenda, "agenda").add_child(instance=dag)
        werk_bij()
        assert titels(bij(zelf)) == ["Komt nog"]

    def test_not_what_the_page_shows_already(self, themas: dict[str, Any]) -> None:
        zelf, buur = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        assert titels(bij(zelf)) == ["Buur"]
        assert bij(zelf, without=[f"pagina-{buur.pk}"]) == []


class TestWhy:
    def reden(self, zelf: VindbarePagina) -> tuple[str, ...]:
        werk_bij()
        (gevonden,) = bij(zelf)
        return tuple(gevonden.redenen)

    def test_the_theme_then_the_approach(self, themas: dict[str, Any]) -> None:
        over = [themas["Mantelzorg"], themas["Meer maatwerk"]]
        zelf, _ = (factories.praktijkvoorbeeld(titel, begrippen=over) for titel in ("Zelf", "Buur"))
        assert self.reden(zelf) == ("ook over mantelzorg", "zelfde aanpak: meer maatwerk")

    def test_nothing_is_said_twice(self, themas: dict[str, Any]) -> None:
        over = [themas["Mantelzorg"], factories.begrip("Mantelzorgers", "doelgroep"), themas["Meer maatwerk"]]
        zelf, _ = (factories.praktijkvoorbeeld(titel, begrippen=over) for titel in ("Zelf", "Buur"))
        assert self.reden(zelf)[0] == "ook over mantelzorg"
        over[0], over[1] = factories.begrip("Wmo-raad en participatie"), factories.begrip("Wmo-raden", "doelgroep")
        ander, _ = (factories.praktijkvoorbeeld(titel, begrippen=over) for titel in ("Ander", "Daarbij"))
        werk_bij()
        redenen = {ding.treffer.titel: ding.redenen for ding in bij(ander)}
        assert redenen["Daarbij"] == ("ook over Wmo-raad en participatie", "zelfde aanpak: meer maatwerk")

    def test_the_rarest_theme(self, themas: dict[str, Any]) -> None:
        wijkteams = factories.begrip("Wijkteams")
        zelf, buur = (
            factories.praktijkvoorbeeld(titel, begrippen=[wijkteams, themas["Dementie"]]) for titel in ("Zelf", "Buur")
        )
        werk_bij()
        eerste = next(ding for ding in bij(zelf) if ding.treffer.titel == buur.title)
        assert eerste.redenen[0] == "ook over dementie"

    def test_the_same_article_of_law(self, themas: dict[str, Any]) -> None:
        wet = factories.begrip("Wmo 2015", "wettelijk-kader")
        artikel = Wetsartikel.objects.create(wet=wet, nummer="2.3.2")
        for titel in ("Zelf", "Buur"):
            pagina = factories.praktijkvoorbeeld(titel, begrippen=[])
            pagina.wetsartikelen = [artikel]
            pagina.save()
        assert self.reden(Praktijkvoorbeeld.objects.get(title="Zelf")) == (
            "haalt ook artikel 2.3.2 van de Wmo 2015 aan",
        )

    def test_the_same_gemeente_only_beside_a_subject(self, themas: dict[str, Any]) -> None:
        losser = factories.gemeente()
        zelf, _ = (
            factories.praktijkvoorbeeld(titel, begrippen=[themas["Mantelzorg"]], gemeente=losser)
            for titel in ("Zelf", "Buur")
        )
        factories.praktijkvoorbeeld("Ook daar", begrippen=[themas["Vervoer"]], gemeente=losser)
        assert self.reden(zelf) == ("ook over mantelzorg", "ook in Losser")

    @pytest.mark.parametrize(
        ("label", "in_een_zin"),
        [
            ("Mantelzorg", "mantelzorg"),
            ("Het gesprek", "het gesprek"),
            ("Wmo-raden", "Wmo-raden"),
            ("Cliëntondersteuning", "cliëntondersteuning"),
        ],
    )
    def test_labels_in_a_sentence(self, label: str, in_een_zin: str) -> None:
        assert in_sentence(label) == in_een_zin


class TestOnlyWhatIsPublic:
    """Also when the index lags behind, and when the answer was kept."""

    def test_withdrawn(self, themas: dict[str, Any]) -> None:
        zelf, buur = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        assert titels(bij(zelf, kept_as="zelf")) == ["Buur"]
        Praktijkvoorbeeld.objects.filter(pk=buur.pk).update(live=False)
        assert bij(zelf, kept_as="zelf") == []
        assert bij(zelf) == []

    def test_restricted(self, themas: dict[str, Any]) -> None:
        zelf, buur = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        assert titels(bij(zelf, kept_as="zelf")) == ["Buur"]
        PageViewRestriction.objects.create(page=buur, restriction_type="login")
        assert bij(zelf, kept_as="zelf") == []

    def test_others_take_the_place(self, themas: dict[str, Any]) -> None:
        zelf = factories.praktijkvoorbeeld("Zelf", begrippen=[themas["Mantelzorg"]])
        buren = [factories.praktijkvoorbeeld(f"Buur {n}", begrippen=[themas["Mantelzorg"]]) for n in range(5)]
        werk_bij()
        eerst = titels(bij(zelf, kept_as="zelf"))
        weg = next(buur for buur in buren if buur.title == eerst[0])
        Praktijkvoorbeeld.objects.filter(pk=weg.pk).update(live=False)
        dan = titels(bij(zelf, kept_as="zelf"))
        assert len(dan) == 3
        assert weg.title not in dan

    def test_nothing_without_an_engine(self, themas: dict[str, Any], settings: Any, tmp_path: Any) -> None:
        zelf, _ = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        settings.SEARCH_INDEX_DIR = tmp_path / "weg"
        assert bij(zelf) == []


class TestOnPages:
    def test_with_the_reason(self, themas: dict[str, Any], client: Client) -> None:
        zelf, buur = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        pagina = client.get(zelf.pad).content.decode()
        assert "Wat hierbij hoort" in pagina
        assert "Ook over mantelzorg" in pagina
        assert buur.title in pagina

    def test_applied_booklets_are_shown_once(self, themas: dict[str, Any], client: Client) -> None:
        boekje = factories.handreiking("De handreiking", begrippen=[themas["Mantelzorg"]])
        zelf = factories.praktijkvoorbeeld("Zelf", begrippen=[themas["Mantelzorg"]])
        zelf.handreikingen = [boekje]
        zelf.save()
        werk_bij()
        pagina = client.get(zelf.pad).content.decode()
        assert pagina.count(boekje.title) == 1
        assert "Wat hierbij hoort" not in pagina

    def test_a_chapter_has_them_too(self, themas: dict[str, Any], client: Client) -> None:
        deel = hoofdstuk(factories.handreiking("Handreiking"), "Deel", begrippen=[themas["Dementie"]])
        factories.praktijkvoorbeeld("Een huis zonder drempel", begrippen=[themas["Dementie"]])
        werk_bij()
        assert "Een huis zonder drempel" in client.get(deel.pad).content.decode()

    @pytest.mark.elasticsearch
    @pytest.mark.parametrize("zoekindex", ["elastic"], indirect=True)
    def test_a_slow_engine_holds_up_no_page(
        self, themas: dict[str, Any], client: Client, settings: Any, elasticsearch_url: str
    ) -> None:
        """It is asked several things, each of which may be answered just in time."""
        zelf, buur = (factories.praktijkvoorbeeld(t, begrippen=[themas["Mantelzorg"]]) for t in ("Zelf", "Buur"))
        werk_bij()
        with FaultProxy(elasticsearch_url) as proxy:
            settings.ELASTICSEARCH_URL = proxy.url
            for _ in range(5):  # the first times are for warming up
                cache.clear()
                pagina, usual = took(lambda: client.get(zelf.pad).content.decode())
            assert buur.title in pagina
            with proxy.failing(Fault.SLOW, 0.8):
                cache.clear()
                pagina, seconds = took(lambda: client.get(zelf.pad).content.decode())
                assert proxy.struck > 0
        assert "Wat hierbij hoort" not in pagina
        assert seconds < usual + 0.6
