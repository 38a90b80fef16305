"""How good rankings are: nDCG@10, MRR and how often nothing is found."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.relevantie.oordelen import Vraag

DIEPTE = 10
GOED = 2  # from this grade on a reader has what he came for

Rangschikking = Callable[[str], Sequence[str]]  # the words of a query -> documents, best first


@dataclass(frozen=True)
class Figuren:
    ndcg: float
    mrr: float
    leeg: float  # the part of the queries that finds nothing at all
    vragen: int

    def __str__(self) -> str:
        return f"{self.ndcg:.3f} / {self.mrr:.3f} / {self.leeg:.0%}"


def ndcg(gevonden: Sequence[str], judgments: Mapping[str, int]) -> float:
    """Gain 2^grade - 1, halved at rank 3 (log2); the ideal is made of all judgments, found or not."""
    ideaal = _dcg(sorted(judgments.values(), reverse=True))
    return _dcg([judgments.get(document, 0) for document in gevonden]) / ideaal if ideaal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DIEPTE], start=1))


def reciproque_rang(gevonden: Sequence[str], judgments: Mapping[str, int]) -> float:
    """One divided by the rank of the first good document."""
    rangen = (rank for rank, document in enumerate(gevonden[:DIEPTE], 1) if judgments.get(document, 0) >= GOED)
    return 1 / next(rangen, math.inf)


def antwoorden(vragen: Iterable[Vraag], rangschikking: Rangschikking) -> dict[str, Sequence[str]]:
    return {vraag.id: rangschikking(vraag.q) for vraag in vragen}


def figuren(vragen: Iterable[Vraag], gevonden: Mapping[str, Sequence[str]]) -> Figuren:
    """The averages. Where no answer exists, nDCG and MRR say nothing, and only the empty answers count."""
    alle = list(vragen)
    return Figuren(
        ndcg=_gemiddeld([ndcg(gevonden[vraag.id], vraag.judgments) for vraag in alle]),
        mrr=_gemiddeld([reciproque_rang(gevonden[vraag.id], vraag.judgments) for vraag in alle]),
        leeg=_gemiddeld([float(not gevonden[vraag.id]) for vraag in alle]),
        vragen=len(alle),
    )


def _gemiddeld(waarden: Sequence[float]) -> float:
    return math.fsum(waarden) / len(waarden) if waarden else 0.0
