"""The documents that queries are judged over, as a source of search documents and as records to import."""

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from search.document import SearchDocument
from tests.relevantie.oordelen import BEOORDEELD, GEDEELD

SECTIES = GEDEELD / "belasting" / "teksten.jsonl.gz"
_DATUM = datetime.date(2014, 11, 21)
_VOORBEELDINHOUD = "voorbeeldinhoud/"  # what the ids of the sample content begin with


@dataclass(frozen=True)
class Tekst:
    id: str
    titel: str
    tekst: str


def sleutel(bron_id: str, url: str) -> str:
    """What judgments call the document with this id of its source and this address."""
    return url if not bron_id or bron_id.startswith(_VOORBEELDINHOUD) else bron_id


def teksten(naam: str) -> list[Tekst]:
    """The documents of this set; with our own judged queries the sample content belongs to it too."""
    if naam == BEOORDEELD:
        with gzip.open(SECTIES, "rt", encoding="utf-8") as regels:
            gelezen = [json.loads(regel) for regel in regels]
        return [Tekst(s["_id"], s["title"][:255] or "Zonder titel", s["text"]) for s in gelezen]
    with (GEDEELD / "relevantie" / naam / "corpus.jsonl").open(encoding="utf-8") as regels:
        gelezen = [json.loads(regel) for regel in regels]
    # A page has a title, and these have none, for it is the query: a word that nobody types.
    return [Tekst(d["_id"], f"d{nummer:03}", d["text"]) for nummer, d in enumerate(gelezen)]


def records(alle: Iterable[Tekst]) -> Iterator[dict[str, Any]]:
    """As `manage.py importeer` reads them: each becomes a page of the archive."""
    for tekst in alle:
        alineas = "".join(f"<p>{escape(alinea)}</p>" for alinea in tekst.tekst.split("\n") if alinea.strip())
        yield {
            "soort": "praktijkvoorbeeld",
            "bron_id": tekst.id,
            "titel": tekst.titel,
            "tekst": alineas,
            "datum": _DATUM.isoformat(),
        }


class Tekstbron:
    """The texts as search finds them, without pages of their own: in a second what an import takes far longer for."""

    naam = "tekst"

    def __init__(self, alle: Sequence[Tekst]) -> None:
        self._alle = alle

    def keys(self) -> Iterator[int]:
        return iter(range(len(self._alle)))

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument]]]:
        for key in keys:
            tekst = self._alle[key]
            document = SearchDocument(
                id=f"tekst-{key}",
                soort="praktijkvoorbeeld",
                titel=tekst.titel,
                url=f"/tekst-{key}/",
                tekst=tekst.tekst,
                datum=_DATUM,
                bron_id=tekst.id,
            )
            yield key, [document]

    def public(self, keys: Iterable[int]) -> set[int]:
        return set(keys)
