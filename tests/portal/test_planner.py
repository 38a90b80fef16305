"""Periodic work is done by one worker at a time, survives what goes wrong, and no task is lost with its worker."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import DjangoDbBlocker

from portal.actions.hervat_taken import POGINGEN, hervat_taken
from portal.models import Hartslag, Planning
from portal.models.hartslag import STIL
from portal.planner import PeriodiekWerk, Planner

LANG_GELEDEN = timedelta(hours=1)


def maak_planner(werker: str, taak: object, elke: timedelta = LANG_GELEDEN) -> Planner:
    assert callable(taak)
    planner = Planner(werker, {"werk": PeriodiekWerk("werk", elke, taak)})
    planner.leef()
    Planning.objects.get_or_create(naam="werk", defaults={"volgende": timezone.now()})
    return planner


@pytest.mark.django_db
class TestPlanner:
    def test_doet_wat_moet_en_dan_pas_weer_na_de_tijd(self) -> None:
        gedaan: list[int] = []
        planner = maak_planner("a", lambda: gedaan.append(1))
        planner.doe_wat_nu_moet()
        planner.doe_wat_nu_moet()
        assert len(gedaan) == 1
        Planning.objects.update(volgende=timezone.now())
        planner.doe_wat_nu_moet()
        assert len(gedaan) == 2

    def test_fout_is_te_zien_en_gaat_over(self) -> None:
        def mislukt() -> None:
            raise ValueError("kapot")

        planner = maak_planner("a", mislukt, timedelta(0))
        planner.doe_wat_nu_moet()
        planning = Planning.objects.get()
        assert (planning.fout, planning.werker) == ("ValueError: kapot", "")
        maak_planner("a", lambda: None, timedelta(0)).doe_wat_nu_moet()
        assert Planning.objects.get().fout == ""

    def test_wat_een_levende_werker_doet_doet_een_ander_niet(self) -> None:
        gedaan: list[int] = []
        ander = maak_planner("b", lambda: gedaan.append(1), timedelta(0))
        Hartslag.objects.create(werker="a", gezien_op=timezone.now())
        Planning.objects.update(werker="a")
        ander.doe_wat_nu_moet()
        assert gedaan == []

    def test_werk_van_een_dode_werker_komt_vrij(self) -> None:
        gedaan: list[int] = []
        ander = maak_planner("b", lambda: gedaan.append(1), timedelta(0))
        Hartslag.objects.create(werker="a", gezien_op=timezone.now() - STIL * 2)
        Planning.objects.update(werker="a")
        ander.doe_wat_nu_moet()
        assert gedaan == [1]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_van_twee_werkers_tegelijk_doet_een_het_werk() -> None:
    gedaan: list[str] = []
    planners = [maak_planner(naam, lambda naam=naam: gedaan.append(naam)) for naam in "abcd"]
    tegelijk = Barrier(len(planners))

    def probeer(planner: Planner) -> None:
        tegelijk.wait()
        planner.doe_wat_nu_moet()
        connection.close()

    for _ in range(10):
        Planning.objects.update(volgende=timezone.now())
        gedaan.clear()
        draden = [Thread(target=probeer, args=[planner]) for planner in planners]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        assert len(gedaan) == 1


def lopende_taak(*werkers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - STIL * 2,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.portal.taken.noteer",
        worker_ids=list(werkers),
        backend_name="default",
        run_after=get_date_max(),
    )


@pytest.mark.django_db
class TestHervatTaken:
    def test_taak_van_een_levende_werker_blijft_lopen(self) -> None:
        Hartslag.objects.create(werker="a", gezien_op=timezone.now())
        taak = lopende_taak("a")
        assert hervat_taken() == 0
        taak.refresh_from_db()
        assert taak.status == TaskResultStatus.RUNNING

    def test_taak_van_een_dode_werker_begint_opnieuw(self) -> None:
        taak = lopende_taak("a")
        assert hervat_taken() == 1
        taak.refresh_from_db()
        assert taak.status == TaskResultStatus.READY

    def test_taak_die_haar_werker_steeds_meeneemt_houdt_op(self) -> None:
        taak = lopende_taak(*"abc"[:POGINGEN])
        assert hervat_taken() == 0
        taak.refresh_from_db()
        assert taak.status == TaskResultStatus.FAILED


# -- with real workers ------------------------------------------------------------------------------


@pytest.fixture
def var(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Path:
    """A portal's state with the database of the tests in a file: copying takes a moment, migrating a quarter minute."""
    with django_db_blocker.unblock(), sqlite3.connect(tmp_path / "portal.sqlite3") as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return tmp_path


def environment(var: Path) -> dict[str, str]:
    env = {**os.environ, "PORTAL_VAR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings", "PORTAL_DEMO": "1"}
    env.pop("DATABASE_URL", None)
    return env


def in_portal(var: Path, code: str) -> str:
    """Run code in a process of the portal with this state."""
    program = f"import django; django.setup()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, env=environment(var), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def start_worker(var: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    workers: list[subprocess.Popen[bytes]] = []
    yield workers
    for worker in workers:
        worker.kill()
        worker.wait()


def new_worker(var: Path, workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    workers.append(subprocess.Popen([sys.executable, "manage.py", "werk"], cwd=settings.BASE_DIR, env=environment(var)))
    return workers[-1]


def wait_for(path: Path, count: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if path.exists() and len(path.read_text().splitlines()) >= count:
            return
        time.sleep(0.1)
    pytest.fail(f"{path.name} did not get {count} lines")


@pytest.mark.process
def test_taak_van_een_gedode_werker_wordt_opnieuw_opgepakt(
    var: Path, start_worker: list[subprocess.Popen[bytes]]
) -> None:
    log = var / "taak.log"
    in_portal(var, f"from tests.portal.taken import noteer; noteer.enqueue({str(log)!r}, 30)")
    killed = new_worker(var, start_worker)
    wait_for(log, 1)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    # Instead of waiting for the minute in which its heartbeat goes stale. The task itself is now quick.
    in_portal(
        var,
        "from datetime import timedelta\n"
        "from django.db.models import F\n"
        "from django_tasks_db.models import DBTaskResult\n"
        "from portal.models import Hartslag, Planning\n"
        "Hartslag.objects.update(gezien_op=F('gezien_op') - timedelta(minutes=2))\n"
        "Planning.objects.update(volgende=F('volgende') - timedelta(days=1))\n"
        "DBTaskResult.objects.update(started_at=F('started_at') - timedelta(minutes=2))\n"
        f"DBTaskResult.objects.update(args_kwargs={{'args': [{str(log)!r}, 0], 'kwargs': {{}}}})",
    )
    second = new_worker(var, start_worker)
    wait_for(log, 2)
    second.send_signal(signal.SIGTERM)
    assert second.wait(30) == 0
    left = in_portal(
        var,
        "from django_tasks_db.models import DBTaskResult; from portal.models import Hartslag\n"
        "taak = DBTaskResult.objects.get(); print(taak.status, len(taak.worker_ids), Hartslag.objects.count())",
    )
    # Finished by the second; it took its heartbeat along, the killed one could not.
    assert left == "SUCCESSFUL 2 1"
