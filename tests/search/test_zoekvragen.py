"""What is kept of readers' queries: counts, of no one in particular, for a limited time."""

import datetime
import threading
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.actions.index_herbouwen import herbouw
from search.actions.zoekopdrachten_opruimen import ruim_zoekopdrachten_op
from search.engines.contract import Engine
from search.models import Zoekopdracht
from search.query_report.masking import LONGEST, kept_query
from search.query_report.popular import popular_queries
from search.query_report.recorder import MOST_AT_ONCE, MOST_KEPT, Recorder, recorder
from tests import factories

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
VANDAAG = datetime.date(2026, 5, 4)
# All that Unicode calls a dash, and the signs that look like one: minus, hyphen bullet, swung dash.
DASHES = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) == "Pd"] + ["−", "⁃", "⁓"]


def dagen_geleden(aantal: int, vandaag: datetime.date = VANDAAG) -> datetime.date:
    return vandaag - datetime.timedelta(days=aantal)


@pytest.fixture
def counting(settings: Any) -> Iterator[None]:
    """Counting as in real life, but written only when a test does so."""
    settings.SEARCH_REPORT_EVERY = 3600.0
    yield
    recorder._counts.clear()
    recorder.write()


def counts() -> dict[str, tuple[int, int, int, int]]:
    recorder.write()
    return {
        each.vraag: (each.gevraagd, each.zonder_resultaat, each.geklikt, each.plaatsen)
        for each in Zoekopdracht.objects.all()
    }


@pytest.mark.parametrize(
    ("q", "kept"),
    [
        ("  Mantelzorg\t EN  werk ", "mantelzorg en werk"),
        ("wmo 2015", "wmo 2015"),
        ("jeugdwet 2015 artikel 2.3.2", "jeugdwet 2015 artikel 2.3.2"),
        ("geboren in 2015", "geboren in [nummer]"),
        ("bsn 123456782", "bsn [nummer]"),
        ("bsn 1234.56.782", "bsn [nummer]"),
        ("bel 06-12 34 56 78 of +31 (0)20 123 45 67", "bel [nummer] of [nummer]"),
        ("12-03-1953", "[nummer]"),
        ("huis 12 in 1234 ab", "huis 12 in [nummer] ab"),
        ("Jan@Gemeente.nl, hulp", "[mailadres] hulp"),
        ("art. 7", "art. 7"),
        ("wmo 201599", "wmo [nummer]"),
        ("\x00\u200b ", ""),
        ("bel 06_12_34_56_78", "bel [nummer]"),
        ("06:12:34:56:78 bellen", "[nummer] bellen"),
        ("06*12*34*56*78", "[nummer]"),
        ("06'12'34'56'78", "[nummer]"),
        ("06 - 12 - 34 - 56 - 78", "[nummer]"),
        ("０６１２３４５６７８", "[nummer]"),
        ("0\u03366\u03361\u03362\u03363\u03364\u0336", "[nummer]\u0336"),
        ("jan @ gemeente.nl", "[mailadres]"),
        ("mail jan(at)gemeente.nl hulp", "mail [mailadres] hulp"),
        ("jan [at] gemeente.nl", "[mailadres]"),
        ("jan ( AT ) gemeente.nl", "[mailadres]"),
        ("jan at gemeente.nl", "[mailadres]"),
        ("jan＠gemeente.nl", "[mailadres]"),
    ],
)
def test_nothing_is_kept_that_tells_of_a_person(q: str, kept: str) -> None:
    assert kept_query(q) == kept


@pytest.mark.parametrize("dash", DASHES, ids=lambda dash: f"U+{ord(dash):04X}")
@pytest.mark.parametrize("number", ["06-12-34-56-78", "12-03-53", "06 - 12345678"])
def test_numbers_are_masked_whatever_dash_is_in_them(number: str, dash: str) -> None:
    assert kept_query(f"bel {number.replace('-', dash)} nu") == "bel [nummer] nu"


@pytest.mark.parametrize(
    "q",
    [
        "wmo 2015 2.3.2",
        "wmo 2015, 2.3.2 vervoer",
        "2.3.2 wmo 2015",
        "artikel 2.3.2 wmo 2015",
        "wmo 2015 artikel 2.3.2",
        "wmo 2015 4a",
        "artikel 7 verordening",
        "artikel 12 lid 3",
        "artikel 213a gemeentewet",
        "art. 1.2.1 wmo",
        "artikel 2.3.2, lid 4, wmo 2015",
        "jeugdwet 2015 2.3",
    ],
)
def test_laws_and_their_articles_are_kept(q: str) -> None:
    assert kept_query(q) == q


@pytest.mark.parametrize(
    ("q", "kept"),
    [
        ("wmo 2015 06-12345678", "wmo [nummer]"),
        ("wmo 1953-12-03", "wmo [nummer]"),
        ("wmo 1953 12 03", "wmo [nummer]"),
        ("artikel 12.11.53", "artikel [nummer]"),
        ("artikel 12 03 1953", "artikel [nummer]"),
        ("artikel 1234", "artikel [nummer]"),
        ("art 06 12 34 56 78", "art [nummer]"),
    ],
)
def test_the_word_for_a_law_hides_no_other_number(q: str, kept: str) -> None:
    assert kept_query(q) == kept


