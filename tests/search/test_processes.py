"""Real processes on one index and one database: two workers, a killed one, a lock that is held."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.berichten.mailserver import hangende_mailserver
from tests.search.installation import Site, eventually, held

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processen van de zoekindex")]

MAKE = """
from tests import factories
from search.actions.index_wijziging import uitgesteld_indexeren
with uitgesteld_indexeren():
    for number in range({count}):
        factories.praktijkvoorbeeld(f"Vervoer {{number}}")
"""
MAIL = """
from berichten.actions.versturen import zet_klaar
for number in range(50):
    zet_klaar(aan="iemand@voorbeeld.example", onderwerp="Vraag", tekst="Dag")
"""
WAIT = "print('vast', flush=True)\ninput()\n"
DRAIN = "from search.actions.index_bijwerken import werk_bij\nprint(werk_bij())"
REBUILD = "from search.actions.index_herbouwen import herbouw\nprint(herbouw())"
HOLD = """
from search.engines import get_engine
with get_engine().write(timeout=60) as writer:
    writer.replace("pagina", 1, 1, [])
    print("vast", flush=True)
    input()
"""
# More than any file of this process may hold, and not to be compressed.
TOO_LARGE = """
import random, resource
from search.models import Indexwijziging
from search.sources import register_source
from tests.search.documents import document
class Archive:
    naam = "archief"
    def keys(self):
        return iter([])
    def documents(self, keys):
        text = " ".join(f"{random.getrandbits(512):x}" for _ in range(100_000))
        return iter([(key, [document(key, "Archief", tekst=text)]) for key in keys])
    def public(self, keys):
        return set(keys)
register_source(Archive())
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, resource.RLIM_INFINITY))
Indexwijziging.objects.create(bron="archief", sleutel=1)
"""
HALFWAY = """
from search.actions.index_herbouwen import herbouw
def halfway(step, count):
    if step == "schrijven":
        print("vast", flush=True)
        input()
herbouw(halfway)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("portaal"))
    site.run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    site.run(REBUILD)
    return site


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_two_workers_do_everything_once(site: Site) -> None:
    before = site.found()
    site.run(MAKE.format(count=30))
    workers = [site.start(DRAIN), site.start(DRAIN)]
    for worker in workers:
        _, error = worker.communicate(timeout=300)
        assert worker.returncode == 0, error
    assert (site.found(), site.waiting()) == (before + 30, 0)


def test_killed_while_writing(site: Site) -> None:
    before = site.found()
    site.run(MAKE.format(count=3))
    kill(held(site.start(HOLD)))
    assert (site.found(), site.waiting()) == (before, 3)
    assert site.run(DRAIN) == "3"
    assert (site.found(), site.waiting()) == (before + 3, 0)


def test_disk_full(site: Site) -> None:
    before = site.found()
    site.run(MAKE.format(count=1))
    site.run(TOO_LARGE + DRAIN)
    assert (site.found(), site.waiting()) == (before, 2)
    site.run(DRAIN)
    assert site.found() == before + 1


def test_a_change_does_not_wait_for_another_writer(site: Site) -> None:
    before = site.found()
    writer = held(site.start(HOLD))
    try:
        # The other writes for as long as it lives: a save that waited for it would never end.
        site.run("from tests import factories\nfactories.praktijkvoorbeeld('Wonen')")
        assert writer.poll() is None
        assert (site.found(), site.waiting()) == (before, 1)
    finally:
        kill(writer)
    assert site.run(DRAIN) == "1"
    assert (site.found(), site.waiting()) == (before + 1, 0)


def test_a_mail_server_that_hangs_holds_up_no_index(site: Site) -> None:
    before = site.found()
    site.run(MAIL)
    editor = held(site.start(WAIT + MAKE.format(count=1)))
    with hangende_mailserver() as server, site.worker(EMAIL_URL=f"smtp://127.0.0.1:{server.poort}"):
        assert eventually(lambda: len(server.verbindingen) > 0), site.log("worker")
        _, error = editor.communicate("\n", timeout=60)
        assert editor.returncode == 0, error
        assert eventually(lambda: site.waiting() == 0, 60), site.log("worker")
        assert server.hangt()  # and that at the first of fifty mails
    assert site.found() == before + 1


def test_killed_halfway_a_rebuild(site: Site) -> None:
    site.run(MAKE.format(count=2))
    assert site.run(DRAIN) == "2"
    before = site.found()
    assert before >= 2
    kill(held(site.start(HALFWAY)))
    assert site.found() == before
    index = Path(site.environment["PORTAL_VAR"]) / "zoekindex"
    assert len(list(index.glob("v*-*"))) == 2
    site.run(MAKE.format(count=1))
    assert site.run(DRAIN) == "1"
    assert (site.found(), site.waiting()) == (before + 1, 0)
    site.run(REBUILD)
    assert site.found() == before + 1
    assert len(list(index.glob("v*-*"))) == 1


def test_a_running_reader_sees_what_others_write(site: Site) -> None:
    """As web processes do: opened once, asked again after a write and after a rebuild by others."""
    reader = site.start(
        "from search.results import zoek\nfrom search.query import Zoekvraag\n"
        "while input():\n    print(zoek(Zoekvraag()).totaal, flush=True)"
    )
    assert reader.stdin is not None
    assert reader.stdout is not None

    def asked() -> int:
        reader.stdin.write("?\n")
        reader.stdin.flush()
        return int(reader.stdout.readline())

    try:
        before = asked()
        site.run(MAKE.format(count=1))
        site.run(DRAIN)
        assert asked() == before + 1
        site.run(MAKE.format(count=1))
        site.run(REBUILD)
        assert asked() == before + 2
    finally:
        kill(reader)
