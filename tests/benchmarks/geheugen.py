"""The memory of the web server and the worker after load, beside a Python that has only loaded Django and Wagtail."""

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.server import server, tegelijk
from tests.benchmarks.tabel import Tabel, getal, keer

_CLIENTS = 4
_KEREN = 60  # per client and type of page


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    rijen = []
    for deze in collecties:
        vloer = deze.meting("geheugen")
        adressen: dict[str, list[str]] = deze.meting("adressen")
        with server(deze) as loopt:
            for paden in adressen.values():
                tegelijk(loopt.poort, paden, _CLIENTS, _KEREN)
            hoofd, werker = loopt.processen["web server"], loopt.processen["worker"]
            for nummer, kind in enumerate(_kinderen(hoofd), start=1):
                rijen.append([deze.naam, f"web process {nummer}", *_cellen(kind, vloer)])
            rijen.append([deze.naam, "web main process", *_cellen(hoofd, vloer)])
            rijen.append([deze.naam, "worker", *_cellen(werker, vloer)])
    uitleg = "PSS counts what processes share once; the floor is the RSS of a Python with Django and Wagtail loaded."
    koppen = ["collection", "process", "RSS MB", "floor MB", "ratio", "PSS MB"]
    return [Tabel("Memory after load", koppen, rijen, uitleg)]


def _cellen(proces: int, vloer: float) -> list[str]:
    rss, pss = _gebruik(proces)
    return [getal(rss / 1e6), getal(vloer / 1e6), keer(rss, vloer), getal(pss / 1e6)]


def _kinderen(proces: int) -> list[int]:
    return [int(kind) for kind in Path(f"/proc/{proces}/task/{proces}/children").read_text().split()]


def _gebruik(proces: int | str) -> tuple[int, int]:
    """RSS and PSS in bytes."""
    regels = Path(f"/proc/{proces}/smaps_rollup").read_text().splitlines()[1:]
    velden = {naam: int(rest.split()[0]) * 1024 for naam, _, rest in (regel.partition(":") for regel in regels)}
    return velden["Rss"], velden["Pss"]


if __name__ == "__main__":
    import django

    django.setup()
    print(_gebruik("self")[0])
