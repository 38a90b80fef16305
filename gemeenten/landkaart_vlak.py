"""The land under the dots of the map, drawn without any border: a pale disc around each gemeente."""

import heapq
from collections.abc import Iterable

Plek = tuple[float, float]

_BUREN = 3
# Where gemeenten lie close together their discs are small, so that the coast stays where it is:
# up to this distance to the nearest neighbours, this wide.
_BREEDTES = [(24.0, 50), (34.0, 62), (52.0, 78), (float("inf"), 94)]


def vlakken(plekken: tuple[Plek, ...]) -> list[tuple[int, str]]:
    """The width of the line and the path, for each size of disc."""
    groepen: dict[int, list[Plek]] = {}
    for plek in plekken:
        groepen.setdefault(_breedte(plek, plekken), []).append(plek)
    return [(breedte, stippenpad(groep)) for breedte, groep in sorted(groepen.items())]


def stippenpad(plekken: Iterable[Plek]) -> str:
    """A path of lines with hardly any length: with round ends each is a dot, as large as the line is thick."""
    return "".join(f"M{x:.0f} {y:.0f}h.1" for x, y in plekken)


def _breedte(plek: Plek, plekken: tuple[Plek, ...]) -> int:
    x, y = plek
    kwadraten = heapq.nsmallest(_BUREN + 1, ((x - ander[0]) ** 2 + (y - ander[1]) ** 2 for ander in plekken))
    afstand = sum(kwadraat**0.5 for kwadraat in kwadraten) / _BUREN  # the first is the distance to itself: 0
    return next(breedte for grens, breedte in _BREEDTES if afstand <= grens)
