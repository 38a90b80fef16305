"""What engines keep of a document to show it, order it and give it back as a hit: the same for each of them."""

import datetime
import zlib
from collections.abc import Mapping
from typing import Any

from search.document import SearchDocument
from search.engines.contract import EngineHit


def shown(source: str, key: int, document: SearchDocument, passages: int = 0) -> dict[str, Any]:
    """What a hit carries, for JSON."""
    return {
        "id": document.id,
        "source": source,
        "key": key,
        "soort": document.soort,
        "titel": document.titel,
        "url": document.url,
        "samenvatting": document.samenvatting,
        "tekst": document.tekst,
        "datum": document.datum and document.datum.isoformat(),
        "verschenen": document.verschenen and document.verschenen.isoformat(),
        "bron_id": document.bron_id,
        "verzonnen": document.verzonnen,
        "paginanummer": document.paginanummer,
        "passages": passages,
        "begrippen": dict(document.begrippen),
        "gemeenten": document.gemeenten,
        "verwijzingen": document.verwijzingen,
        "kaart": dict(document.kaart),
    }


def hit(kept: Mapping[str, Any], score: float) -> EngineHit:
    """A hit out of what `shown` made."""
    values = dict(kept)
    if values["datum"]:
        values["datum"] = datetime.date.fromisoformat(values["datum"])
    if values["verschenen"]:
        values["verschenen"] = datetime.datetime.fromisoformat(values["verschenen"])
    values["begrippen"] = {schema: tuple(slugs) for schema, slugs in values["begrippen"].items()}
    for name in ("gemeenten", "verwijzingen"):
        values[name] = tuple(values[name])
    return EngineHit(**values, score=score)


def date_order(document: SearchDocument) -> int:
    """Sorts by date, and things of one date in an order that stays the same from page to page."""
    day = document.datum.toordinal() if document.datum else 0
    return day << 32 | zlib.crc32(document.id.encode())


def milliseconds(moment: datetime.datetime) -> int:
    return max(0, int(moment.timestamp() * 1000))
