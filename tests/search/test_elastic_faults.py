"""An Elasticsearch that is away, hangs, trickles or is full: nobody waits for it longer than they said they would."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from elasticsearch import Elasticsearch

from bin.elasticsearch.server import Server
from search.engines import get_engine
from search.engines.contract import EngineQuery, EngineUnavailable, IndexMissing
from search.engines.elastic import Access, ElasticEngine
from search.engines.elastic.connection import Connection
from search.engines.patience import within
from search.language.analysis import Analyser
from tests.search.documents import ask, document, fill, found, passage
from tests.search.fault_proxy import Fault, FaultProxy

pytestmark = pytest.mark.elasticsearch
NEW = Analyser({}, {}).document(document(1, "Nieuw"))
SLACK = 0.4  # seconds; on a busy machine
# What each does lasts longer than anyone waits.
FAULTS = {
    Fault.REFUSED: 0.0,
    Fault.BLACK_HOLE: 0.0,
    Fault.SLOW: 10.0,
    Fault.TRICKLE: 0.2,
    Fault.CUT: 0.0,
    Fault.FULL: 0.0,
}


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[FaultProxy]:
    with FaultProxy(elasticsearch_url) as proxy:
        yield proxy


@pytest.fixture
def engine(access: Access, proxy: FaultProxy) -> ElasticEngine:
    """Behind the proxy, with a thing in it and a connection that was used."""
    engine = ElasticEngine(replace(access, hosts=(proxy.url,)))
    fill(engine, {1: [document(1, "Oud", bijlagetekst="hal"), passage(1, 1, "hal")]})
    assert found(engine.search(ask("oud"))) == [1]
    return engine


def recovered(engine: ElasticEngine) -> None:
    """As after the pause."""
    engine._connection._paused_until = 0.0


class Took:
    """`with Took() as took:` how many seconds it took."""

    seconds = 0.0

    def __enter__(self) -> "Took":
        self._began = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._began


ANSWER = b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\nContent-Length: 2\r\n\r\n{}"


def test_an_answer_that_is_cut_off_anywhere_is_no_answer() -> None:
    """Also in its headers, and neatly ended: a proxy that stops does that."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            for length in range(len(ANSWER) + 1):
                made, _ = listening.accept()
                with made:
                    made.recv(65536)
                    made.sendall(ANSWER[:length])

        threading.Thread(target=answer, daemon=True).start()
        connection = Connection(Access(hosts=(f"http://127.0.0.1:{listening.getsockname()[1]}",)))
        for _ in range(len(ANSWER)):
            with pytest.raises(EngineUnavailable), connection.asking(5.0) as client:
                client.info()
        with connection.asking(5.0) as client:
            assert client.info().body == {}


