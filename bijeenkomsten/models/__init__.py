from bijeenkomsten.models.bijeenkomst import (
    Agenda,
    Bijeenkomst,
    BijeenkomstBijlage,
    BijeenkomstSpreker,
    Programmaonderdeel,
)
from bijeenkomsten.models.spreker import Spreker, SprekersOverzicht

__all__ = [
    "Agenda",
    "Bijeenkomst",
    "BijeenkomstBijlage",
    "BijeenkomstSpreker",
    "Programmaonderdeel",
    "Spreker",
    "SprekersOverzicht",
]
