"""Suggestions: what may be meant, never what readers can't open, never what editors blocked."""

import datetime
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine
from search.models import GeblokkeerdWoord, Schema, Zoekopdracht
from search.suggest import MOST, stel_voor
from tests import factories
from tests.search.fault_proxy import Fault, FaultProxy

pytestmark = pytest.mark.usefixtures("zoekindex")


@pytest.fixture(autouse=True)
def _asked_by_no_other_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.query_report.popular._kept", None)


@pytest.fixture
def inhoud(zoekindex: Engine) -> list[Praktijkvoorbeeld]:
    factories.begrip("Mantelzorg", alternatieven="Zorg voor naasten")
    factories.begrip("Persoonsgebonden budget", schema=Schema.RESULTAATGEBIED, afkorting="pgb")
    factories.gemeente("'s-Hertogenbosch", "GM0796", slug="s-hertogenbosch", provincie="noord-brabant")
    factories.gemeente("Súdwest-Fryslân", "GM1900", slug="sudwest-fryslan", provincie="fryslan")
    groningen = factories.gemeente("Groningen", "GM0014", provincie="groningen")
    factories.gemeente(
        "Haren", "GM0017", provincie="groningen", opgeheven_op=datetime.date(2019, 1, 1), opvolger=groningen
    )
    paginas = [
        factories.praktijkvoorbeeld("Mantelzorgers ontlast"),
        factories.praktijkvoorbeeld("Vervoer naar de markt"),
        factories.praktijkvoorbeeld("Vervoer naar school"),
    ]
    herbouw()
    return paginas


def voorgesteld(q: str) -> dict[str, list[str]]:
    return {groep.naam: [voorstel.tekst for voorstel in groep.voorstellen] for groep in stel_voor(q)}


def gevraagd(vraag: str, dagen: int = 3, keren: int = 3, niets: int = 0, geleden: int = 0) -> None:
    for dag in range(dagen):
        Zoekopdracht.objects.create(
            vraag=vraag,
            dag=timezone.localdate() - datetime.timedelta(days=dag + geleden),
            gevraagd=keren,
            zonder_resultaat=niets,
            geklikt=1,
        )


