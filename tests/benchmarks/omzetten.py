"""The texts in the folder beside the project as records for `manage.py importeer`, one to one."""

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bin.places import ROOT

GEGEVENS = ROOT.parent / "shared"  # read-only; absent on other machines
CORPORA = ("don", "algoritmekader")
_EERSTE_DAG = datetime.date(2008, 1, 1)


def relevantie(corpus: str) -> Iterator[dict[str, Any]]:
    """A retrieval set; its titles are hidden, since its queries are those titles."""
    with (GEGEVENS / "relevantie" / corpus / "corpus.jsonl").open(encoding="utf-8") as regels:
        for nummer, regel in enumerate(regels):
            tekst = json.loads(regel)
            yield _record(tekst["_id"], tekst["title"] or f"Document {nummer + 1}", tekst["text"], nummer)


def belasting() -> Iterator[dict[str, Any]]:
    """The sections of real prose."""
    with gzip.open(GEGEVENS / "belasting" / "teksten.jsonl.gz", "rt", encoding="utf-8") as regels:
        for nummer, regel in enumerate(regels):
            tekst = json.loads(regel)
            yield _record(tekst["_id"], tekst["title"].strip() or tekst["_id"], tekst["text"], nummer)


def schrijf(records: Iterable[dict[str, Any]], doel: Path) -> int:
    """Write the records, one a line; how many there were."""
    regels = [json.dumps(record, ensure_ascii=False) for record in records]
    doel.write_text("\n".join(regels) + "\n", encoding="utf-8")
    return len(regels)


def _record(bron_id: str, titel: str, tekst: str, nummer: int) -> dict[str, Any]:
    return {
        "soort": "praktijkvoorbeeld",
        "bron_id": bron_id,
        "titel": titel,
        "tekst": tekst,
        "datum": str(_EERSTE_DAG + datetime.timedelta(days=nummer % 6000)),
    }
