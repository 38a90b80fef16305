"""An engine that is away, hangs or is full, on a real server behind a proxy, with a real web server and worker:
editors do not wait for it, nothing is lost, readers are told, and afterwards the index is as it should be."""

import json
import re
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from elasticsearch import Elasticsearch

from search.engines.contract import Engine, EngineQuery, QueryGroup, QueryTerm
from search.engines.elastic import Access, ElasticEngine
from tests.search.fault_proxy import Fault, FaultProxy
from tests.search.installation import Site, Visitor, eventually, held
from tests.search.outage_pages import ABOVE, STAYS, word

pytestmark = [pytest.mark.process, pytest.mark.elasticsearch, pytest.mark.xdist_group("uitval van de zoekmachine")]

EXTRA = 1.0  # seconds a request of an editor may take longer
SEARCH = 2.0  # seconds a reader waits at most
RECOVERY = 60.0  # seconds until the index has followed
TAKEN_OVER = 40.0  # seconds; sooner than it is known that a worker is dead
LATER = "De zoekindex wordt later bijgewerkt"  # says a worker
LATER_THAN_THIS = "De zoekindex volgt later"  # says the request that made the change
NOTICE = "Zoeken werkt nu maar half"
ACTIONS = ("publish", "unpublish", "delete", "move")
# With how many seconds: longer than anyone waits.
FAULTS = {
    "geweigerd": (Fault.REFUSED, 0.0),
    "zwartgat": (Fault.BLACK_HOLE, 0.0),
    "traag": (Fault.SLOW, 30.0),
    "druppels": (Fault.TRICKLE, 0.5),
    "afgekapt": (Fault.CUT, 0.0),
    "vol": (Fault.FULL, 0.0),
}
# Each answer comes within the time that one question has; what a change takes are several.
SLUGGISH = {"stug": 0.15, "stroef": 0.2, "stroever": 0.45, "stroefst": 0.65}
# Each test has pages of its own: one for each action. Before a fault the same is done to others.
SETS = [*FAULTS, *SLUGGISH, "schrijven", "schijf"]
WELL = {name: name[::-1] for name in SETS}  # has no word in common with it, nor has a part of it

DRAIN = "from search.actions.index_bijwerken import werk_bij\nwerk_bij()"
HALFWAY = """
from search.actions.index_herbouwen import herbouw
def halfway(step, count):
    if step == "schrijven":
        print("vast", flush=True)
        input()
herbouw(halfway)
"""


