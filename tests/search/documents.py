"""Documents and questions for tests of the engines, without a database."""

from collections.abc import Iterable, Mapping
from typing import Any

from search.document import SearchDocument
from search.engines.contract import Engine, EngineQuery, EngineResult
from search.labels import Labels
from search.language.analysis import Analyser
from search.language.compounds import Splitter
from search.understanding import understand
from search.weights import minimum_groups

NO_LABELS = Labels(names={}, synonyms={})


def document(number: int, titel: str = "", tekst: str = "", **velden: Any) -> SearchDocument:
    return SearchDocument(
        **{
            "id": f"pagina-{number}",
            "soort": "praktijkvoorbeeld",
            "titel": titel,
            "url": f"/pagina-{number}/",
            "tekst": tekst,
            **velden,
        }
    )


def passage(number: int, page: int, tekst: str) -> SearchDocument:
    return SearchDocument(
        id=f"bestand-1-pagina-{number}-p{page}",
        soort="passage",
        titel="Bijlage",
        url=f"/bestanden/1/bijlage.pdf#page={page}",
        tekst=tekst,
        ouder=f"pagina-{number}",
        paginanummer=page,
    )


def fill(
    engine: Engine, things: Mapping[int, Iterable[SearchDocument]], vocabulary: Mapping[str, int] | None = None
) -> None:
    """A new index of these documents, by key."""
    analyser = Analyser(vocabulary or {}, {})
    with engine.rebuild() as rebuild:
        for key, documents in things.items():
            rebuild.add("pagina", key, [analyser.document(document) for document in documents])
        rebuild.keep_vocabulary(vocabulary or {})
        with rebuild.finish():
            pass


def ask(q: str, labels: Labels = NO_LABELS, vocabulary: Mapping[str, int] | None = None, **rest: Any) -> EngineQuery:
    asked = understand(q, Splitter(vocabulary or {}), labels)
    minimum = minimum_groups(len(asked.groups))
    return EngineQuery(**{"groups": asked.groups, "typed": asked.typed, "minimum": minimum, **rest})


def found(result: EngineResult) -> list[int]:
    return [hit.key for hit in result.hits]
