"""Collections: a portal with so many pages, made with the portal's own commands and kept for the next run.

Each has a folder that serves as its PORTAL_VAR. What was measured while making it (import, first index) is kept in
it, since making it again takes minutes. Remove the folder to make and measure it anew.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bin.places import ROOT, VAR
from tests.benchmarks.records import records
from tests.benchmarks.tabel import Tabel, getal

RECEPT = 1  # raise it when the records or the steps change: kept collections are then made anew


@dataclass(frozen=True)
class Collectie:
    items: int
    map: Path
    database_url: str = ""  # empty: SQLite in the folder
    elasticsearch_url: str = ""  # empty: the embedded engine

    @property
    def naam(self) -> str:
        return f"{getal(self.items)} ({'PostgreSQL' if self.database_url else 'SQLite'})"

    @property
    def bestand(self) -> Path:
        return self.map / "records.jsonl"

    @property
    def omgeving(self) -> dict[str, str]:
        return {
            "PORTAL_VAR": str(self.map),
            "PORTAL_DEMO": "1",
            "DATABASE_URL": self.database_url,
            "ELASTICSEARCH_URL": self.elasticsearch_url,
            "ELASTICSEARCH_PREFIX": f"bench-{self.items}",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "BENCH_STYLES": str(VAR / "styles"),
            "SITE_URL": "",
            "EMAIL_URL": "",
        }

    def beheer(self, *opdracht: str) -> "Gedraaid":
        """manage.py in this portal."""
        return self._draai([sys.executable, "manage.py", *opdracht])

    def meting(self, module: str, *argumenten: str) -> Any:
        """What a module of these benchmarks, run inside this portal, printed as JSON."""
        return json.loads(self._draai([sys.executable, "-m", f"tests.benchmarks.{module}", *argumenten]).uitvoer)

    def _draai(self, opdracht: Sequence[str]) -> "Gedraaid":
        begin = time.perf_counter()
        proces = subprocess.Popen(
            opdracht, cwd=ROOT, env={**os.environ, **self.omgeving}, stdout=subprocess.PIPE, text=True
        )
        assert proces.stdout is not None
        uitvoer = proces.stdout.read()
        _, status, verbruik = os.wait4(proces.pid, 0)
        proces.returncode = os.waitstatus_to_exitcode(status)
        if proces.returncode:
            raise subprocess.CalledProcessError(proces.returncode, opdracht, uitvoer)
        return Gedraaid(uitvoer, time.perf_counter() - begin, verbruik.ru_maxrss * 1024)

    # -- what was measured while it was made -------------------------------------------------------

    @property
    def metingen(self) -> dict[str, Any]:
        bestand = self.map / "metingen.json"
        return json.loads(bestand.read_text()) if bestand.exists() else {}

    def bewaar(self, metingen: Mapping[str, Any]) -> None:
        (self.map / "metingen.json").write_text(json.dumps({**self.metingen, **metingen}, indent=1))


@dataclass(frozen=True)
class Gedraaid:
    uitvoer: str
    seconden: float
    geheugen: int  # bytes at its peak


def collectie(items: int, onder: Path, database_url: str) -> Collectie:
    """The collection of this size, made if it is not there yet."""
    deze = Collectie(
        items,
        onder / f"{'postgresql-' if database_url else ''}{items}",
        _eigen_database(database_url, items) if database_url else "",
    )
    if deze.metingen.get("recept") != RECEPT or not _is_bruikbaar(deze):
        _maak(deze, database_url)
    deze.beheer("gereedmaken")  # the code may be newer than the collection
    return deze


def _is_bruikbaar(deze: Collectie) -> bool:
    try:
        return deze.meting("omvang")["paginas"] >= deze.items
    except (subprocess.CalledProcessError, ValueError):
        return False


def _maak(deze: Collectie, server: str) -> None:
    print(f"Making the collection of {deze.naam} pages in {deze.map} …", file=sys.stderr, flush=True)
    shutil.rmtree(deze.map, ignore_errors=True)
    deze.map.mkdir(parents=True)
    if server:
        _nieuwe_database(server, deze.database_url)
    with deze.bestand.open("w", encoding="utf-8") as bestand:
        for record in records(deze.items):
            bestand.write(json.dumps(record, ensure_ascii=False) + "\n")
    deze.beheer("gereedmaken")
    eerst = deze.meting("omvang")["paginas"]
    invoer = deze.beheer("importeer", str(deze.bestand))
    omvang = deze.meting("omvang", "met-fasen")
    index = deze.beheer("zoekindex", "opnieuw")
    deze.meting("omvang", "zonder-wachtrij")
    deze.bewaar(
        {
            "recept": RECEPT,
            "gemaakt": time.strftime("%Y-%m-%d %H:%M"),
            "import": {
                "seconden": invoer.seconden,
                "geheugen": invoer.geheugen,
                "paginas": omvang["paginas"] - eerst,
            },
            "index": {"seconden": index.seconden, "geheugen": index.geheugen},
        }
    )


def _eigen_database(url: str, items: int) -> str:
    """A database of its own beside the one of DATABASE_URL, on the same server."""
    delen = urlsplit(url)
    return urlunsplit(delen._replace(path=f"{delen.path}_bench_{items}"))


def _nieuwe_database(server: str, url: str) -> None:
    naam = urlsplit(url).path.rpartition("/")[2]
    delen = urlsplit(server)
    map_, _, onderhoud = delen.path.lstrip("/").rpartition("/")
    adres = {"host": f"/{map_}"} if map_ else {"host": delen.hostname or "localhost", "port": delen.port or 5432}
    with psycopg.connect(
        **adres, user=delen.username, password=delen.password, dbname=onderhoud or "postgres", autocommit=True
    ) as verbinding:
        verbinding.execute(f'DROP DATABASE IF EXISTS "{naam}" WITH (FORCE)')
        verbinding.execute(f'CREATE DATABASE "{naam}"')


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    """What the collections are made of."""
    omvang = {deze.naam: deze.meting("omvang") for deze in collecties}
    soorten = sorted({soort for van in omvang.values() for soort in van["per_soort"]})
    rijen = [[soort, *(getal(van["per_soort"].get(soort, 0)) for van in omvang.values())] for soort in soorten]
    rijen.append(["all pages", *(getal(van["paginas"]) for van in omvang.values())])
    rijen.append(["MB of database", *(getal(van["database"] / 1e6) for van in omvang.values())])
    return [Tabel("The collections", ["pages", *omvang], rijen)]