class Redactie:
    """An editor at work in an installation whose engine can fail."""

    def __init__(self, site: Site, engine: Engine, made: dict, proxy: FaultProxy, workers: FaultProxy) -> None:
        self.site = site
        self.proxy = proxy  # between the web server and Elasticsearch
        self.workers = workers  # and that of workers, so that each can be seen to meet a fault
        self._engine = engine  # past them
        self.visitor = Visitor(site.port, made["session"])
        self._pages: dict[str, int] = made["pages"]
        self._start: int = made["start"]

    @contextmanager
    def failing(self, fault: Fault, seconds: float = 0.0, only: str = "") -> Iterator[None]:
        with self.proxy.failing(fault, seconds, only), self.workers.failing(fault, seconds, only):
            yield

    def do(self, name: str, action: str) -> float:
        """Seconds it took."""
        page = self._pages[word(name, action)]
        paths = {
            "publish": f"/redactie/bulk/wagtailcore/page/publish/?id={page}",
            "move": f"/redactie/pages/{page}/move/{self._start}/confirm/",
        }
        answer = self.visitor.confirm(paths.get(action, f"/redactie/pages/{page}/{action}/"))
        assert answer.status == 302, answer.text
        return answer.seconds

    def usual(self, name: str) -> dict[str, float]:
        """What each thing takes just now, when the engine is well."""
        return {action: self.do(WELL[name], action) for action in ACTIONS}

    def meets(self, name: str, action: str, usual: dict[str, float]) -> None:
        """It asks the engine, waits for it no longer than agreed, and leaves the rest to the worker if need be."""
        struck, later = self.proxy.struck, self.postponed()
        assert self.do(name, action) < usual[action] + EXTRA, action
        assert self.proxy.struck > struck or self.postponed() > later, action

    def postponed(self) -> int:
        """How many requests left the index to the worker, as they found that the engine failed."""
        return self.site.log("web").count(LATER_THAN_THIS)

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        with self.site.worker(ELASTICSEARCH_URL=self.workers.url) as worker:
            yield worker

    def page(self, name: str, action: str) -> int:
        return self._pages[word(name, action)]

    def waits(self, name: str) -> bool:
        """Whether the outbox keeps all that was done."""
        return self.site.outbox() >= {self.page(name, action) for action in ACTIONS}

    def found(self, name: str, action: str) -> set[str]:
        """The addresses under which readers find the page now."""
        slug = word(name, action)
        answer = self.visitor.search(slug)
        assert answer.status == 200, answer.text
        assert NOTICE not in answer.text
        return set(re.findall(rf'href="([^"?]*/{slug}/)"', answer.text))

    def indexed(self, name: str, action: str) -> set[str]:
        """Its addresses in the index; readers are not shown what is there and should not be."""
        term = QueryTerm(written=word(name, action), lemma=word(name, action))
        hits = self._engine.search(EngineQuery(groups=(QueryGroup(terms=(term,)),), minimum=1)).hits
        return {hit.url for hit in hits}

    def check(self, name: str) -> None:
        """All was done, the index has it so and readers find it so."""
        addresses = {action: set[str]() for action in ACTIONS}
        addresses["publish"].add(f"/{ABOVE}/{word(name, 'publish')}/")
        addresses["move"].add(f"/{word(name, 'move')}/")
        assert {action: self.indexed(name, action) for action in ACTIONS} == addresses
        assert {action: self.found(name, action) for action in ACTIONS} == addresses

    def check_recovered(self, name: str) -> None:
        """... in time after an outage, by the worker that runs."""
        assert eventually(lambda: not self.site.outbox(), RECOVERY), self.site.log("worker")
        assert eventually(lambda: NOTICE not in self.visitor.search(STAYS).text, RECOVERY)
        self.check(name)


@pytest.fixture(scope="module")
def redactie(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redactie]:
    prefix = f"test-uitval-{uuid.uuid4().hex[:12]}"
    with ExitStack() as stack:
        proxy, workers = (stack.enter_context(FaultProxy(elasticsearch_url)) for _ in range(2))
        site = Site(
            tmp_path_factory.mktemp("portaal"),
            ELASTICSEARCH_URL=proxy.url,
            ELASTICSEARCH_PREFIX=prefix,
            EACH_REQUEST_THE_FIRST="1",  # else the next ones would not ask for a while
            LOG_LEVEL="INFO",
        )
        sets = ["eerst", *SETS, *WELL.values(), "gedood", "opbouw"]
        made = json.loads(site.run(f"from tests.search.outage_pages import make\nmake({sets})"))
        engine = ElasticEngine(Access(hosts=(elasticsearch_url,), prefix=prefix))
        stack.enter_context(site.web())
        redactie = Redactie(site, engine, made, proxy, workers)
        for action in ACTIONS:  # warms up
            redactie.do("eerst", action)
        assert site.outbox() == set()
        redactie.check("eerst")
        yield redactie
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*", filter_path="*.aliases")))


@pytest.fixture(scope="class")
def worker(redactie: Redactie) -> Iterator[None]:
    with redactie.worker():
        yield


