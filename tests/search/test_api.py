"""The public API: its contract is tested in test_zoeken; here what holds for every answer, and any question."""

import datetime
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.answer import Resultaten
from search.api import limits
from search.api.schemas import Antwoord, Parameters, Probleem
from search.engines.contract import Engine
from search.facets import FACETS
from search.language.tokens import clean
from search.query import Zoekvraag
from search.results import zoek
from search.shared_counts import MINUTE
from tests import factories

pytestmark = pytest.mark.django_db
ZOEKEN = "/api/v1/zoeken"
PROBLEM = "application/problem+json"


@pytest.fixture
def inhoud(zoekindex: Engine) -> list[Praktijkvoorbeeld]:
    paginas = [
        factories.praktijkvoorbeeld(f"Samen eten {n}", begrippen=[factories.begrip("Wonen")], verzonnen=n == 1)
        for n in range(1, 4)
    ]
    werk_bij()
    return paginas


@pytest.fixture
def limiet(settings: Any) -> Any:
    """Room for a few questions; how many, a test says."""
    settings.API_PER_MINUTE, settings.API_PER_HOUR = 3, 0
    return settings


def links(response: Any) -> dict[str, str]:
    """The Link header, by relation."""
    parts = (part.split("; ") for part in response.headers["Link"].split(", "))
    return {rel.removeprefix('rel="').removesuffix('"'): url.strip("<>") for url, rel in parts}


def is_problem(response: Any, status: int) -> Probleem:
    assert response.status_code == status
    assert response.headers["Content-Type"] == PROBLEM
    assert response.headers["Cache-Control"] == "no-store"
    problem = Probleem.model_validate_json(response.content)
    assert problem.status == status
    assert problem.detail
    return problem


