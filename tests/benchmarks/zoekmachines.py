"""The engines alone, without a portal around them: indexing and asking, at sizes no portal here reaches."""

import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from tests.benchmarks.records import records
from tests.benchmarks.referentie import ELASTICSEARCH_ALLEEN, INDEXEREN, INDEXEREN_ELASTICSEARCH, TANTIVY_ALLEEN
from tests.benchmarks.tabel import Tabel, getal, ms, percentiel
from tests.benchmarks.zoekmachine import elasticsearch_url

AANTALLEN = (50_000, 200_000)
_VRAGEN = 150
_KOPPEN = ["documents", "engine", "language + engine, docs/s", "engine alone, docs/s", "index MB", "MB/1000 docs"]
_KOPPEN += ["p50 ms", "p95 ms", "p50 with all facets", "p95 with all facets", "for scale: indexing", "asking"]


def meet(map_van_collecties: Path) -> list[Tabel]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    rijen = []
    with elasticsearch_url() as url, tempfile.TemporaryDirectory(prefix="portal-bench-") as map_:
        for aantal in AANTALLEN:
            rijen.append(_rij(aantal, lambda: _ingebouwd(map_), INDEXEREN, TANTIVY_ALLEEN))
            if url:
                rijen.append(_rij(aantal, lambda: _elastic(url), INDEXEREN_ELASTICSEARCH, ELASTICSEARCH_ALLEEN))
    uitleg = (
        f"Documents of the collections, without a database. {_VRAGEN} questions of one and two words, ten hits each."
    )
    return [Tabel("The engines alone", _KOPPEN, rijen, uitleg)]


def _ingebouwd(map_: str) -> object:
    from search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(tempfile.mkdtemp(dir=map_))


def _elastic(url: str) -> object:
    from search.engines.elastic import Access, ElasticEngine

    return ElasticEngine(Access(hosts=(url,), prefix=f"bench-{time.time_ns():x}"))


def _rij(aantal: int, maak: Callable[[], object], indexeren: str, vragen: str) -> list[str]:
    from search.language.analysis import Analyser

    engine = maak()
    woordenschat = _woordenschat(aantal)
    ontleder = Analyser(woordenschat, {})
    taal = machine = 0.0
    with engine.rebuild() as herbouw:
        herbouw.keep_vocabulary(woordenschat)
        for sleutel, document in _documenten(aantal):
            begin = time.perf_counter()
            ontleed = ontleder.document(document)
            taal += time.perf_counter() - begin
            begin = time.perf_counter()
            herbouw.add("bench", sleutel, [ontleed])
            machine += time.perf_counter() - begin
        begin = time.perf_counter()
        with herbouw.finish():
            pass
        machine += time.perf_counter() - begin
    grootte = engine.status().size
    los, facetten = _vraag(engine, woordenschat)
    return [
        *(getal(aantal), engine.name, getal(aantal / (taal + machine)), getal(aantal / machine)),
        *(getal(grootte / 1e6), f"{grootte / 1e3 / aantal:.1f}"),
        *(ms(statistics.median(los)), ms(percentiel(los, 0.95))),
        *(ms(statistics.median(facetten)), ms(percentiel(facetten, 0.95)), indexeren, vragen),
    ]


def _documenten(aantal: int) -> Iterator[tuple[int, object]]:
    from django.utils.html import strip_tags
    from django.utils.text import slugify

    from search.document import SearchDocument

    for nummer, record in enumerate(islice(records(aantal * 2), aantal)):
        yield (
            nummer,
            SearchDocument(
                id=f"bench-{nummer}",
                soort=record["soort"],
                titel=record["titel"],
                url=f"/bench-{nummer}/",
                samenvatting=record["samenvatting"],
                tekst=strip_tags(record["tekst"].replace("<", " <")),
                datum=date.fromisoformat("-".join(deel.zfill(2) for deel in record["datum"].split("-"))),
                begrippen={
                    schema: tuple(slugify(label) for label in labels) for schema, labels in record["begrippen"].items()
                },
                gemeenten=(record["gemeente"],) if "gemeente" in record else (),
            ),
        )


def _woordenschat(aantal: int) -> dict[str, int]:
    """Of the first documents: more bring hardly another word."""
    from search.language.tokens import words

    geteld: Counter[str] = Counter()
    for _, document in _documenten(min(aantal, 10_000)):
        geteld.update(set(words(f"{document.titel} {document.samenvatting} {document.tekst}")))
    return {woord: keren for woord, keren in geteld.items() if keren > 1 and woord.isalpha()}


def _vraag(engine: object, woordenschat: dict[str, int]) -> tuple[list[float], list[float]]:
    from search.engines.contract import EngineQuery, QueryGroup, QueryTerm
    from search.facets import FACETS
    from search.language.lemmas import lemma
    from search.language.tokens import fold

    toeval = random.Random(7)
    gewoon = sorted((w for w in woordenschat if len(w) > 6), key=lambda w: (-woordenschat[w], w))[:1_000]
    duren: tuple[list[float], list[float]] = ([], [])
    for nummer in range(2 * _VRAGEN):
        gekozen = toeval.sample(gewoon, 1 + nummer % 2)
        groepen = tuple(QueryGroup((QueryTerm(fold(woord), lemma(woord)),)) for woord in gekozen)
        for facetten, reeks in zip((False, True), duren, strict=True):
            vraag = EngineQuery(
                groups=groepen, minimum=len(groepen), facets=tuple(FACETS) if facetten else (), counted=facetten
            )
            begin = time.perf_counter()
            engine.search(vraag)
            if nummer >= _VRAGEN:  # the first half warms up
                reeks.append(time.perf_counter() - begin)
    return duren
