"""An engine that is away, hangs or is full, on a real server behind a proxy, with a real web server and worker:
editors do not wait for it, nothing is lost, readers are told, and afterwards the index is as it should be."""

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.contract import Engine, EngineQuery, QueryGroup, QueryTerm
from search.engines.elastic import Access, ElasticEngine
from tests.search.fault_proxy import Fault, FaultProxy
from tests.search.installation import Site, Visitor, held
from tests.search.outage_pages import ABOVE, STAYS, word

pytestmark = [pytest.mark.process, pytest.mark.elasticsearch, pytest.mark.xdist_group("uitval van de zoekmachine")]

EXTRA = 1.0  # seconds a request of an editor may take longer
SEARCH = 2.0  # seconds a reader waits at most
RECOVERY = 60.0  # seconds until the index has followed
LATER = "De zoekindex wordt later bijgewerkt"
NOTICE = "Zoeken werkt nu maar half"
ACTIONS = ("publish", "unpublish", "delete", "move")
# With how many seconds: longer than anyone waits.
FAULTS = {
    Fault.REFUSED: 0.0,
    Fault.BLACK_HOLE: 0.0,
    Fault.SLOW: 30.0,
    Fault.TRICKLE: 0.5,
    Fault.CUT: 0.0,
    Fault.FULL: 0.0,
}
# Each test has pages of its own: one for each action.
SETS = ["eerst", "gewoon", "schrijven", "schijf", "gedood", "twee", "opbouw", "halverwege"]

DRAIN = "from search.actions.index_bijwerken import werk_bij\nwerk_bij()"
LOOP = """
import select, sys
from search.actions.index_bijwerken import werk_bij
while not select.select([sys.stdin], [], [], 0)[0]:
    werk_bij()
"""
RENAME = """
from search.models import Indexwijziging
from portal.models import AlgemenePagina
for number in range(30):
    page = AlgemenePagina.objects.get(pk={page})
    page.title = f"{word} {{number}}"
    page.save()
"""
TITLES = """
from search.results import zoek
from search.query import Zoekvraag
print(*(treffer.titel for treffer in zoek(Zoekvraag(q="{word}")).treffers))
"""
REBUILD = """
import time
from search.actions.index_herbouwen import herbouw
from search.engines.contract import EngineUnavailable
while True:
    try:
        herbouw()
        break
    except EngineUnavailable:
        time.sleep(1)
"""
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

    def __init__(self, site: Site, engine: Engine, made: dict) -> None:
        self.site = site
        self._engine = engine  # past the proxy
        self.visitor = Visitor(site.port, made["session"])
        self._pages: dict[str, int] = made["pages"]
        self._start: int = made["start"]

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
        assert eventually(lambda: not self.site.outbox()), self.site.log("worker")
        assert eventually(lambda: NOTICE not in self.visitor.search(STAYS).text)
        self.check(name)


def set_of(fault: Fault) -> str:
    return fault.name.lower()


def eventually(holds: Callable[[], bool], seconds: float = RECOVERY) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.5)
    return holds()


