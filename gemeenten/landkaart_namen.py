"""Which names stand beside the dots of the map: as many as fit without touching a dot or each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from gemeenten.landkaart import BREEDTE, Kaartpunt

LETTERHOOGTE = 19  # in units of the drawing, as in the styles of the map
_LETTERBREEDTE = LETTERHOOGTE * 0.58  # of an average letter; wide enough for the widest names
_RUIMTE = 5  # between a dot and its name
_RAND = 8  # along the edge of the drawing
_MEESTE_NAMEN = 60  # more would be a page of names instead of a map

Anker = Literal["start", "middle", "end"]
Vak = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Kaartstip:
    """A dot with something to read: its size grows with how much, its name stands beside it."""

    punt: Kaartpunt
    straal: float
    naam_x: float
    naam_y: float
    anker: Anker
    naam_past: bool  # a name that does not fit is shown when its dot is pointed at


def stippen_met_naam(punten: Iterable[Kaartpunt]) -> list[Kaartstip]:
    """The dots that have something to read, those with most first; drawn in reverse the largest come on top."""
    met_items = sorted((punt for punt in punten if punt.aantal), key=lambda punt: (-punt.aantal, punt.naam))
    bezet = [_vak_van_stip(punt) for punt in met_items]
    stippen = []
    for nummer, punt in enumerate(met_items):
        plekken = _plekken(punt)
        vrij = (plek for plek in plekken if nummer < _MEESTE_NAMEN and _is_vrij(plek[3], bezet))
        gekozen = next(vrij, None)
        if gekozen:
            bezet.append(gekozen[3])
        x, y, anker, _ = gekozen or next(plek for plek in plekken if _in_beeld(plek[3]))
        stippen.append(Kaartstip(punt, straal(punt), round(x, 1), round(y, 1), anker, gekozen is not None))
    return stippen


def straal(punt: Kaartpunt) -> float:
    """Twice as much to read is not twice as wide."""
    return round(min(8 + 2.4 * punt.aantal**0.5, 20), 1)


def _plekken(punt: Kaartpunt) -> Sequence[tuple[float, float, Anker, Vak]]:
    """Right of the dot, left, above and below it, in order of how well that reads."""
    breed, hoog, r = len(punt.naam) * _LETTERBREEDTE, LETTERHOOGTE, straal(punt)
    midden = punt.y + hoog * 0.35
    opties: list[tuple[float, float, Anker, float]] = [
        (punt.x + r + _RUIMTE, midden, "start", 0),
        (punt.x - r - _RUIMTE, midden, "end", breed),
        (punt.x, punt.y - r - _RUIMTE - 3, "middle", breed / 2),
        (punt.x, punt.y + r + hoog, "middle", breed / 2),
    ]
    return [
        (x, y, anker, (x - naar_links, y - hoog * 0.8, x - naar_links + breed, y + hoog * 0.25))
        for x, y, anker, naar_links in opties
    ]


def _vak_van_stip(punt: Kaartpunt) -> Vak:
    r = straal(punt) + 2
    return punt.x - r, punt.y - r, punt.x + r, punt.y + r


def _is_vrij(vak: Vak, bezet: Iterable[Vak]) -> bool:
    return _in_beeld(vak) and not any(
        vak[0] < ander[2] and ander[0] < vak[2] and vak[1] < ander[3] and ander[1] < vak[3] for ander in bezet
    )


def _in_beeld(vak: Vak) -> bool:
    return vak[0] >= _RAND and vak[2] <= BREEDTE - _RAND
