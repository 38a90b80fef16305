"""What importing the collection took, beside writing the same records to one bare table."""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import islice

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.tabel import Tabel, getal, keer

_BATCH = 250


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    rijen = []
    for deze in collecties:
        gemeten, vloer = deze.metingen["import"], deze.meting("importeren", str(deze.bestand))
        per_seconde = gemeten["paginas"] / gemeten["seconden"]
        rijen.append(
            [
                deze.naam,
                getal(gemeten["paginas"]),
                getal(per_seconde),
                getal(vloer["records"] / vloer["seconden"]),
                keer(gemeten["seconden"], vloer["seconden"]),
                getal(gemeten["geheugen"] / 1e6),
                getal(vloer["geheugen"] / 1e6),
                keer(gemeten["geheugen"], vloer["geheugen"]),
                deze.metingen["gemaakt"],
            ]
        )
    koppen = ["collection", "pages", "pages/s", "bare table, records/s", "ratio of time"]
    koppen += ["peak MB", "bare Django MB", "ratio", "measured"]
    return [Tabel("Import (manage.py importeer)", koppen, rijen, "Measured when the collection was made.")]


def naar_kale_tabel(bestand: str) -> dict[str, float]:
    """Inside a portal: read the records and put them in a table of one column, a batch at a time."""
    from django.db import connection, transaction

    aantal = 0
    begin = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_kaal (id integer PRIMARY KEY, record text)")
        try:
            with open(bestand, encoding="utf-8") as regels:  # noqa: PTH123 - a generator over its lines
                records = _records(regels)
                while groep := list(islice(records, _BATCH)):
                    with transaction.atomic():
                        cursor.executemany("INSERT INTO bench_kaal VALUES (%s, %s)", groep)
                    aantal += len(groep)
            seconden = time.perf_counter() - begin
        finally:
            cursor.execute("DROP TABLE bench_kaal")
    return {"records": aantal, "seconden": seconden}


def _records(regels: Iterator[str]) -> Iterator[tuple[int, str]]:
    for nummer, regel in enumerate(regels):
        yield nummer, json.dumps(json.loads(regel))


if __name__ == "__main__":
    import resource
    import sys

    import django

    django.setup()
    gemeten = naar_kale_tabel(sys.argv[1])
    print(json.dumps({**gemeten, "geheugen": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
