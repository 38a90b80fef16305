"""`python -m tests.benchmarks [name …] [--items N …] [--keep FOLDER]`, or `make bench` for all of them."""

import argparse
import os
import platform
import time
from importlib import import_module
from pathlib import Path

from bin.places import VAR
from tests.benchmarks.collecties import collectie

NAMEN = ("collecties", "importeren", "indexeren", "queries", "paginas", "gewichten", "geheugen")
NAMEN += ("zoeken", "suggesties", "zoekmachines", "relevantie")
EIGEN_PORTALEN = ("relevantie", "zoekmachines")  # these measure other documents, and need none of the collections


def main() -> None:
    vragen = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Benchmarks of the portal.")
    vragen.add_argument("naam", nargs="*", help=f"what to measure: {', '.join(NAMEN)} (all of them)")
    vragen.add_argument("--items", nargs="+", type=int, default=[5_000, 50_000], help="pages in each collection")
    vragen.add_argument("--keep", type=Path, default=VAR / "bench", help="where collections are kept (var/bench)")
    keuze = vragen.parse_args()
    if onbekend := set(keuze.naam) - set(NAMEN):
        vragen.error(f"unknown: {', '.join(sorted(onbekend))}")
    gekozen = [naam for naam in NAMEN if naam in keuze.naam or not keuze.naam]
    server = os.environ.get("DATABASE_URL", "")
    aantallen = keuze.items if set(gekozen) - set(EIGEN_PORTALEN) else []
    collecties = [collectie(items, keuze.keep.resolve(), server) for items in aantallen]
    print(
        f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores ({platform.machine()}), load "
        f"{os.getloadavg()[0]:.1f} before measuring, Python {platform.python_version()}\n"
    )
    for naam in gekozen:
        waarin = keuze.keep if naam in EIGEN_PORTALEN else collecties
        for tabel in import_module(f"tests.benchmarks.{naam}").meet(waarin):
            print(tabel, flush=True)


if __name__ == "__main__":
    main()
