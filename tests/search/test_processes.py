"""Real processes on one index and one database: two workers, a killed one, a lock that is held."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processen van de zoekindex")]
ROOT = Path(__file__).resolve().parent.parent.parent


class Site:
    """An installation of its own, driven by processes. Tests share it and count from what they find."""

    def __init__(self, var: Path) -> None:
        self.environment = {
            **os.environ,
            "PORTAL_VAR": str(var),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        var.mkdir(exist_ok=True)
        (var / "styles").mkdir(exist_ok=True)

    def start(self, code: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        process = self.start(code)
        out, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
        return out.strip().splitlines()[-1] if out.strip() else ""

    def found(self) -> int:
        return int(
            self.run(
                "from search.results import zoek\nfrom search.query import Zoekvraag\nprint(zoek(Zoekvraag()).totaal)"
            )
        )

    def waiting(self) -> int:
        return int(self.run("from search.models import Indexwijziging\nprint(Indexwijziging.objects.count())"))


MAKE = """
from tests import factories
from search.actions.index_wijziging import uitgesteld_indexeren
with uitgesteld_indexeren():
    for number in range({count}):
        factories.praktijkvoorbeeld(f"Vervoer {{number}}")
"""
DRAIN = "from search.actions.index_bijwerken import werk_bij\nprint(werk_bij())"
REBUILD = "from search.actions.index_herbouwen import herbouw\nprint(herbouw())"
HOLD = """
from search.engines import get_engine
with get_engine().write(timeout=60) as writer:
    writer.replace("pagina", 1, 1, [])
    print("vast", flush=True)
    input()
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


def held(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """A process that got where it says so, and stays there until it is killed."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "vast"
    return process


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
