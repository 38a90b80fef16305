"""Limits are those of a machine: two real processes of the web server, each held still while the other answers."""

import http.client
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from search.views.gekozen import PER_UUR
from tests.search.installation import PATIENCE, Site

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processen van de zoekindex")]
PER_PROEF = 30


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(
        tmp_path_factory.mktemp("portaal"), WEB_CONCURRENCY="2", API_PER_MINUTE="0", API_PER_HOUR=str(PER_PROEF)
    )
    site.run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    with site.web():
        yield site


def processes(site: Site) -> list[int]:
    """The two that answer: children of a process of this installation, and of it themselves."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ours = {int(each.name): each for each in Path("/proc").iterdir() if each.name.isdigit() and _of(site, each)}
        answering = [pid for pid, each in ours.items() if _parent(each) in ours]
        if len(answering) == 2:
            return answering
        time.sleep(0.2)
    raise AssertionError("no two processes")


def _of(site: Site, process: Path) -> bool:
    try:
        return f"PORTAL_VAR={site.var}".encode() in (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended, or is not ours
        return False


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@contextmanager
def still(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def ask(site: Site, path: str, form: dict[str, str] | None = None) -> int:
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    with closing(http.client.HTTPConnection("localhost", site.port, timeout=60)) as connection:
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        return connection.getresponse().status


def test_api(site: Site) -> None:
    one, other = processes(site)
    with still(one):
        assert {ask(site, "/api/v1/zoeken") for _ in range(PER_PROEF // 2)} == {200}
    with still(other):
        answers = [ask(site, "/api/v1/zoeken") for _ in range(PER_PROEF)]
    assert answers == [200] * (PER_PROEF // 2) + [429] * (PER_PROEF // 2)


def test_forms(site: Site) -> None:
    """Loaded when the first question comes, so after the processes were forked."""
    one, other = processes(site)
    clicked = {"q": "vervoer", "plaats": "1"}
    with still(one):
        assert {ask(site, "/zoeken/gekozen/", clicked) for _ in range(PER_UUR // 2)} == {204}
    with still(other):
        answers = [ask(site, "/zoeken/gekozen/", clicked) for _ in range(PER_UUR)]
    assert answers == [204] * (PER_UUR // 2) + [429] * (PER_UUR // 2)
