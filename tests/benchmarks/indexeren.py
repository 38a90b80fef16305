"""Rebuilding the search index: the whole of `zoekindex opnieuw`, beside the engine alone on ready-made documents."""

import json
import shutil
import time
from collections.abc import Sequence

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.referentie import INDEXEREN
from tests.benchmarks.tabel import Tabel, getal, keer


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    rijen = []
    for deze in collecties:
        alles = deze.beheer("zoekindex", "opnieuw")
        delen = deze.meting("indexeren")
        rijen.append(
            [
                deze.naam,
                getal(delen["dingen"]),
                getal(delen["dingen"] / alles.seconden),
                getal(delen["dingen"] / delen["zoekmachine"]),
                keer(alles.seconden, delen["zoekmachine"]),
                getal(alles.seconden, 1),
                f"{delen['lezen']:.1f} / {delen['ontleden']:.1f} / {delen['zoekmachine']:.1f}",
                getal(alles.geheugen / 1e6),
                getal(delen["grootte"] / 1e6, 1),
                getal(delen["tekst"] / 1e6, 1),
                keer(delen["grootte"], delen["tekst"]),
                INDEXEREN,
            ]
        )
    koppen = ["collection", "things", "things/s", "engine alone/s", "ratio of time", "seconds"]
    koppen += ["reading / language / engine s", "peak MB", "index MB", "text MB", "ratio", "stock Wagtail"]
    return [Tabel("Indexing (manage.py zoekindex opnieuw)", koppen, rijen)]


def delen() -> dict[str, float]:
    """Inside a portal: the same work in its three parts, one after the other, into an index that is thrown away."""
    from django.conf import settings

    from search.engines import get_engine
    from search.engines.embedded import EmbeddedEngine
    from search.labels import labels
    from search.language.analysis import Analyser
    from search.sources import sources

    begin = time.perf_counter()
    gelezen = [
        (naam, sleutel, documenten)
        for naam, bron in sources().items()
        for sleutel, documenten in bron.documents(bron.keys())
    ]
    na_lezen = time.perf_counter()
    woordenschat = get_engine().vocabulary()
    ontleder = Analyser(woordenschat, labels().names)
    ontleed = [(n, s, [ontleder.document(document) for document in documenten]) for n, s, documenten in gelezen]
    na_ontleden = time.perf_counter()
    map_ = settings.VAR_DIR / "zoekindex-bench"
    try:
        zoekmachine = EmbeddedEngine(map_)
        with zoekmachine.rebuild() as herbouw:
            herbouw.keep_vocabulary(woordenschat)
            for naam, sleutel, documenten in ontleed:
                herbouw.add(naam, sleutel, documenten)
            with herbouw.finish():
                pass
        klaar = time.perf_counter()
        grootte = zoekmachine.status().size
    finally:
        shutil.rmtree(map_, ignore_errors=True)
    teksten = (d.titel + d.samenvatting + d.tekst + d.bijlagetekst for _, _, documenten in gelezen for d in documenten)
    return {
        "dingen": len(gelezen),
        "lezen": na_lezen - begin,
        "ontleden": na_ontleden - na_lezen,
        "zoekmachine": klaar - na_ontleden,
        "grootte": grootte,
        "tekst": sum(len(tekst.encode()) for tekst in teksten),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(delen()))
