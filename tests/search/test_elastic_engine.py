"""What is particular to Elasticsearch: versions, two indices at once, one who rebuilds, parts of an index."""

import datetime
import logging
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

from search.document import SearchDocument
from search.engines.contract import EngineQuery, EngineUnavailable, IndexMissing
from search.engines.elastic import Access, ElasticEngine
from search.language.analysis import AnalysedDocument, Analyser
from search.language.lemmas import stem
from search.language.stopwords import STOP_WORDS
from tests.search.documents import ask, document, fill, found, passage

pytestmark = pytest.mark.elasticsearch
ANALYSER = Analyser({}, {})
PROEF = {"fase": ("proef",)}


def analysed(*documents: SearchDocument) -> list[AnalysedDocument]:
    return [ANALYSER.document(each) for each in documents]


def write(engine: ElasticEngine, version: int, key: int, *documents: SearchDocument) -> None:
    with engine.write(timeout=2) as writer:
        writer.replace("pagina", key, version, analysed(*documents))


def titles(engine: ElasticEngine) -> set[str]:
    return {hit.titel for hit in engine.search(EngineQuery()).hits}


@pytest.fixture
def engine(access: Access) -> ElasticEngine:
    return ElasticEngine(access)


@pytest.fixture
def client(access: Access) -> Iterator[Elasticsearch]:
    with Elasticsearch(access.hosts[0]) as client:
        yield client


def names(client: Elasticsearch, access: Access) -> set[str]:
    return set(client.indices.get(index=f"{access.prefix}-v*", filter_path="*.aliases"))


class TestVersions:
    def test_an_older_write_that_comes_late(self, engine: ElasticEngine) -> None:
        fill(engine, {})
        write(engine, 5, 1, document(1, "Nieuw"))
        write(engine, 4, 1, document(1, "Oud"))
        write(engine, 4, 1)
        assert titles(engine) == {"Nieuw"}
        write(engine, 5, 1, document(1, "Nieuw, nog eens"))
        assert titles(engine) == {"Nieuw, nog eens"}

    def test_an_older_write_does_not_bring_back_what_was_removed(self, engine: ElasticEngine) -> None:
        fill(engine, {1: [document(1, "Weg", bijlagetekst="hal"), passage(1, 1, "hal")]})
        write(engine, 5, 1)
        write(engine, 4, 1, document(1, "Weg"))
        result = engine.search(EngineQuery(facets=("soort",)))
        assert (result.total, result.hits, result.facets) == (0, (), {"soort": {}})
        assert engine.search(EngineQuery(without=("pagina-2",), since=None)).total == 0
        assert (engine.status().things, engine.status().passages) == (0, 0)
        write(engine, 6, 1, document(1, "Terug"))
        assert titles(engine) == {"Terug"}

    def test_of_one_write_the_latest_version(self, engine: ElasticEngine) -> None:
        fill(engine, {})
        with engine.write(timeout=2) as writer:
            writer.replace("pagina", 1, 2, analysed(document(1, "Nieuw")))
            writer.replace("pagina", 1, 1, analysed(document(1, "Oud")))
        assert titles(engine) == {"Nieuw"}

    def test_versions_as_the_counter_draws_them(self, engine: ElasticEngine) -> None:
        """Microseconds since 1970, as in `Teller`, in the year 2100."""
        fill(engine, {})
        write(engine, 4_102_444_800_000_000, 1, document(1, "Nieuw"))
        assert titles(engine) == {"Nieuw"}