@pytest.mark.usefixtures("worker")
class TestWithAWorker:
    @pytest.mark.parametrize("name", FAULTS)
    def test_editors_go_on_and_nothing_is_lost(self, redactie: Redactie, name: str) -> None:
        fault, seconds = FAULTS[name]
        usual = redactie.usual(name)
        before, postponed = redactie.site.log("worker").count(LATER), redactie.postponed()
        with redactie.failing(fault, seconds):
            for action in ACTIONS:
                redactie.meets(name, action, usual)
            assert redactie.postponed() == postponed + len(ACTIONS)
            if fault is not Fault.REFUSED:  # which the proxy does not see
                assert redactie.proxy.struck >= len(ACTIONS)
            answer = redactie.visitor.search(STAYS)
            assert answer.seconds < SEARCH
            assert NOTICE in answer.text
            assert f'href="/{STAYS}/"' in answer.text
            assert eventually(lambda: redactie.site.log("worker").count(LATER) > before)
            assert redactie.waits(name)
        redactie.check_recovered(name)

    @pytest.mark.parametrize("name", SLUGGISH)
    def test_editors_go_on_while_the_engine_is_slow(self, redactie: Redactie, name: str) -> None:
        usual = redactie.usual(name)
        with redactie.failing(Fault.SLOW, SLUGGISH[name]):
            for action in ACTIONS:
                struck = redactie.proxy.struck
                redactie.meets(name, action, usual)
                assert redactie.proxy.struck > struck, action
            assert redactie.visitor.search(STAYS).seconds < SEARCH
        redactie.check_recovered(name)

    def test_readers_notice_nothing_when_only_writing_is_refused(self, redactie: Redactie) -> None:
        usual = redactie.usual("schrijven")
        with redactie.failing(Fault.FULL, only="_bulk"):
            for action in ACTIONS:
                redactie.meets("schrijven", action, usual)
            assert redactie.proxy.struck >= len(ACTIONS)
            assert redactie.waits("schrijven")
            assert NOTICE not in redactie.visitor.search(STAYS).text
            # What was withdrawn is still there, and shown to nobody.
            assert redactie.indexed("schrijven", "unpublish") != set()
            assert redactie.found("schrijven", "unpublish") == redactie.found("schrijven", "delete") == set()
        redactie.check_recovered("schrijven")

    def test_disk_full(self, redactie: Redactie, elasticsearch_url: str) -> None:
        """What Elasticsearch does itself when its disk is full: nothing is added to an index until there is room."""
        prefix = redactie.site.environment["ELASTICSEARCH_PREFIX"]
        usual, postponed = redactie.usual("schijf"), redactie.postponed()
        with Elasticsearch(elasticsearch_url) as client:
            client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.read_only_allow_delete": True})
            try:
                for action in ACTIONS:
                    redactie.meets("schijf", action, usual)
                assert redactie.postponed() == postponed + len(ACTIONS)
                assert redactie.waits("schijf")
                assert NOTICE not in redactie.visitor.search(STAYS).text
            finally:
                client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.read_only_allow_delete": None})
        redactie.check_recovered("schijf")


def test_worker_killed_while_it_writes(redactie: Redactie) -> None:
    """It holds the claim on the work: the next one need not wait until it is known to be dead."""
    with redactie.failing(Fault.SLOW, 30, only="_bulk"):
        for action in ACTIONS:
            redactie.do("gedood", action)
        with redactie.worker() as worker:
            assert eventually(lambda: redactie.workers.struck > 0), redactie.site.log("worker")
            worker.kill()
            worker.wait()
        assert redactie.waits("gedood")
    with redactie.worker():
        assert eventually(lambda: not redactie.site.outbox(), TAKEN_OVER), redactie.site.log("worker")
        redactie.check_recovered("gedood")


def test_rebuild_goes_on_after_an_outage(redactie: Redactie) -> None:
    rebuild = held(redactie.site.start(HALFWAY))
    with redactie.failing(Fault.REFUSED):
        assert rebuild.stdin is not None
        rebuild.stdin.write("\n")
        rebuild.stdin.flush()
        for action in ACTIONS:
            redactie.do("opbouw", action)
        time.sleep(3)
        assert rebuild.poll() is None
    _, error = rebuild.communicate(timeout=RECOVERY)
    assert rebuild.returncode == 0, error
    redactie.site.run(DRAIN)
    redactie.check("opbouw")
