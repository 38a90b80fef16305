"""The map of the Netherlands: the gemeenten's own centroids, projected on a plane."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse

from gemeenten.models import Gemeente, Provincie

# The European Netherlands, with a margin for the dots at the edge (degrees, WGS 84).
_WEST, _OOST = 3.25, 7.3
_ZUID, _NOORD = 50.7, 53.55
# On this scale a degree of longitude is shorter than one of latitude by the cosine of the middle latitude.
_KRIMP = math.cos(math.radians((_ZUID + _NOORD) / 2))
HOOGTE = 1000
BREEDTE = round(HOOGTE * (_OOST - _WEST) * _KRIMP / (_NOORD - _ZUID))


class Kaartpunt(NamedTuple):
    """A dot: its place in the drawing and what it stands for. A tuple, for it is quick to compare hundreds of them."""

    x: float
    y: float
    naam: str
    provincie: str
    url: str
    aantal: int = 0  # published items: without any it is no link on the map


Rij = tuple[str, str, str, str, float, float]
_VELDEN = ("code", "naam", "slug", "provincie", "lengtegraad", "breedtegraad")


def kaartpunt(gemeente: Gemeente) -> Kaartpunt:
    """The dot of a gemeente; x and y within BREEDTE and HOOGTE."""
    return _punt(gemeente.naam, gemeente.slug, gemeente.provincie, gemeente.lengtegraad, gemeente.breedtegraad)


def kaartpunten(aantallen: Mapping[str, int] | None = None) -> tuple[Kaartpunt, ...]:
    """The dots of all gemeenten of today, by province and name; `aantallen`: published items by CBS code."""
    rijen = Gemeente.objects.filter(opgeheven_op=None).order_by("provincie", "naam").values_list(*_VELDEN)
    punten = _zonder_aantallen(tuple(rijen))
    if not aantallen:
        return tuple(punten.values())
    return tuple(Kaartpunt(*punt[:-1], aantal=aantallen.get(code, 0)) for code, punt in punten.items())


@lru_cache(maxsize=4)
def _zonder_aantallen(rijen: tuple[Rij, ...]) -> dict[str, Kaartpunt]:
    """By CBS code; kept, as gemeenten change once a year."""
    return {rij[0]: _punt(*rij[1:]) for rij in rijen}


def _punt(naam: str, slug: str, provincie: str, lengtegraad: float, breedtegraad: float) -> Kaartpunt:
    return Kaartpunt(
        x=round((lengtegraad - _WEST) / (_OOST - _WEST) * BREEDTE, 1),
        y=round((_NOORD - breedtegraad) / (_NOORD - _ZUID) * HOOGTE, 1),
        naam=naam,
        provincie=Provincie(provincie).label,
        url=reverse("gemeente", args=[slug]),
    )
