"""Search on both engines: the whole request, beside the engine alone and a view that does nothing."""

import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.benchmarks import KAAL
from tests.benchmarks.collecties import Collectie
from tests.benchmarks.referentie import ELASTICSEARCH_ALLEEN, ZOEKEN_ELASTICSEARCH
from tests.benchmarks.server import om_en_om, server, tegelijk
from tests.benchmarks.tabel import Tabel, getal, keer, ms, percentiel
from tests.benchmarks.zoekmachine import elasticsearch_url

_WARM = 100
_KEREN = 150
_SOORTEN = ("search, one word", "search, two words", "search, two words, all facets", "search, last pages")
_KOPPEN = [
    *("collection", "engine", "page", "p50 ms", "p95 ms", "bare p50", "engine p50", "engine p95"),
    *("(p50 - bare) / engine", "growth of p50", "stock Wagtail on Elasticsearch"),
]


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    rijen: list[list[str]] = []
    indexen: list[list[str]] = []
    with elasticsearch_url() as url:
        for machine in ("", *([url] if url else [])):
            eerste: dict[str, float] = {}
            for deze in collecties:
                portaal = replace(deze, elasticsearch_url=machine)
                indexen.append(_index(portaal))
                rijen += _vragen(portaal, deze.meting("adressen"), eerste)
    toelichting = (
        f"{_KEREN} requests by one client, in turn with as many to the bare view; each with other words. "
        f"The engine alone: its own answer to the same question, with the counts of all facets. For scale, "
        f"Elasticsearch itself with a facet and highlight: {ELASTICSEARCH_ALLEEN}."
    )
    koppen = ["collection", "engine", "things", "rebuild, things/s", "index MB", "peak MB of the command"]
    return [Tabel("Search", _KOPPEN, rijen, toelichting), Tabel("The index of each engine", koppen, indexen)]


def _index(portaal: Collectie) -> list[str]:
    """Built anew, so that both engines hold the same."""
    gebouwd = portaal.beheer("zoekindex", "opnieuw")
    stand = portaal.meting("zoeken", "stand")
    return [
        portaal.naam,
        stand["naam"],
        getal(stand["dingen"]),
        getal(stand["dingen"] / gebouwd.seconden),
        getal(stand["grootte"] / 1e6),
        getal(gebouwd.geheugen / 1e6),
    ]


def _vragen(portaal: Collectie, adressen: dict[str, list[str]], eerste: dict[str, float]) -> list[list[str]]:
    alleen = portaal.meting("zoeken", "alleen")
    rijen = []
    with server(portaal) as loopt:
        for soort in _SOORTEN:
            paden = adressen.get(soort)
            if not paden:
                continue
            tegelijk(loopt.poort, [*paden, KAAL], 4, _WARM // 4)
            gemeten, kaal = om_en_om(loopt.poort, paden, KAAL, _KEREN)
            p50, bloot = percentiel(gemeten, 0.5), percentiel(kaal, 0.5)
            machine = alleen["vragen"][soort]
            groei = keer(p50, eerste[soort]) if soort in eerste else ""
            eerste.setdefault(soort, p50)
            rijen.append(
                [
                    *(portaal.naam, alleen["naam"], soort, ms(p50), ms(percentiel(gemeten, 0.95)), ms(bloot)),
                    *(ms(percentiel(machine, 0.5)), ms(percentiel(machine, 0.95))),
                    *(keer(p50 - bloot, statistics.median(machine)), groei, ZOEKEN_ELASTICSEARCH),
                ]
            )
    return rijen


# -- inside a portal -------------------------------------------------------------------------------


def stand() -> dict[str, Any]:
    from search.engines import get_engine

    status = get_engine().status()
    return {"naam": status.name, "dingen": status.things, "grootte": status.size}


def alleen() -> dict[str, Any]:
    """Per question the seconds that the engine itself takes of it, over all the page asks of the engine."""
    from django.http import QueryDict

    from search.engines import get_engine
    from search.query import Zoekvraag
    from search.results import zoek
    from tests.benchmarks.adressen import adressen

    engine = get_engine()
    teller = _gestopt(engine)
    gemeten: dict[str, list[float]] = {}
    for soort, paden in adressen().items():
        if soort not in _SOORTEN:
            continue
        vragen = [Zoekvraag.uit_request(QueryDict(pad.partition("?")[2])) for pad in paden[: _WARM // 2 + _KEREN]]
        for nummer, vraag in enumerate(vragen):
            teller.clear()
            zoek(vraag)
            if nummer >= min(_WARM // 2, len(vragen) // 2):
                gemeten.setdefault(soort, []).append(sum(teller))
    return {"naam": engine.name, "vragen": gemeten}


def _gestopt(engine: Any) -> list[float]:
    """A list to which each answer of this engine adds how long it took."""
    duren: list[float] = []
    for naam in ("search", "search_passages"):
        vraag = getattr(engine, naam)

        def met_klok(*wat: Any, _vraag: Any = vraag, **meer: Any) -> Any:
            begin = time.perf_counter()
            try:
                return _vraag(*wat, **meer)
            finally:
                duren.append(time.perf_counter() - begin)

        setattr(engine, naam, met_klok)
    return duren


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"stand": stand, "alleen": alleen}[sys.argv[1]]()))
