"""Suggestions as a reader types, letter by letter, with as many popular queries as there can be; on both engines."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.benchmarks import KAAL
from tests.benchmarks.collecties import Collectie
from tests.benchmarks.server import om_en_om, server, tegelijk
from tests.benchmarks.tabel import Tabel, keer, ms, percentiel
from tests.benchmarks.zoekmachine import elasticsearch_url

STREEF = 0.030  # seconds, for nineteen of twenty
_WARM = 200
_KEREN = 400
_KOPPEN = ["collection", "engine", "p50 ms", "p95 ms", "bare p50", "p50 / bare", "p95 of the 30 ms there are"]


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    rijen = []
    with elasticsearch_url() as url:
        for machine in ("", *([url] if url else [])):
            for deze in collecties:
                rijen.append(_rij(replace(deze, elasticsearch_url=machine)))
    return [Tabel("Suggestions while typing", _KOPPEN, rijen, f"{_KEREN} beginnings of words, two to nine letters.")]


def _rij(portaal: Collectie) -> list[str]:
    if portaal.elasticsearch_url:
        portaal.beheer("zoekindex", "opnieuw")
    gemeten_op = portaal.meting("suggesties", "adressen")
    with server(portaal) as loopt:
        paden = gemeten_op["paden"]
        tegelijk(loopt.poort, [*paden, KAAL], 4, _WARM // 4)
        gemeten, kaal = om_en_om(loopt.poort, paden, KAAL, _KEREN)
    p50, p95, bloot = percentiel(gemeten, 0.5), percentiel(gemeten, 0.95), percentiel(kaal, 0.5)
    return [portaal.naam, gemeten_op["machine"], ms(p50), ms(p95), ms(bloot), keer(p50, bloot), f"{p95 / STREEF:.0%}"]


# -- inside a portal -------------------------------------------------------------------------------


def adressen() -> dict[str, Any]:
    """Beginnings of words that many documents have; these words are made popular queries first."""
    from urllib.parse import quote

    from search.engines import get_engine
    from search.query_report.popular import MOST

    woordenschat = get_engine().vocabulary()
    gewoon = sorted((w for w in woordenschat if len(w) > 8), key=lambda w: (-woordenschat[w], w))[:MOST]
    _maak_populair(gewoon)
    begin = [woord[: 2 + nummer % 8] for nummer, woord in enumerate(gewoon)]
    paden = [f"/zoeken/suggesties/?q={quote(letters)}" for letters in begin]
    return {"machine": get_engine().name, "paden": paden}


def _maak_populair(vragen: Sequence[str]) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from search.models import Zoekopdracht

    vandaag = timezone.localdate()
    Zoekopdracht.objects.bulk_create(
        (
            Zoekopdracht(dag=vandaag - timedelta(days=dagen), vraag=vraag, gevraagd=20, geklikt=10, plaatsen=15)
            for vraag in vragen
            for dagen in range(1, 6)
        ),
        ignore_conflicts=True,
    )


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"adressen": adressen}[sys.argv[1]]()))