def test_long_texts_are_cut_between_words() -> None:
    kept = kept_query("zorg " * 60)
    assert len(kept) <= LONGEST
    assert kept.endswith("zorg")
    assert len(kept_query("x" * 200)) == LONGEST
    assert "@" not in kept_query("a@" * 100)


@pytest.mark.usefixtures("zoekindex", "counting")
class TestWhatCounts:
    @pytest.fixture(autouse=True)
    def content(self, zoekindex: Engine) -> None:
        for number in range(12):
            factories.praktijkvoorbeeld(f"Mantelzorg {number}")
        herbouw()

    @pytest.mark.parametrize("address", ["/zoeken/", "/praktijkvoorbeelden/"])
    def test_a_question_and_whether_it_found_something(self, client: Client, address: str) -> None:
        for q in ("Mantelzorg", "mantelzorg ", "xyzzyqwerty"):
            client.get(address, {"q": q}, headers=READER)
        assert counts() == {"mantelzorg": (2, 0, 0, 0), "xyzzyqwerty": (1, 1, 0, 0)}

    @pytest.mark.parametrize(
        "more", ["pagina=2", "thema=mantelzorg", "sortering=datum", "thema=bestaat-niet", "provincie=utrecht"]
    )
    def test_the_same_question_narrowed_is_no_new_one(self, client: Client, more: str) -> None:
        client.get(f"/zoeken/?q=mantelzorg&{more}", headers=READER)
        assert counts() == {}

    @pytest.mark.parametrize(
        "headers",
        [
            {"HX-Request": "true", "HX-Target": "lijst"},  # typing, a filter taken off, the next page
            {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            {"User-Agent": ""},
            {"Sec-Purpose": "prefetch;prerender"},
        ],
    )
    def test_what_no_reader_asked(self, client: Client, headers: dict[str, str]) -> None:
        client.get("/zoeken/", {"q": "mantelzorg"}, headers={**READER, **headers})
        client.get("/api/v1/zoeken", {"q": "mantelzorg"}, headers=READER)
        client.get("/zoeken/", headers=READER)
        assert counts() == {}

    def test_a_form_sent_by_script(self, client: Client) -> None:
        client.get("/zoeken/", {"q": "mantelzorg"}, headers={**READER, "HX-Request": "true", "Zoekvraag": "sent"})
        assert counts() == {"mantelzorg": (1, 0, 0, 0)}

    def test_an_outage_is_no_empty_answer(self, client: Client, settings: Any, tmp_path: Any) -> None:
        settings.SEARCH_INDEX_DIR = tmp_path / "weg"
        client.get("/zoeken/", {"q": "xyzzyqwerty"}, headers=READER)
        assert counts() == {"xyzzyqwerty": (1, 0, 0, 0)}

    def test_a_search_writes_nothing(self, client: Client) -> None:
        client.get("/zoeken/", {"q": "mantelzorg"}, headers=READER)
        with CaptureQueriesContext(connection) as queries:
            client.get("/zoeken/", {"q": "mantelzorg"}, headers=READER)
        assert not [each["sql"] for each in queries if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]


@pytest.mark.django_db
@pytest.mark.usefixtures("counting")
class TestTheBrowserTells:
    def tell(self, client: Client, headers: dict[str, str] | None = None, **what: str) -> int:
        return client.post("/zoeken/gekozen/", what, headers=headers or {}).status_code

    def test_a_place_that_was_opened(self, client: Client) -> None:
        assert self.tell(client, q="Mantelzorg", plaats="3") == 204
        assert self.tell(client, q="mantelzorg", plaats="1") == 204
        assert counts() == {"mantelzorg": (0, 0, 2, 4)}

    def test_what_was_typed_and_stayed_with(self, client: Client) -> None:
        assert self.tell(client, q="mantelzorg", plaats="0", nieuw="1") == 204
        assert self.tell(client, q="xyzzy", plaats="0", nieuw="1", niets="1") == 204
        assert self.tell(client, q="vervoer", plaats="2", nieuw="1") == 204
        assert counts() == {"mantelzorg": (1, 0, 0, 0), "xyzzy": (1, 1, 0, 0), "vervoer": (1, 0, 1, 2)}

    @pytest.mark.parametrize("plaats", ["", "-1", "een", "1.5", "٣", "12345", "9999"])
    def test_nonsense_counts_for_nothing(self, client: Client, plaats: str) -> None:
        assert self.tell(client, q="mantelzorg", plaats=plaats) in (204, 400)
        assert counts() == {}

    def test_only_from_our_own_pages_and_not_endlessly(self, client: Client) -> None:
        assert self.tell(client, {"Origin": "https://elders.example"}, q="mantelzorg", plaats="1") == 400
        assert self.tell(client, {"Origin": "http://testserver"}, q="mantelzorg", plaats="1") == 204
        assert client.get("/zoeken/gekozen/").status_code == 405
        answers = {self.tell(client, q="mantelzorg", plaats="1") for _ in range(310)}
        assert answers == {204, 429}


@pytest.mark.django_db
@pytest.mark.usefixtures("counting")
class TestRecorder:
    def test_many_threads_and_processes_add_up_in_one_statement(self) -> None:
        processes = [Recorder(), Recorder()]
        for process in processes:
            threads = [
                threading.Thread(target=lambda p=process: [p.note(f"vraag {n}", asked=True) for n in range(50)])
                for _ in range(4)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            with CaptureQueriesContext(connection) as queries:
                process.write()
            assert len([each for each in queries if each["sql"].startswith("INSERT")]) == len(queries) == 1
        assert set(Zoekopdracht.objects.values_list("gevraagd", "dag")) == {(8, timezone.localdate())}
        assert Zoekopdracht.objects.count() == 50

    def test_nothing_to_write_asks_nothing(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            Recorder().write()
        assert len(queries) == 0

    def test_what_can_not_be_written_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        process = Recorder()
        process.note("mantelzorg", asked=True)
        with connection.execute_wrapper(_no_database):
            process.write()
        process.note("mantelzorg", asked=True)
        process.write()
        assert Zoekopdracht.objects.get().gevraagd == 2

    def test_one_write_adds_little_however_often_a_query_was_asked(self) -> None:
        process = Recorder()
        for _ in range(2):
            for _ in range(100):
                process.note("hype", asked=True, nothing=True)
                process.note("hype", clicked_at=3)
            process.note("mantelzorg", asked=True)
            process.write()
        hype, mantelzorg = Zoekopdracht.objects.order_by("vraag")
        assert (hype.gevraagd, hype.zonder_resultaat) == (2 * MOST_AT_ONCE, 2 * MOST_AT_ONCE)
        assert (hype.geklikt, hype.plaatsen) == (2 * MOST_AT_ONCE, 2 * 3 * MOST_AT_ONCE)
        assert mantelzorg.gevraagd == 2

    def test_a_flood_does_not_fill_memory(self) -> None:
        process = Recorder()
        for number in range(MOST_KEPT + 100):
            process.note("".join(chr(97 + int(digit)) for digit in str(number)), asked=True)
        process.write()
        assert Zoekopdracht.objects.count() == MOST_KEPT


def _no_database(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    from django.db import OperationalError

    raise OperationalError("database is locked")


@pytest.mark.django_db
class TestPopular:
    @pytest.fixture(autouse=True)
    def _asked_by_no_other_test(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.query_report.popular._kept", None)

    def asked(self, vraag: str, *, dagen: int = 3, keren: int = 2, kliks: int = 2) -> None:
        for dag in range(dagen):
            Zoekopdracht.objects.create(
                vraag=vraag,
                dag=dagen_geleden(dag, timezone.localdate()),
                gevraagd=keren,
                geklikt=kliks if dag == 0 else 0,
            )

    def test_asked_on_three_days_and_opened_twice(self) -> None:
        self.asked("vervoer")
        self.asked("vervoer twee dagen", dagen=2, keren=100, kliks=100)
        self.asked("vervoer een klik", keren=100, kliks=1)
        self.asked("vervoer zelden", keren=1)
        self.asked("veel vervoer", keren=9)
        assert popular_queries() == ["veel vervoer", "vervoer"]

    @pytest.mark.parametrize("q", ["vervoer 06-12345678", "vervoer jan@example.nl"])
    def test_never_one_that_was_masked(self, q: str) -> None:
        self.asked(kept_query(q))
        assert popular_queries() == []


@pytest.mark.django_db
class TestHowLong:
    def asked(self, vraag: str, *geleden: int) -> None:
        for dagen in geleden:
            Zoekopdracht.objects.create(vraag=vraag, dag=dagen_geleden(dagen), gevraagd=1)

    def test_thirteen_months_and_of_one_day_a_month(self) -> None:
        self.asked("vaak", 0, 300, 396, 397)
        self.asked("ooit", 31)
        self.asked("net", 30)
        self.asked("lang geleden", 390, 400)
        assert ruim_zoekopdrachten_op(VANDAAG) == 4
        left = {(each.vraag, (VANDAAG - each.dag).days) for each in Zoekopdracht.objects.all()}
        assert left == {("vaak", 0), ("vaak", 300), ("vaak", 396), ("net", 30)}
        assert ruim_zoekopdrachten_op(VANDAAG) == 0

    def test_a_result_opened_a_day_later_is_not_asked_again(self) -> None:
        self.asked("de zoon van mijn buurvrouw", 40)
        Zoekopdracht.objects.create(vraag="de zoon van mijn buurvrouw", dag=dagen_geleden(39), geklikt=1, plaatsen=2)
        assert not Zoekopdracht.objects.toonbaar().exists()
        assert not Zoekopdracht.objects.veelgezocht(dagen_geleden(60), keren=1, dagen=2, geopend=0)
        assert ruim_zoekopdrachten_op(VANDAAG) == 2
        self.asked("de zoon van mijn buurvrouw", 1, 0)
        assert Zoekopdracht.objects.toonbaar().exists()
