"""The map of the Netherlands: the gemeenten's own centroids, projected on a plane."""

import math
from dataclasses import dataclass

from gemeenten.models import Gemeente, Provincie

# The European Netherlands, with a margin for the dots at the edge (degrees, WGS 84).
_WEST, _OOST = 3.25, 7.3
_ZUID, _NOORD = 50.7, 53.55
# On this scale a degree of longitude is shorter than one of latitude by the cosine of the middle latitude.
_KRIMP = math.cos(math.radians((_ZUID + _NOORD) / 2))
HOOGTE = 1000
BREEDTE = round(HOOGTE * (_OOST - _WEST) * _KRIMP / (_NOORD - _ZUID))


@dataclass(frozen=True)
class Kaartpunt:
    """A dot: its place in the drawing and what it stands for; `url` only where there is something to read."""

    x: float
    y: float
    naam: str
    provincie: str
    url: str | None
    aantal: int


def kaartpunt(gemeente: Gemeente, aantal: int = 0) -> Kaartpunt:
    """The dot of a gemeente with `aantal` published items; x and y within BREEDTE and HOOGTE."""
    return Kaartpunt(
        x=round((gemeente.lengtegraad - _WEST) / (_OOST - _WEST) * BREEDTE, 1),
        y=round((_NOORD - gemeente.breedtegraad) / (_NOORD - _ZUID) * HOOGTE, 1),
        naam=gemeente.naam,
        provincie=Provincie(gemeente.provincie).label,  # a tenth of the time of get_provincie_display
        url=gemeente.get_absolute_url() if aantal else None,
        aantal=aantal,
    )
