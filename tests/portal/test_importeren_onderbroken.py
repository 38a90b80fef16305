"""An import that is killed halfway goes on where it was, and nothing comes in twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.portal.importbestand import record, schrijf

AANTAL = 4_000


@pytest.mark.process
@pytest.mark.django_db
def test_onderbroken_import_gaat_verder(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only: the processes get a copy of the test database")
    database = tmp_path / "portal.sqlite3"
    with closing(sqlite3.connect(database)) as kopie:
        kopie.executescript("\n".join(connection.connection.iterdump()))
    bestand = schrijf(tmp_path / "import.jsonl", (record(bron_id=str(n), titel=f"Nummer {n}") for n in range(AANTAL)))

    gedood = _start(tmp_path, bestand)
    _wacht_op_meer(gedood, database, 0)
    gedood.kill()
    gedood.communicate(timeout=60)
    na_eerste = _aantal(database)
    assert 0 < na_eerste < AANTAL

    gestopt = _start(tmp_path, bestand)
    _wacht_op_meer(gestopt, database, na_eerste)
    gestopt.send_signal(signal.SIGINT)
    _, gemeld = gestopt.communicate(timeout=60)
    assert gestopt.returncode == 130
    assert "Start de opdracht opnieuw" in gemeld
    na_tweede = _aantal(database)
    assert na_eerste < na_tweede < AANTAL

    derde = _start(tmp_path, bestand)
    klaar, gemeld = derde.communicate(timeout=120)
    assert derde.returncode == 0, gemeld
    assert f"{_getal(AANTAL - na_tweede)} toegevoegd" in klaar
    assert f"{_getal(na_tweede)} ongewijzigd" in klaar
    assert _aantal(database) == AANTAL


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")


def _wacht_op_meer(proces: subprocess.Popen[str], database: Path, dan: int) -> None:
    while _aantal(database) <= dan:
        assert proces.poll() is None, proces.communicate()
        time.sleep(0.05)


def _start(var: Path, bestand: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "importeer", str(bestand)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORTAL_VAR": str(var), "PORTAL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _aantal(database: Path) -> int:
    """Read by another connection, so only what is committed."""
    with closing(sqlite3.connect(database, timeout=20)) as leesbaar:
        aantallen = [
            leesbaar.execute(f"SELECT COUNT(*) FROM {tabel}").fetchone()[0]
            for tabel in ("portal_importrecord", "praktijkvoorbeelden_praktijkvoorbeeld")
        ]
    assert aantallen[0] == aantallen[1]
    return int(aantallen[0])