class TestBothIndices:
    def test_a_write_that_began_before_the_rebuild(self, engine: ElasticEngine) -> None:
        fill(engine, {1: [document(1, "Oud")]})
        with engine.rebuild() as rebuild:
            with engine.write(timeout=2) as writer:
                writer.replace("pagina", 1, 1, analysed(document(1, "Nieuw")))
                rebuild.add("pagina", 1, analysed(document(1, "Oud")))
            assert titles(engine) == {"Nieuw"}
            with rebuild.finish():
                pass
        assert titles(engine) == {"Nieuw"}

    def test_a_write_that_ends_after_the_rebuild(self, engine: ElasticEngine) -> None:
        fill(engine, {1: [document(1, "Oud")]})
        with engine.write(timeout=2) as writer:
            writer.replace("pagina", 1, 1, analysed(document(1, "Nieuw")))
            fill(engine, {1: [document(1, "Oud")]})
        assert titles(engine) == {"Nieuw"}

    def test_the_rebuild_ends_while_a_write_is_sent(
        self, engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The targets were looked up when both were there; the alias of the new one is gone when it is its turn."""
        fill(engine, {1: [document(1, "Oud")]})
        store = engine._store
        look_up = store.aliased
        rebuilding = engine.rebuild()
        rebuild = rebuilding.__enter__()

        def then_the_rebuild_ends(client: Elasticsearch) -> dict[str, str]:
            seen = look_up(client)
            monkeypatch.setattr(store, "aliased", look_up)
            with rebuild.finish():
                pass
            rebuilding.__exit__(None, None, None)
            return seen

        with engine.write(timeout=5) as writer:
            writer.replace("pagina", 1, 1, analysed(document(1, "Nieuw")))
            monkeypatch.setattr(store, "aliased", then_the_rebuild_ends)
        assert titles(engine) == {"Nieuw"}

    def test_no_index_comes_to_be_by_writing(
        self, engine: ElasticEngine, access: Access, client: Elasticsearch
    ) -> None:
        fill(engine, {})
        writing = engine.write(timeout=2)
        writer = writing.__enter__()
        writer.replace("pagina", 1, 1, [])
        writer.replace("pagina", 2, 1, analysed(document(2, "Nieuw")))
        client.indices.delete(index=list(names(client, access)))
        with pytest.raises(IndexMissing):
            writing.__exit__(None, None, None)
        assert names(client, access) == set()


class TestRebuilding:
    def test_only_its_own_and_older_indices_go(
        self, engine: ElasticEngine, access: Access, client: Elasticsearch
    ) -> None:
        others = {f"{access.prefix}-v999-1", f"{access.prefix}-verhalen"}
        for name in (*others, f"{access.prefix}-v0-1"):
            client.indices.create(index=name, settings={"number_of_replicas": 0})
        fill(engine, {1: [document(1, "Eerst")]})
        fill(engine, {1: [document(1, "Daarna")]})
        assert names(client, access) == {*others, engine.status().version}
        assert client.indices.get(index=engine.status().version).body.popitem()[1]["aliases"].keys() == {
            f"{access.prefix}-v1"
        }

    def test_the_next_one_clears_away_what_was_left(
        self, engine: ElasticEngine, access: Access, client: Elasticsearch
    ) -> None:
        fill(engine, {1: [document(1, "Eerst")]})
        client.indices.create(index=f"{access.prefix}-v1-abc", aliases={f"{access.prefix}-v1-nieuw": {}})
        fill(engine, {1: [document(1, "Daarna")]})
        assert names(client, access) == {engine.status().version}
        assert titles(engine) == {"Daarna"}

    def test_who_is_not_heard_of_loses_the_lease(
        self, engine: ElasticEngine, access: Access, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And may not switch any more, nor write into what the other builds."""
        fill(engine, {1: [document(1, "Eerst")]})
        with engine.rebuild() as rebuild:
            rebuild.add("pagina", 2, analysed(document(2, "Van wie niets meer liet horen")))
            monkeypatch.setattr("search.engines.elastic.lease.LASTS", 0.0)
            with ElasticEngine(access).rebuild() as new:
                with pytest.raises(EngineUnavailable), rebuild.finish():
                    pass
                monkeypatch.setattr("search.engines.elastic.lease.LASTS", 30.0)
                new.add("pagina", 3, analysed(document(3, "Van de ander")))
                with new.finish():
                    pass
            with pytest.raises(EngineUnavailable), rebuild.finish():
                pass
        assert titles(engine) == {"Van de ander"}
        assert not engine.status().rebuilding

    def test_the_lease_is_renewed(self, engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.engines.elastic.lease.RENEWED", 0.05)
        monkeypatch.setattr("search.engines.elastic.lease.LASTS", 1.0)
        with engine.rebuild():
            for _ in range(15):
                with pytest.raises(EngineUnavailable, match="al opnieuw"), engine.rebuild():
                    pass

    def test_what_elasticsearch_refuses_does_not_hold_up_the_others(
        self, engine: ElasticEngine, caplog: pytest.LogCaptureFixture
    ) -> None:
        too_long = document(2, "Twee", fase="x" * 40_000)
        caplog.set_level(logging.ERROR)
        fill(engine, {n: [document(n, "Goed")] for n in range(20)} | {30: [too_long]})
        write(engine, 1, 1, document(1, "Gewijzigd"))
        with engine.write(timeout=2) as writer:
            writer.replace("pagina", 30, 2, analysed(too_long))
            writer.replace("pagina", 31, 2, analysed(document(31, "Erbij")))
        assert [engine.search(ask(word)).total for word in ("goed", "gewijzigd", "erbij", "twee")] == [19, 1, 1, 0]
        assert ["pagina-30" in record.message for record in caplog.records] == [True, True]

    def test_an_index_that_misses_much_does_not_serve(self, engine: ElasticEngine) -> None:
        fill(engine, {1: [document(1, "Eerst")]})
        with pytest.raises(EngineUnavailable):
            fill(engine, {n: [document(n, "Mis", fase="x" * 40_000)] for n in range(5)})
        assert titles(engine) == {"Eerst"}

    def test_in_many_requests(self, engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.engines.elastic.bulk._MOST_DOCUMENTS", 7)
        monkeypatch.setattr("search.engines.elastic.bulk._MOST_BYTES", 20_000)
        long = "woord " * 1_000
        fill(engine, {n: [document(n, "Kort", long if n % 10 == 0 else "")] for n in range(60)})
        assert engine.search(ask("kort")).total == 60
        with engine.write(timeout=5) as writer:
            for n in range(60):
                writer.replace("pagina", n, 1, analysed(document(n, "Anders", long if n % 10 == 0 else "")))
        assert (engine.search(ask("kort")).total, engine.search(ask("anders")).total) == (0, 60)


class TestReading:
    def test_lists_go_on_beyond_ten_thousand(self, engine: ElasticEngine) -> None:
        day = datetime.date(2014, 1, 1)
        total = 20_015
        fill(engine, {n: [document(n, datum=day + datetime.timedelta(days=n))] for n in range(total)})
        for number in (2_002, 99_999, 10**9):
            result = engine.search(EngineQuery(sort="date", page=number))
            assert (result.total, result.page, found(result)) == (total, 2_002, [4, 3, 2, 1, 0])
        for number in (1_001, 1_002, 1_500):  # beyond ten thousand from both sides
            first = total - 1 - (number - 1) * 10
            assert found(engine.search(EngineQuery(sort="date", page=number))) == list(range(first, first - 10, -1))

    @pytest.mark.parametrize("sort", ["relevance", "date", "appearance"])
    def test_far_pages_join(self, engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch, sort: Any) -> None:
        """Whichever side they are reached from, and with a choice made."""
        moment = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
        fill(
            engine,
            {
                n: [
                    document(
                        n,
                        "vervoer " * (n % 4 + 1),
                        datum=datetime.date(2014, 1, n % 5 + 1),
                        verschenen=moment + datetime.timedelta(days=n % 3) if n % 7 else None,
                        fase="proef" if n % 6 else "idee",
                    )
                ]
                for n in range(60)
            },
        )
        for query in (ask("vervoer", sort=sort), EngineQuery(sort=sort), EngineQuery(sort=sort, filters=PROEF)):
            query = replace(query, per_page=7)
            whole = tuple(found(engine.search(replace(query, per_page=60))))
            assert len(whole) == (50 if query.filters else 60)
            for far in (1_000, 0):
                monkeypatch.setattr("search.engines.elastic.requests.FAR", far)
                pages = [found(engine.search(replace(query, page=page))) for page in range(1, -(-len(whole) // 7) + 1)]
                assert tuple(n for page in pages for n in page) == whole

    def test_parts_of_an_index_together_score_as_one(self, access: Access) -> None:
        """A thing counts for as much wherever it happens to stand."""
        things = {n: [document(n, "Vervoer", "vervoer " * (n % 7 + 1) + "wonen " * (n % 3))] for n in range(40)}
        answers = []
        for shards in (1, 3):
            engine = ElasticEngine(replace(access, shards=shards, prefix=f"{access.prefix}-{shards}"))
            fill(engine, things)
            pages = [engine.search(ask("vervoer wonen", page=page, per_page=7)).hits for page in (1, 2, 3, 4)]
            answers.append([(hit.key, round(hit.score, 4)) for hits in pages for hit in hits])
        assert len(answers[0]) == 26
        assert answers[0] == answers[1]

    def test_equal_things_stand_in_one_order(self, engine: ElasticEngine, access: Access) -> None:
        """Also when Elasticsearch keeps them in another: newest first, then by id."""
        days = [datetime.date(2014, 1, n % 3 + 1) for n in range(9)]
        order = []
        for keys in (range(9), range(8, -1, -1)):
            fill(engine, {n: [document(n, "Vervoer", datum=days[n])] for n in keys})
            order.append(found(engine.search(ask("vervoer"))))
        assert order[0] == order[1]
        assert [days[n] for n in order[0]] == sorted(days, reverse=True)

    def test_a_rebuild_by_another_is_noticed(
        self, engine: ElasticEngine, access: Access, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(engine, {}, {"een": 2})
        assert engine.vocabulary() == {"een": 2}
        assert engine.vocabulary() is engine.vocabulary()
        fill(ElasticEngine(access), {}, {"twee": 2})
        assert engine.vocabulary() == {"een": 2}
        monkeypatch.setattr("search.engines.elastic.vocabulary._LOOKED_UP", 0.0)
        engine._vocabulary.forget()
        assert engine.vocabulary() == {"twee": 2}

    def test_a_forked_process_has_a_client_of_its_own(self, engine: ElasticEngine) -> None:
        fill(engine, {1: [document(1, "Vervoer")]})
        engine.search(ask("vervoer"))  # a connection is open now
        fork = multiprocessing.get_context("fork")
        children = [fork.Process(target=_search_often, args=(engine,)) for _ in range(2)]
        for child in children:
            child.start()
        _search_often(engine)
        for child in children:
            child.join(30)
        assert [child.exitcode for child in children] == [0, 0]

    def test_asked_and_written_become_the_same(self, engine: ElasticEngine, client: Elasticsearch) -> None:
        """What is asked goes through more than documents do: of the words of both it must leave the same."""
        fill(engine, {})
        source = Path(settings.BASE_DIR, "search", "gegevens", "begrippen.toml").read_text()
        streams = ANALYSER.streams(source)
        for name, text in (("geschreven", streams.written), ("gestamd", streams.lemmas), ("gestamd", streams.parts)):
            answers = [
                client.indices.analyze(index=engine.status().version, analyzer=analyzer, text=text)["tokens"]
                for analyzer in (name, f"{name}_vraag")
            ]
            assert len(answers[0]) > 500
            assert answers[0] == answers[1]

    def test_stems_are_those_of_the_other_engine(self, engine: ElasticEngine, client: Elasticsearch) -> None:
        fill(engine, {})
        source = Path(settings.BASE_DIR, "search", "gegevens", "begrippen.toml").read_text()
        words = sorted(set(ANALYSER.streams(source).lemmas.split()) - STOP_WORDS)
        answer = client.indices.analyze(index=engine.status().version, analyzer="gestamd", text=" ".join(words))
        assert len(words) > 500
        assert [token["token"] for token in answer["tokens"]] == [stem(word) for word in words]

    @pytest.mark.parametrize("q", ["foto's", "FOTO'S", "v.v.v", "twee_woorden", "coördinator", "'s-Hertogenbosch"])
    def test_another_tool_finds_it_too(self, engine: ElasticEngine, client: Elasticsearch, q: str) -> None:
        fill(engine, {1: [document(1, "X", f"over {q} in de wijk")], 2: [document(2, "Y")]})
        query = {"simple_query_string": {"query": f'"{q}"', "fields": ["tekst.geschreven"]}}
        hits = client.search(index=engine.status().version, query=query)["hits"]["hits"]
        assert [hit["_id"] for hit in hits] == ["pagina-1"]


def _search_often(engine: ElasticEngine) -> None:
    """Answers that got mixed up would be of the wrong question."""
    for number in range(40):
        query = ask("vervoer", without=("pagina-1",) if number % 2 else ())
        assert engine.search(query).total == 1 - number % 2