@pytest.fixture(scope="module")
def proxy(elasticsearch_url: str) -> Iterator[FaultProxy]:
    with FaultProxy(elasticsearch_url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def redactie(elasticsearch_url: str, proxy: FaultProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redactie]:
    prefix = f"test-uitval-{uuid.uuid4().hex[:12]}"
    site = Site(tmp_path_factory.mktemp("portaal"), ELASTICSEARCH_URL=proxy.url, ELASTICSEARCH_PREFIX=prefix)
    engine = ElasticEngine(Access(hosts=(elasticsearch_url,), prefix=prefix))
    made = site.run(f"from tests.search.outage_pages import make\nmake({[*SETS, *map(set_of, FAULTS)]})")
    with site.web():
        yield Redactie(site, engine, json.loads(made))
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*", filter_path="*.aliases")))


@pytest.fixture(scope="module")
def usual(redactie: Redactie) -> dict[str, float]:
    """What each thing takes when the engine is well; the first time is for warming up."""
    for name in ("eerst", "gewoon"):
        took = {action: redactie.do(name, action) for action in ACTIONS}
        assert redactie.site.outbox() == set()
        redactie.check(name)
    return took


@pytest.fixture(scope="class")
def worker(redactie: Redactie) -> Iterator[None]:
    with redactie.site.worker():
        yield


@pytest.mark.usefixtures("worker")
class TestWithAWorker:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_editors_go_on_and_nothing_is_lost(
        self, redactie: Redactie, proxy: FaultProxy, usual: dict[str, float], fault: Fault
    ) -> None:
        name = set_of(fault)
        first = list(FAULTS).index(fault) % len(ACTIONS)  # it is the first to meet the fault; the others come after it
        with proxy.failing(fault, FAULTS[fault]):
            for action in (*ACTIONS[first:], *ACTIONS[:first]):
                assert redactie.do(name, action) < usual[action] + EXTRA, action
            answer = redactie.visitor.search(STAYS)
            assert answer.seconds < SEARCH
            assert NOTICE in answer.text
            assert f'href="/{STAYS}/"' in answer.text
            before = redactie.site.log("worker").count(LATER)
            assert eventually(lambda: redactie.site.log("worker").count(LATER) > before)
            assert redactie.waits(name)
        redactie.check_recovered(name)

    def test_readers_notice_nothing_when_only_writing_is_refused(
        self, redactie: Redactie, proxy: FaultProxy, usual: dict[str, float]
    ) -> None:
        with proxy.failing(Fault.FULL, only="_bulk"):
            for action in ACTIONS:
                assert redactie.do("schrijven", action) < usual[action] + EXTRA, action
            assert redactie.waits("schrijven")
            assert NOTICE not in redactie.visitor.search(STAYS).text
            # What was withdrawn is still there, and shown to nobody.
            assert redactie.indexed("schrijven", "unpublish") != set()
            assert redactie.found("schrijven", "unpublish") == redactie.found("schrijven", "delete") == set()
        redactie.check_recovered("schrijven")

    def test_disk_full(self, redactie: Redactie, usual: dict[str, float], elasticsearch_url: str) -> None:
        """What Elasticsearch does itself when its disk is full: nothing is added to an index until there is room."""
        prefix = redactie.site.environment["ELASTICSEARCH_PREFIX"]
        with Elasticsearch(elasticsearch_url) as client:
            client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.read_only_allow_delete": True})
            try:
                for action in ACTIONS:
                    assert redactie.do("schijf", action) < usual[action] + EXTRA, action
                assert redactie.waits("schijf")
                assert NOTICE not in redactie.visitor.search(STAYS).text
            finally:
                client.indices.put_settings(index=f"{prefix}-*", settings={"index.blocks.read_only_allow_delete": None})
        redactie.check_recovered("schijf")


def test_worker_killed_while_it_writes(redactie: Redactie, proxy: FaultProxy) -> None:
    with proxy.failing(Fault.SLOW, 30, only="_bulk"):
        for action in ACTIONS:
            redactie.do("gedood", action)
        mine = proxy.struck
        with redactie.site.worker() as worker:
            assert eventually(lambda: proxy.struck > mine), redactie.site.log("worker")
            worker.kill()
            worker.wait()
        assert redactie.waits("gedood")
    redactie.site.run(DRAIN)  # as another worker does
    assert redactie.site.outbox() == set()
    redactie.check("gedood")


def test_two_workers_and_an_editor(redactie: Redactie) -> None:
    """Whoever writes last, the last title is what is found."""
    page = redactie.page("twee", "unpublish")
    workers = [redactie.site.start(LOOP), redactie.site.start(LOOP)]
    redactie.site.run(RENAME.format(page=page, word=word("twee", "unpublish")))
    for worker in workers:
        _, error = worker.communicate("genoeg\n", timeout=120)
        assert worker.returncode == 0, error
    redactie.site.run(DRAIN)
    assert redactie.site.outbox() == set()
    assert redactie.site.run(TITLES.format(word=word("twee", "unpublish"))) == f"{word('twee', 'unpublish')} 29"


def test_rebuild_goes_on_after_an_outage(redactie: Redactie, proxy: FaultProxy) -> None:
    rebuild = held(redactie.site.start(HALFWAY))
    with proxy.failing(Fault.REFUSED):
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


def test_killed_halfway_a_rebuild(redactie: Redactie, proxy: FaultProxy) -> None:
    rebuild = held(redactie.site.start(HALFWAY))
    rebuild.kill()
    rebuild.communicate()
    for action in ACTIONS:
        redactie.do("halverwege", action)
    redactie.check("halverwege")
    # Another can rebuild once nothing is heard of the one that was killed.
    redactie.site.run(REBUILD)
    redactie.check("halverwege")
