"""Tables as they are printed, and as docs/benchmarks.md shows them: Markdown, with its columns aligned."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tabel:
    titel: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    toelichting: str = ""

    def __str__(self) -> str:
        breedtes = [max(len(rij[i]) for rij in (self.koppen, *self.rijen)) for i in range(len(self.koppen))]
        lijn = [breedtes[0] * "-", *("-" * (breedte - 1) + ":" for breedte in breedtes[1:])]
        regels = [_regel(self.koppen, breedtes), _regel(lijn, breedtes)]
        regels += [_regel(rij, breedtes) for rij in self.rijen]
        return "\n".join([f"### {self.titel}", "", *([self.toelichting, ""] if self.toelichting else []), *regels, ""])


def _regel(cellen: Sequence[str], breedtes: Sequence[int]) -> str:
    """The first column left, all others right."""
    uitgelijnd = [cellen[0].ljust(breedtes[0]), *(c.rjust(b) for c, b in zip(cellen[1:], breedtes[1:], strict=True))]
    return "| " + " | ".join(uitgelijnd) + " |"


def keer(waarde: float, vloer: float) -> str:
    """How many times the floor."""
    return f"{waarde / vloer:.1f}×" if vloer else "-"


def ms(seconden: float) -> str:
    return f"{seconden * 1000:.1f}"


def getal(waarde: float, decimalen: int = 0) -> str:
    return f"{waarde:,.{decimalen}f}".replace(",", " ")


def percentiel(metingen: Iterable[float], deel: float) -> float:
    """The smallest measurement that at least this part of all does not exceed."""
    gesorteerd = sorted(metingen)
    return gesorteerd[max(0, math.ceil(len(gesorteerd) * deel) - 1)]
