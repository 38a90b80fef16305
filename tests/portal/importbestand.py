"""Import files for tests."""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

GOED = {
    "soort": "praktijkvoorbeeld",
    "bron_id": "a-1",
    "titel": "Samen eten in de wijk",
    "samenvatting": "Bewoners koken voor elkaar.",
    "tekst": "<h2>Aanpak</h2><p>Elke week <b>samen</b> eten.</p>",
    "datum": "2012-05-03",
}


@dataclass(frozen=True)
class Uitvoer:
    klaar: str
    gemeld: str
    code: int


def record(**anders: Any) -> dict[str, Any]:
    return {**GOED, **anders}


def schrijf(pad: Path, regels: Iterable[dict[str, Any] | str | bytes]) -> Path:
    with pad.open("wb") as uit:
        for regel in regels:
            tekst = json.dumps(regel) if isinstance(regel, dict) else regel
            uit.write((tekst.encode() if isinstance(tekst, str) else tekst) + b"\n")
    return pad


def importeer(pad: Path, regels: Iterable[dict[str, Any] | str | bytes] | None = None) -> Uitvoer:
    if regels is not None:
        schrijf(pad, regels)
    klaar, gemeld = io.StringIO(), io.StringIO()
    try:
        call_command("importeer", str(pad), stdout=klaar, stderr=gemeld)
    except CommandError as fout:
        return Uitvoer(klaar.getvalue(), f"{gemeld.getvalue()}{fout}", fout.returncode)
    return Uitvoer(klaar.getvalue(), gemeld.getvalue(), 0)