class TestReading:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_within_a_second_and_then_at_once(self, engine: ElasticEngine, proxy: FaultProxy, fault: Fault) -> None:
        reads = {
            "search": lambda: engine.search(ask("oud")),
            "passages": lambda: engine.search_passages(ask("hal"), ["pagina-1"]),
            "vocabulary": engine.vocabulary,
            "complete": lambda: engine.complete(["oud"], 5),
        }
        proxy.switch(fault, FAULTS[fault])
        for name, read in reads.items():
            recovered(engine)
            engine._vocabulary.forget()
            with Took() as took, pytest.raises(EngineUnavailable):
                read()
            assert took.seconds < 1 + SLACK, name
            with Took() as took, pytest.raises(EngineUnavailable):
                read()
            assert took.seconds < 0.1, name
        with Took() as took:
            assert not engine.status().usable
        assert took.seconds < 0.1
        proxy.switch(Fault.NONE)
        recovered(engine)
        assert found(engine.search(ask("oud"))) == [1]
        assert engine.status().usable

    def test_after_the_pause_one_tries_and_the_others_go_on(self, engine: ElasticEngine, proxy: FaultProxy) -> None:
        proxy.switch(Fault.BLACK_HOLE)
        engine._connection._paused_until = 0.01  # long over
        seconds = []

        def read() -> None:
            with Took() as took, pytest.raises(EngineUnavailable):
                engine.search(ask("oud"))
            seconds.append(took.seconds)

        readers = [threading.Thread(target=read) for _ in range(6)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert len(seconds) == 6
        assert sum(took > 0.5 for took in seconds) == 1

    def test_a_question_it_refuses_is_no_outage(self, engine: ElasticEngine) -> None:
        with pytest.raises(EngineUnavailable):
            engine.search(EngineQuery(restrictions={"soort": tuple(map(str, range(70_000)))}))
        assert found(engine.search(ask("oud"))) == [1]

    def test_without_an_index_is_no_outage(self, access: Access) -> None:
        engine = ElasticEngine(access)
        for _ in range(2):
            with pytest.raises(IndexMissing):
                engine.search(ask("oud"))

    def test_all_that_is_asked_together(self, engine: ElasticEngine, proxy: FaultProxy) -> None:
        """Each answer comes in time, but there are many."""
        proxy.switch(Fault.SLOW, 0.4)
        with Took() as took, within(1.0):
            engine.search(ask("oud"))
            engine.search(ask("oud"))
            with pytest.raises(EngineUnavailable):
                engine.search(ask("oud"))
        assert took.seconds < 1 + SLACK


class TestWriting:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_within_its_time(self, engine: ElasticEngine, proxy: FaultProxy, fault: Fault) -> None:
        """Whether it fails before anything is read or when all is sent; what was done is done again."""
        proxy.switch(fault, FAULTS[fault])
        with Took() as took, pytest.raises(EngineUnavailable), engine.write(timeout=0.5) as writer:
            writer.replace("pagina", 1, 1, [NEW])
        assert took.seconds < 0.5 + SLACK
        proxy.switch(Fault.NONE)
        writing = engine.write(timeout=0.5)
        writing.__enter__().replace("pagina", 1, 2, [NEW])
        proxy.switch(fault, FAULTS[fault])
        with Took() as took, pytest.raises(EngineUnavailable):
            writing.__exit__(None, None, None)
        assert took.seconds < 0.5 + SLACK
        proxy.switch(Fault.NONE)
        with engine.write(timeout=2) as writer:
            writer.replace("pagina", 1, 3, [NEW])
        recovered(engine)
        assert found(engine.search(ask("nieuw"))) == [1]

    def test_readers_that_failed_do_not_keep_a_writer_back(self, engine: ElasticEngine, proxy: FaultProxy) -> None:
        proxy.switch(Fault.REFUSED)
        with pytest.raises(EngineUnavailable):
            engine.search(ask("oud"))
        proxy.switch(Fault.NONE)
        with engine.write(timeout=2) as writer:
            writer.replace("pagina", 1, 1, [NEW])

    def test_a_name_that_is_not_found_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Looking up a name knows no time; here it takes as long as a resolver that is away."""
        engine = ElasticEngine(Access(hosts=("http://zoeken.example:9200",)))
        monkeypatch.setattr("socket.getaddrinfo", lambda *_: time.sleep(2) or [])
        with Took() as took, pytest.raises(EngineUnavailable), engine.write(timeout=0.5):
            pass
        assert took.seconds < 0.5 + SLACK

    def test_another_host_of_the_cluster_answers(self, access: Access, proxy: FaultProxy) -> None:
        engine = ElasticEngine(replace(access, hosts=(proxy.url, *access.hosts)))
        fill(engine, {1: [document(1, "Oud")]})
        proxy.switch(Fault.REFUSED)
        for _ in range(4):
            assert found(engine.search(ask("oud"))) == [1]


class TestBackPressure:
    def test_a_rebuild_waits_for_room(
        self,
        engine: ElasticEngine,
        proxy: FaultProxy,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setattr("search.engines.elastic.bulk._MOST_DOCUMENTS", 5)
        analyser = Analyser({}, {})
        for fault in (Fault.FULL, Fault.REFUSED, Fault.CUT):
            caplog.clear()
            with engine.rebuild() as rebuild:
                proxy.switch(fault)
                threading.Timer(0.5, proxy.switch, [Fault.NONE]).start()
                for n in range(40):
                    rebuild.add("pagina", n, [analyser.document(document(n, f"Na {fault.name}"))])
                with rebuild.finish():
                    pass
            # Who is refused does not reach the proxy.
            met = "niet te bereiken" in caplog.text if fault is Fault.REFUSED else proxy.struck > 0
            assert met, fault
            assert engine.search(ask(fault.name.lower())).total == 40

    def test_not_for_ever(self, engine: ElasticEngine, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.engines.elastic.writing.PATIENCE", 0.5)
        with engine.rebuild() as rebuild:
            rebuild.add("pagina", 1, [NEW])
            proxy.switch(Fault.FULL)
            with Took() as took, pytest.raises(EngineUnavailable), rebuild.finish():
                pass
            proxy.switch(Fault.NONE)
        assert took.seconds < 5
        assert found(engine.search(ask("oud"))) == [1]

    def test_who_adds_waits(self, engine: ElasticEngine, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch) -> None:
        """While nothing is taken, no more is kept in memory than what is on its way."""
        monkeypatch.setattr("search.engines.elastic.bulk._MOST_DOCUMENTS", 1)
        added = []
        with engine.rebuild() as rebuild:
            proxy.switch(Fault.FULL)

            def add() -> None:
                for n in range(20):
                    rebuild.add("pagina", n, [NEW])
                    added.append(n)

            adding = threading.Thread(target=add)
            adding.start()
            time.sleep(0.5)
            assert len(added) < 5
            proxy.switch(Fault.NONE)
            adding.join()
            assert len(added) == 20


class TestGettingIn:
    def test_settings(self, settings: Any) -> None:
        settings.ELASTICSEARCH_URL = "https://een:p%40s@es1.example:9200, https://een:p%40s@es2.example"
        settings.ELASTICSEARCH_API_KEY = ""
        settings.ELASTICSEARCH_CA_CERTS = ""
        settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = 2, 1
        settings.ELASTICSEARCH_PREFIX = "proef"
        engine = get_engine()
        assert isinstance(engine, ElasticEngine)
        assert engine is get_engine()
        nodes = list(engine._connection._current().transport.node_pool.all())
        assert {(node.scheme, node.host, node.port) for node in nodes} == {
            ("https", "es1.example", 9200),
            ("https", "es2.example", 443),
        }
        assert {node.config.headers["authorization"] for node in nodes} == {"Basic ZWVuOnBAcw=="}
        assert all(node.config.verify_certs for node in nodes)
        settings.ELASTICSEARCH_API_KEY = "c2xldXRlbA=="
        assert get_engine() is not engine

    @pytest.mark.parametrize(
        "wrong", [{"hosts": ("es1.example:9200",)}, {"ca_certs": "/nergens/ca.pem"}, {"prefix": "De Kanteling"}]
    )
    def test_settings_that_are_wrong_are_named(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_"):
            ElasticEngine(replace(Access(hosts=("https://es1.example",)), **wrong))

    @pytest.mark.process
    def test_tls_and_password_or_key(self, secured_elasticsearch: Server) -> None:
        url, security = secured_elasticsearch.url, secured_elasticsearch.security
        assert security is not None
        certificate = str(security.certificate)
        with_password = url.replace("https://", f"https://beheer:{security.password}@")
        # No more rights than docs/beheer/zoekmachine.md asks for.
        rights = {"cluster": ["monitor"], "indices": [{"names": ["kanteling*"], "privileges": ["all"]}]}
        with Elasticsearch(with_password, ca_certs=certificate) as client:
            key = client.security.create_api_key(name="kanteling", role_descriptors={"kanteling": rights})["encoded"]
        by_password = Access(hosts=(with_password,), ca_certs=certificate)
        by_key = Access(hosts=(url,), api_key=key, ca_certs=certificate)
        fill(ElasticEngine(by_key), {1: [document(1, "Vervoer")]})
        for access in (by_password, by_key):
            engine = ElasticEngine(access)
            assert found(engine.search(ask("vervoer"))) == [1]
            assert engine.status().usable
        for access in (
            Access(hosts=(url,), ca_certs=certificate),
            replace(by_password, ca_certs=""),
            replace(by_key, api_key="bmllbWFuZDpuaWVtYW5k"),
        ):
            with pytest.raises(EngineUnavailable):
                ElasticEngine(access).search(ask("vervoer"))
