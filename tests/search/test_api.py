"""The public API: its contract is tested in test_zoeken; here what holds for every answer, and any question."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.api import limits
from search.api.schemas import Antwoord, Parameters, Probleem
from search.engines.contract import Engine
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
def limiet(settings: Any) -> Iterator[Any]:
    """Room for a few questions; how many, a test says."""
    settings.API_PER_MINUTE, settings.API_PER_HOUR = 3, 0
    nothing_counted = bytes(len(limits._memory))
    limits._memory[:] = nothing_counted
    yield settings
    limits._memory[:] = nothing_counted


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
        ],
    )
    def test_what_is_wrong_with_which(self, zoekindex: Engine, client: Client, wrong: str, said: str) -> None:
        assert is_problem(client.get(f"{ZOEKEN}?{wrong}"), 422).detail.startswith(said)

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
        monkeypatch.setattr("search.api.limits.time.time", lambda: 600.0)
        assert [client.get(ZOEKEN).status_code for _ in range(4)] == [200, 200, 200, 429]
        monkeypatch.setattr("search.api.limits.time.time", lambda: 660.0)
        assert client.get(ZOEKEN).status_code == 200

    def test_the_hour_counts_too(
        self, zoekindex: Engine, client: Client, limiet: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        limiet.API_PER_MINUTE, limiet.API_PER_HOUR = 100, 2
        answers = []
        for minute in range(3):
            monkeypatch.setattr("search.api.limits.time.time", lambda minute=minute: 3600.0 + 60 * minute)
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
        assert b"10.11.12.13" not in bytes(limits._memory)
        assert bytes([10, 11, 12, 13]) not in bytes(limits._memory)


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


class TestDescription:
    @pytest.fixture
    def description(self, client: Client) -> dict[str, Any]:
        response = client.get("/api/v1/openapi.json")
        assert response.status_code == 200
        return response.json()

    def test_everything_is_described(self, description: dict[str, Any]) -> None:
        operation = description["paths"][ZOEKEN]["get"]
        assert {"200", "304", "405", "422", "429", "500", "503"} == set(operation["responses"])
        assert all(response["description"] for response in operation["responses"].values())
        assert all(parameter["schema"]["description"] for parameter in operation["parameters"])
        problems = [response for status, response in operation["responses"].items() if status >= "400"]
        assert all(list(response["content"]) == [PROBLEM] for response in problems)

    def test_examples_are_right(self, description: dict[str, Any]) -> None:
        operation = description["paths"][ZOEKEN]["get"]
        examples = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
        assert {"q", "thema", "gemeente", "sinds"} <= set(examples)
        Parameters.model_validate(examples)
        assert not any("examples" in each for each in operation["parameters"])  # a list there is against the standard
        for response in operation["responses"].values():
            for content in response.get("content", {}).values():
                if "example" in content:
                    Probleem.model_validate(content["example"])

    def test_references_lead_somewhere(self, description: dict[str, Any]) -> None:
        def references(node: Any) -> Iterator[str]:
            if isinstance(node, dict):
                yield from ([node["$ref"]] if "$ref" in node else [])
                node = list(node.values())
            if isinstance(node, list):
                for each in node:
                    yield from references(each)

        found = set(references(description))
        assert found
        for reference in found:
            node: Any = description
            for part in reference.removeprefix("#/").split("/"):
                node = node[part]

    def test_the_answer_is_as_described(self, inhoud: list[Praktijkvoorbeeld], client: Client) -> None:
        answer = client.get(ZOEKEN, {"q": "eten"}).json()
        assert set(answer) == set(Antwoord.model_fields)
        assert set(answer["resultaten"][0]) == set(
            Antwoord.model_fields["resultaten"].annotation.__args__[0].model_fields
        )
        Antwoord.model_validate(answer, strict=False)

    def test_page_for_people(self, client: Client) -> None:
        page = client.get("/api/").content.decode()
        for name, field in Parameters.model_fields.items():
            assert f"<code>{field.alias or name}</code>" in page


_WORDS = st.text(max_size=40)
_VALUES = st.one_of(_WORDS, st.integers().map(str), st.sampled_from(["", "wonen", "GM0193", "2014", "omvang", "datum"]))
_NAMES = st.sampled_from([field.alias or name for name, field in Parameters.model_fields.items()])


class TestAnyQuestion:
    @hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(asked=st.lists(st.tuples(_NAMES, _VALUES), max_size=6))
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
