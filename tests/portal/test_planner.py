"""Periodic work is done by one worker at a time, survives what goes wrong, and no task is lost with its worker."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

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
from portal.periodiek_werk import registreer_alles, vernieuw_zoekindex
from portal.planner import HERKANSING, Lus, PeriodiekWerk, Planner, geregistreerd
from search.engines import get_engine
from search.engines.contract import EngineUnavailable
from tests import factories

LANG_GELEDEN = timedelta(hours=1)
WERK = ["werk"]


def maak_planner(werker: str, taak: object, elke: timedelta = LANG_GELEDEN, **velden: Any) -> Planner:
    assert callable(taak)
    planner = Planner(werker, {"werk": PeriodiekWerk("werk", elke, taak, **velden)})
    planner.leef()
    Planning.objects.get_or_create(naam="werk", defaults={"volgende": timezone.now()})
    return planner


@pytest.mark.django_db
class TestPlanner:
    def test_doet_wat_moet_en_dan_pas_weer_na_de_tijd(self) -> None:
        gedaan: list[int] = []
        planner = maak_planner("a", lambda: gedaan.append(1))
        planner.doe_wat_nu_moet(WERK)
        planner.doe_wat_nu_moet(WERK)
        assert len(gedaan) == 1
        Planning.objects.update(volgende=timezone.now())
        planner.doe_wat_nu_moet(WERK)
        assert len(gedaan) == 2

    def test_fout_is_te_zien_en_gaat_over(self) -> None:
        def mislukt() -> None:
            raise ValueError("kapot")

        planner = maak_planner("a", mislukt, timedelta(0))
        planner.doe_wat_nu_moet(WERK)
        planning = Planning.objects.get()
        assert (planning.fout, planning.werker) == ("ValueError: kapot", "")
        maak_planner("a", lambda: None, timedelta(0)).doe_wat_nu_moet(WERK)
        assert Planning.objects.get().fout == ""

    def test_wat_een_levende_werker_doet_doet_een_ander_niet(self) -> None:
        gedaan: list[int] = []
        ander = maak_planner("b", lambda: gedaan.append(1), timedelta(0))
        Hartslag.objects.create(werker="a", gezien_op=timezone.now())
        Planning.objects.update(werker="a")
        ander.doe_wat_nu_moet(WERK)
        assert gedaan == []

    def test_werk_van_een_dode_werker_komt_vrij(self) -> None:
        gedaan: list[int] = []
        ander = maak_planner("b", lambda: gedaan.append(1), timedelta(0))
        Hartslag.objects.create(werker="a", gezien_op=timezone.now() - STIL * 2)
        Planning.objects.update(werker="a")
        ander.doe_wat_nu_moet(WERK)
        assert gedaan == [1]

    def test_met_een_claim_wacht_niemand_op_een_dode_werker(self) -> None:
        """That it is dead is known after a minute: the index may not wait for it."""
        gedaan: list[int] = []
        claim = timedelta(seconds=20)

        def gedood() -> None:
            raise SystemExit

        with pytest.raises(SystemExit):
            maak_planner("a", gedood, claim=claim).doe_wat_nu_moet(WERK)
        ander = maak_planner("b", lambda: gedaan.append(1), claim=claim)
        ander.doe_wat_nu_moet(WERK)
        assert gedaan == []
        assert Planning.objects.get().volgende - timezone.now() <= claim
        Planning.objects.update(volgende=timezone.now())
        ander.doe_wat_nu_moet(WERK)
        assert gedaan == [1]

    def test_wie_zijn_claim_verloor_zegt_niets_meer(self) -> None:
        """Another is at it by then: it would be told that it is done."""
        maak_planner(
            "a", lambda: Planning.objects.update(werker="b", fout="van b"), claim=timedelta(seconds=20)
        ).doe_wat_nu_moet(WERK)
        assert Planning.objects.values_list("werker", "fout").get() == ("b", "van b")

    @pytest.mark.parametrize("einde", [ValueError, SystemExit], ids=["mislukt", "gedood"])
    def test_werk_van_elke_week_dat_niet_lukte_wacht_geen_week(self, einde: type[BaseException]) -> None:
        def werk() -> None:
            raise einde

        with suppress(SystemExit):
            maak_planner("a", werk, timedelta(days=7)).doe_wat_nu_moet(WERK)
        assert Planning.objects.get().volgende <= timezone.now() + HERKANSING

    def test_wat_net_gedaan_is_hoeft_bij_het_begin_niet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A new portal has just built its index; and once it is planned, beginning again changes nothing."""
        monkeypatch.setattr(Lus, "start", lambda lus: None)
        week = timedelta(days=7)
        werk = {naam: PeriodiekWerk(naam, week, list, meteen=naam == "nu") for naam in ("nu", "later")}
        for _ in range(2):
            Planner("a", werk).start()
            volgende = dict(Planning.objects.values_list("naam", "volgende"))
            assert volgende["nu"] <= timezone.now()
            assert timedelta(days=6) < volgende["later"] - timezone.now() <= week
            Planning.objects.filter(naam="later").update(volgende=timezone.now() + week)

    def test_wat_een_eigen_lus_heeft_wacht_niet_op_ander_werk(self) -> None:
        """Nor does anything wait for it."""
        gedaan: list[str] = []
        werk = [
            PeriodiekWerk(naam, timedelta(0), partial(gedaan.append, naam), eigen_lus=naam in ("index", "lang"))
            for naam in ("mail", "index", "lang", "opruimen")
        ]
        planner = Planner("a", {een.naam: een for een in werk})
        Planning.objects.bulk_create(Planning(naam=een.naam, volgende=timezone.now()) for een in werk)
        per_lus = {}
        for lus in planner.lussen:
            gedaan.clear()
            lus.doe()
            per_lus[lus.name] = sorted(gedaan)
        assert per_lus == {"hartslag": [], "planner": ["mail", "opruimen"], "index": ["index"], "lang": ["lang"]}


@pytest.mark.django_db
class TestZoekindexVernieuwen:
    """What is a word of the collection is known only from all of it: the index is made anew every week."""

    def test_elke_week_en_niet_bij_het_begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("portal.planner._register", {})
        registreer_alles()
        werk = geregistreerd()["zoekindex vernieuwen"]
        assert (werk.elke, werk.meteen, werk.eigen_lus) == (timedelta(days=7), False, True)

    def test_leert_nieuwe_woorden(self, settings: Any, tmp_path: Path) -> None:
        settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
        vernieuw_zoekindex()
        for nummer in range(2):
            factories.praktijkvoorbeeld(f"Kantelkroeg {nummer}")
        assert "kantelkroeg" not in get_engine().vocabulary()
        vernieuw_zoekindex()
        assert "kantelkroeg" in get_engine().vocabulary()

    def test_is_een_ander_al_bezig_dan_is_het_goed(self, settings: Any, tmp_path: Path) -> None:
        settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
        with get_engine().rebuild():
            vernieuw_zoekindex()

    def test_gaat_het_niet_dan_later(self, settings: Any) -> None:
        settings.SEARCH_INDEX_DIR = Path("/dev/null/zoekindex")
        with pytest.raises(EngineUnavailable):
            vernieuw_zoekindex()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_van_twee_werkers_tegelijk_doet_een_het_werk() -> None:
    gedaan: list[str] = []
    planners = [maak_planner(naam, lambda naam=naam: gedaan.append(naam)) for naam in "abcd"]
    tegelijk = Barrier(len(planners))

    def probeer(planner: Planner) -> None:
        tegelijk.wait()
        planner.doe_wat_nu_moet(WERK)
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