class TestWhatIsMeant:
    @pytest.mark.parametrize(
        ("q", "groep", "tekst"),
        [
            ("mant", "Onderwerpen", "Mantelzorg"),
            ("naasten", "Onderwerpen", "Mantelzorg"),
            ("pgb", "Onderwerpen", "Persoonsgebonden budget"),
            ("budget persoons", "Onderwerpen", "Persoonsgebonden budget"),
            ("MANTELZORGERS ont", "Pagina’s", "Mantelzorgers ontlast"),
            ("markt verv", "Pagina’s", "Vervoer naar de markt"),
            ("sudwest", "Gemeenten", "Súdwest-Fryslân"),
            ("Súdwest-Fr", "Gemeenten", "Súdwest-Fryslân"),
            ("den bos", "Gemeenten", "'s-Hertogenbosch"),
            ("hertog", "Gemeenten", "'s-Hertogenbosch"),
            ("'s-hert", "Gemeenten", "'s-Hertogenbosch"),
        ],
    )
    def test_by_the_beginning_of_words(self, inhoud: list[Praktijkvoorbeeld], q: str, groep: str, tekst: str) -> None:
        assert tekst in voorgesteld(q)[groep]

    def test_a_gemeente_by_its_own_name_only_once(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        assert voorgesteld("groning") == {"Gemeenten": ["Groningen"]}
        assert voorgesteld("hare") == {"Gemeenten": ["Haren"]}

    def test_each_has_its_address_and_what_it_is(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        (onderwerp,) = stel_voor("naasten")[0].voorstellen
        assert (onderwerp.url, onderwerp.bij) == ("/thema/mantelzorg/", "Thema, ook: Zorg voor naasten")
        (gemeente,) = stel_voor("haren")[0].voorstellen
        assert (gemeente.url, gemeente.bij) == ("/gemeenten/haren/", "Opgeheven gemeente")
        (pagina,) = stel_voor("ontlast")[0].voorstellen
        assert (pagina.url, pagina.bij) == (inhoud[0].pad, "Praktijkvoorbeeld")

    @pytest.mark.parametrize("q", ["", "m", " ", "'", "!!", "\x00", "xyzzyqwerty", "a" * 5000])
    def test_nothing_where_nothing_is_meant(self, inhoud: list[Praktijkvoorbeeld], client: Client, q: str) -> None:
        assert client.get("/zoeken/suggesties/", {"q": q}).text.strip() == ""

    def test_few_however_much_there_is(self, zoekindex: Engine) -> None:
        for nummer in range(20):
            factories.praktijkvoorbeeld(f"Samen {nummer}")
            factories.begrip(f"Samen {nummer}", slug=f"samen-{nummer}")
            factories.gemeente(f"Samen {nummer}", f"GM9{nummer:03}")
        herbouw()
        groepen = voorgesteld("samen")
        assert sum(map(len, groepen.values())) == MOST
        assert len(groepen) == 3

    def test_a_new_name_at_once(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        assert "Onderwerpen" not in voorgesteld("huisvest")
        begrip = factories.begrip("Wonen", alternatieven="huisvesting")
        assert voorgesteld("huisvest")["Onderwerpen"] == ["Wonen"]
        begrip.delete()
        assert "Onderwerpen" not in voorgesteld("huisvest")


class TestWhatOthersAsked:
    def test_often_on_three_days_with_results(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        gevraagd("korte vervoer")
        gevraagd("vervoer twee dagen", dagen=2, keren=9)
        gevraagd("vervoer zelden", keren=1)
        gevraagd("vervoer niets", niets=3)
        gevraagd("vervoer lang", geleden=100)
        gevraagd("vervoer naar", keren=9)
        assert voorgesteld("verv")["Veel gezocht"] == ["vervoer naar", "korte vervoer"]
        (voorstel, _) = stel_voor("verv")[0].voorstellen
        assert voorstel.url == "/zoeken/?q=vervoer+naar"

    def test_never_words_that_are_not_ours(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        """Also not where what stands for a number or an address is a word of ours by chance."""
        for titel in ("Vervoer: het juiste nummer", "Vervoer: nummer en mailadres", "Vervoer met mailadres"):
            factories.praktijkvoorbeeld(titel)
        herbouw()
        for vraag in (
            "vervoer jan jansen",
            "vervoer [nummer]",
            "vervoer [mailadres]",
            "vervoer piet@example.nl",
            "vervoer markt",
        ):
            gevraagd(vraag)
        assert "Veel gezocht" not in voorgesteld("verv")

    def test_not_what_finds_nothing_any_more(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        gevraagd("vervoer naar")
        assert "Veel gezocht" in voorgesteld("verv")
        for pagina in inhoud[1:]:
            pagina.unpublish()
        assert voorgesteld("verv") == {}


class TestNeverSuggested:
    def test_what_is_not_public_also_while_the_index_lags_behind(
        self, inhoud: list[Praktijkvoorbeeld], client: Client
    ) -> None:
        factories.praktijkvoorbeeld("Mantelzorg concept", live=False)
        herbouw()
        Praktijkvoorbeeld.objects.filter(pk=inhoud[0].pk).update(live=False)
        assert "Pagina’s" not in voorgesteld("mant")
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=inhoud[1], restriction_type="login")])
        assert voorgesteld("verv") == {"Pagina’s": ["Vervoer naar school"]}
        assert "markt" not in client.get("/zoeken/suggesties/", {"q": "vervoer"}).text

    def test_what_editors_blocked_in_every_group(self, inhoud: list[Praktijkvoorbeeld]) -> None:
        gevraagd("vervoer naar")
        for woord in ("vervoer", "mantelzorger", "hertogenbosch", "persoonsgebonden budget"):
            GeblokkeerdWoord.objects.create(woord=woord)
        assert voorgesteld("verv") == {}
        assert voorgesteld("hertog") == {}
        assert voorgesteld("pgb") == {}
        assert voorgesteld("mant") == {"Onderwerpen": ["Mantelzorg"]}

    def test_swear_words_from_the_first_day(self, zoekindex: Engine) -> None:
        factories.praktijkvoorbeeld("Klootzakken op straat")
        herbouw()
        assert voorgesteld("klootz") == {}


class TestAnswer:
    def test_options_of_a_list_with_everything_escaped(self, zoekindex: Engine, client: Client) -> None:
        factories.praktijkvoorbeeld("<b>Vervoer</b> & meer")
        herbouw()
        html = client.get("/zoeken/suggesties/", {"q": "vervoer"}).text
        assert '<div role="group" aria-label="Pagina’s">' in html
        assert 'role="option"' in html
        assert "&lt;b&gt;Vervoer&lt;/b&gt; &amp; meer" in html
        assert "<html" not in html

    def test_the_same_for_all_and_kept_for_a_moment(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        answer = client.get("/zoeken/suggesties/", {"q": "verv"})
        assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=30"}
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies
        assert client.post("/zoeken/suggesties/", {"q": "verv"}).status_code == 405

    def test_names_go_on_while_the_engine_is_down(
        self, inhoud: list[Praktijkvoorbeeld], settings: Any, tmp_path: Any
    ) -> None:
        gevraagd("mantelzorg")
        settings.SEARCH_INDEX_DIR = tmp_path / "weg"
        assert voorgesteld("mant") == {"Onderwerpen": ["Mantelzorg"]}

    @pytest.mark.elasticsearch
    @pytest.mark.parametrize("zoekindex", ["elastic"], indirect=True)
    def test_nor_do_they_wait_for_one_that_is_slow(
        self, inhoud: list[Praktijkvoorbeeld], settings: Any, elasticsearch_url: str
    ) -> None:
        """It is asked several things, each of which may be answered just in time."""
        gevraagd("mantelzorg")
        with FaultProxy(elasticsearch_url) as proxy:
            settings.ELASTICSEARCH_URL = proxy.url
            assert "Pagina’s" in voorgesteld("mant")
            with proxy.failing(Fault.SLOW, 0.8):
                began = time.monotonic()
                assert voorgesteld("mant") == {"Onderwerpen": ["Mantelzorg"]}
                assert time.monotonic() - began < 0.5 + 0.4  # on a busy machine
                assert proxy.struck > 0

    def test_queries_do_not_grow(self, zoekindex: Engine, client: Client) -> None:
        counts = []
        for keer in range(2):
            for nummer in range(4):
                factories.praktijkvoorbeeld(f"Vervoer {keer} {nummer}", gemeente=factories.gemeente())
            gevraagd(f"vervoer {'ab'[keer]}")
            herbouw()
            client.get("/zoeken/suggesties/", {"q": "vervoer"})
            with CaptureQueriesContext(connection) as queries:
                client.get("/zoeken/suggesties/", {"q": "vervoer"})
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 8