class TestPages:
    def test_links_lead_from_the_first_to_the_last(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        response = client.get(ZOEKEN, {"q": "eten", "per_pagina": 1})
        seen, followed = [], 0
        while True:
            seen += [result["id"] for result in response.json()["resultaten"]]
            url = links(response).get("next")
            assert url == response.json()["volgende"]
            if url is None:
                break
            assert links(response)["last"].endswith("pagina=3")
            response = client.get(url)
            followed += 1
        assert (followed, len(set(seen))) == (2, 3)
        assert "prev" not in links(client.get(links(response)["first"]))
        assert links(response)["prev"] == response.json()["vorige"]

    @pytest.mark.parametrize("pagina", [4, 5000, 100_000])
    def test_after_the_last_page_there_is_nothing(
        self, inhoud: list[Praktijkvoorbeeld], client: Client, pagina: int
    ) -> None:
        response = client.get(ZOEKEN, {"q": "eten", "per_pagina": 1, "pagina": pagina})
        answer = response.json()
        assert (answer["totaal"], answer["resultaten"], answer["volgende"]) == (3, [], None)
        assert links(response)["prev"].endswith("pagina=3")

    def test_nothing_found_has_one_page(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        response = client.get(ZOEKEN, {"q": "qqqq"})
        assert response.json()["totaal"] == 0
        assert links(response)["first"] == links(response)["last"]

    def test_a_long_question_has_a_short_header(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        """Else proxies refuse the answer; what does not fit is in the answer itself."""
        asked = [("q", "eten"), ("thema", "wonen"), ("per_pagina", "1"), ("pagina", "2")]
        short = client.get(f"{ZOEKEN}?{urlencode(asked)}")
        assert {"self", "first", "prev", "next", "last", "service-desc", "service-doc"} == set(links(short))
        for length, left in ((30, {"next", "prev"}), (45, {"next"}), (60, set())):
            values = [("thema", f"{'ü' * length}{n}") for n in range(length // 4)]
            long = client.get(f"{ZOEKEN}?{urlencode([*asked, *values])}")
            assert len(long.headers["Link"]) < 4000
            assert set(links(long)) == {"service-desc", "service-doc", *left}
            assert client.get(long.json()["volgende"]).status_code == 200

    def test_links_hold_the_question_as_it_was_understood(
        self, inhoud: list[Praktijkvoorbeeld], client: Client
    ) -> None:
        given = "q=%20eten%20&thema=wonen&thema=wonen&thema=&van=&per_pagina=1&pagina=02"
        links_of = links(client.get(f"{ZOEKEN}?{given}"))
        assert links_of["self"] == f"http://localhost:8000{ZOEKEN}?per_pagina=1&q=eten&thema=wonen&pagina=2"

    def test_the_answer_is_as_described(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        answer = client.get(ZOEKEN, {"q": "eten"}).json()
        assert set(answer) == set(Antwoord.model_fields)
        assert set(answer["resultaten"][0]) == set(
            Antwoord.model_fields["resultaten"].annotation.__args__[0].model_fields
        )
        Antwoord.model_validate(answer, strict=False)

    def test_period(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        assert client.get(ZOEKEN, {"van": 2014, "tot": 2014}).json()["totaal"] == 3
        assert client.get(ZOEKEN, {"van": 2015}).json()["totaal"] == 0


class TestKeeping:
    def test_unchanged_is_304_and_changed_is_not(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        first = client.get(ZOEKEN, {"q": "eten"})
        assert first.headers["ETag"].startswith('W/"')
        assert first.headers["Cache-Control"] == "no-cache"
        etag = {"If-None-Match": f'"iets", {first.headers["ETag"]}'}
        again = client.get(ZOEKEN, {"q": "eten"}, headers=etag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]

        inhoud[0].unpublish()
        changed = client.get(ZOEKEN, {"q": "eten"}, headers=etag)
        assert changed.status_code == 200
        assert changed.headers["ETag"] != first.headers["ETag"]

    def test_another_question_is_another_answer(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        etags = {client.get(ZOEKEN, {"q": "eten", "pagina": n, "per_pagina": 1}).headers["ETag"] for n in (1, 2, 3)}
        assert len(etags) == 3

    def test_head_is_get_without_its_body(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        get, head = client.get(ZOEKEN, {"q": "eten"}), client.head(ZOEKEN, {"q": "eten"})
        assert (head.status_code, head.content) == (200, b"")
        assert int(head.headers["Content-Length"]) == len(get.content)
        for name in ("ETag", "Link", "Content-Type", "Access-Control-Allow-Origin"):
            assert head.headers[name] == get.headers[name]


class TestProblems:
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ("per_pagina=101", "per_pagina: hoogstens 100"),
            ("pagina=x", "pagina: is geen geheel getal"),
            ("sortering=prijs", "sortering: kies uit 'relevantie' of 'datum'"),
            ("thma=wonen", "thma: deze parameter bestaat niet"),
            ("sinds=gisteren", "sinds: is geen datum"),
            ("mijn=Nergenshuizen&zoals=buurt", "mijn: geen gemeente heet zo"),
            ("mijn=Nergenshuizen", "mijn: geen gemeente heet zo"),
            ("zoals=buurt", "mijn: geen gemeente heet zo"),
            ("pagina=2.0", "pagina: is geen geheel getal"),
            ("pagina=%2B2", "pagina: is geen geheel getal"),
            ("pagina=+2", "pagina: is geen geheel getal"),
            ("pagina=%D9%A2", "pagina: is geen geheel getal"),
            pytest.param(f"pagina={'9' * 5000}", "pagina: hoogstens 100000", id="more digits than are counted out"),
            ("pagina=1&pagina=2", "pagina: dit kan maar één keer"),
            ("van=2020.0", "van: is geen geheel getal"),
            ("van=1949", "van: ten minste 1950"),
            ("tot=2099", "tot: hoogstens 20"),
            ("van=2014&tot=2012", "van: dit jaar komt na tot"),
            ("sinds=2099-01-01", "sinds: hoogstens 20"),
            ("sinds=1900-01-01", "sinds: ten minste 1950-01-01"),
            ("sinds=1699920000", "sinds: is geen datum"),
            ("sinds=2026-02-30", "sinds: is geen datum"),
            ("sinds=2026-1-1", "sinds: is geen datum"),
            pytest.param(f"thema={'x' * 101}", "thema: hoogstens 100 tekens", id="a long value"),
            pytest.param(
                "jaar=2000&" * 25 + "&".join(f"jaar={n}" for n in range(21)), "jaar: hoogstens 20 waarden", id="many"
            ),
        ],
    )
    def test_what_is_wrong_with_which(self, zoekindex: Engine, client: Client, wrong: str, said: str) -> None:
        assert is_problem(client.get(f"{ZOEKEN}?{wrong}"), 422).detail.startswith(said)

    def test_too_many_parameters(self, client: Client, settings: Any) -> None:
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
        is_problem(client.get(f"{ZOEKEN}?{'thema=x&' * 51}"), 400)

    def test_what_was_left_empty_was_not_given(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        """As a form sends the fields nobody filled in."""
        empty = "&".join(f"{field.alias or name}=" for name, field in Parameters.model_fields.items())
        assert client.get(f"{ZOEKEN}?{empty}").json() == client.get(ZOEKEN).json()

    @pytest.mark.parametrize("path", ["/api/v1/bestaat-niet", "/api/v1/", "/api/v2/zoeken", "/api/iets/"])
    def test_no_such_address(self, client: Client, path: str) -> None:
        is_problem(client.get(path), 404)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_reading_only(self, client: Client, method: str) -> None:
        response = getattr(client, method)(ZOEKEN)
        is_problem(response, 405)
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"

    def test_our_own_fault(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: object) -> None:
            raise RuntimeError("kapot")

        monkeypatch.setattr("search.api.operations.zoek", broken)
        client.raise_request_exception = False
        assert "kapot" not in is_problem(client.get(ZOEKEN), 500).detail

    def test_other_addresses_keep_their_own_pages(self, client: Client) -> None:
        factories.startpagina()
        assert client.get("/bestaat-niet/").headers["Content-Type"].startswith("text/html")


class TestLimit:
    def test_too_many_questions(self, zoekindex: Engine, client: Client, limiet: Any) -> None:
        left = [client.get(ZOEKEN).headers["RateLimit"].split(";")[1] for _ in range(3)]
        assert left == ["r=2", "r=1", "r=0"]
        refused = client.get(ZOEKEN)
        is_problem(refused, 429)
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert refused.headers["RateLimit-Policy"] == '"minuut";q=3;w=60'
        assert client.get(ZOEKEN, REMOTE_ADDR="10.0.0.2").status_code == 200

    def test_a_new_minute_begins_anew(
        self, zoekindex: Engine, client: Client, limiet: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.shared_counts.time.time", lambda: 600.0)
        assert [client.get(ZOEKEN).status_code for _ in range(4)] == [200, 200, 200, 429]
        monkeypatch.setattr("search.shared_counts.time.time", lambda: 660.0)
        assert client.get(ZOEKEN).status_code == 200

    def test_the_hour_counts_too(
        self, zoekindex: Engine, client: Client, limiet: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        limiet.API_PER_MINUTE, limiet.API_PER_HOUR = 100, 2
        answers = []
        for minute in range(3):
            monkeypatch.setattr("search.shared_counts.time.time", lambda minute=minute: 3600.0 + 60 * minute)
            answers.append(client.get(ZOEKEN))
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].headers["Retry-After"] == str(3600 - 120)
        assert '"uur";q=2;w=3600' in answers[2].headers["RateLimit-Policy"]

    def test_no_limit(self, zoekindex: Engine, client: Client, limiet: Any) -> None:
        limiet.API_PER_MINUTE = 0
        answers = [client.get(ZOEKEN) for _ in range(5)]
        assert {answer.status_code for answer in answers} == {200}
        assert "RateLimit" not in answers[0].headers

    def test_only_the_api(self, client: Client, limiet: Any) -> None:
        assert {client.get("/api/").status_code for _ in range(5)} == {200}

    @pytest.mark.parametrize(
        ("behind", "forwarded", "address"),
        [
            (False, "10.9.9.9", "127.0.0.1"),  # anyone can write that
            (True, "10.9.9.9", "10.9.9.9"),
            (True, "1.1.1.1, 10.9.9.9", "10.9.9.9"),  # what the proxy added stands last
            (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            (True, None, "127.0.0.1"),
        ],
    )
    def test_whose_address(self, settings: Any, behind: bool, forwarded: str | None, address: str) -> None:
        settings.BEHIND_PROXY = behind
        extra = {"X-Forwarded-For": forwarded} if forwarded else {}
        assert limits.address_of(RequestFactory().get(ZOEKEN, headers=extra)) == address

    def test_no_address_is_kept(self, limiet: Any) -> None:
        limits.count(RequestFactory().get(ZOEKEN, REMOTE_ADDR="10.11.12.13"))
        for kept in (b"10.11.12.13", bytes([10, 11, 12, 13])):
            assert kept not in MINUTE.content()


class TestOtherSites:
    def test_scripts_of_other_sites_may_read(self, zoekindex: Engine, client: Client) -> None:
        response = client.get(ZOEKEN, headers={"Origin": "https://elders.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "ETag" in response.headers["Access-Control-Expose-Headers"]
        preflight = client.options(ZOEKEN, headers={"Access-Control-Request-Headers": "if-none-match"})
        assert preflight.status_code == 204
        assert preflight.headers["Access-Control-Allow-Headers"] == "If-None-Match"

    def test_also_of_what_went_wrong(self, client: Client) -> None:
        assert client.get(f"{ZOEKEN}?pagina=x").headers["Access-Control-Allow-Origin"] == "*"


_WORDS = st.text(max_size=40)
_TRICKY = ["2014", "2.0", "+2", " 2", "2", "02", "٢", "1e3", "-1", "0", "9" * 20, "2020.0", "1699920000", "x" * 101]
_TRICKY += ["2099-01-01", "2014-01-01", "2014-13-01", "2014-1-1", "GM0193", "zwolle", "omvang", "datum", "wonen", ""]
_VALUES = st.one_of(_WORDS, st.integers().map(str), st.sampled_from(_TRICKY))
_NAMES = st.sampled_from([field.alias or name for name, field in Parameters.model_fields.items()])
_QUESTIONS = st.lists(st.tuples(_NAMES, _VALUES), max_size=6)
_NOT_GIVEN: dict[str, Any] = {"pagina": 1, "per_pagina": 10, "mijn": ""}


def read(name: str, given: str) -> Any:
    """What a value says to who reads it as it is written."""
    if name in ("van", "tot", "pagina", "per_pagina"):
        return int(given)
    if name == "sinds":
        return datetime.date.fromisoformat(given)
    return clean(given).strip() if name == "mijn" else given


class TestAnyQuestion:
    @hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(asked=_QUESTIONS)
    def test_is_answered_or_refused_as_described(
        self, inhoud: list[Praktijkvoorbeeld], client: Client, asked: list[tuple[str, str]]
    ) -> None:
        response = client.get(f"{ZOEKEN}?{urlencode(asked, errors='surrogatepass')}")
        assert response.status_code in (200, 422)
        if response.status_code == 422:
            assert json.loads(response.content)["detail"]
            return
        answer = Antwoord.model_validate_json(response.content)
        assert len(answer.resultaten) <= 100
        assert client.get(links(response)["self"]).headers["ETag"] == response.headers["ETag"]

    @hypothesis_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(asked=_QUESTIONS)
    @example(asked=[("sinds", "2099-01-01")])
    @example(asked=[("van", "2020.0")])
    @example(asked=[("gemeente", "x" * 101)])
    @example(asked=[("thema", f"thema-{n}") for n in range(30)])
    @example(asked=[("mijn", "Zwolle"), ("zoals", "omvang"), ("van", "2014"), ("thema", "wonen"), ("thema", "zorg")])
    def test_the_question_that_is_answered_is_the_one_that_was_asked(
        self, zoekindex: Engine, client: Client, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, str]]
    ) -> None:
        factories.gemeente("Zwolle", "GM0193")
        answered: list[Zoekvraag] = []

        def noted(vraag: Zoekvraag) -> Resultaten:
            answered.append(vraag)
            return zoek(vraag)

        monkeypatch.setattr("search.api.operations.zoek", noted)
        response = client.get(f"{ZOEKEN}?{urlencode(asked, errors='surrogatepass')}")
        if response.status_code == 422:
            assert not answered
            return
        (vraag,) = answered
        for facet in FACETS:
            values = {clean(value).strip() for name, value in asked if name == facet} - {""}
            assert set(vraag.filters.get(facet, ())) == values
        for name in ("van", "tot", "sinds", "mijn", "zoals", "sortering", "pagina", "per_pagina"):
            given = [read(name, value) for each, value in asked if each == name and value]
            assert getattr(vraag, name) == (given[0] if given else _NOT_GIVEN.get(name)), name
            assert len(given) <= 1
