"""What a query gives under one steering and under another, beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.answer import Treffer
from search.editor_rules import Sturing
from search.query import Zoekvraag
from search.results import zoek

NIEUW, HOGER, LAGER, WEG, GELIJK = "nieuw", "hoger", "lager", "weg", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One result on one side, and what the other side makes of it."""

    treffer: Treffer
    aanbevolen: bool
    verschil: str
    plaats_ernaast: int | None


@dataclass(frozen=True, slots=True)
class Spelling:
    """What readers are told about the words they typed."""

    gezocht_op: str = ""  # looked for instead, since what was typed finds nothing
    bedoeld: str = ""  # asked: did you mean


@dataclass(frozen=True, slots=True)
class Kant:
    totaal: int
    regels: Sequence[Regel]
    spelling: Spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    q: str
    links: Kant
    rechts: Kant
    storing: bool

    @property
    def gelijk(self) -> bool:
        return (
            self.links.totaal == self.rechts.totaal
            and self.links.spelling == self.rechts.spelling
            and not any(regel.verschil for kant in (self.links, self.rechts) for regel in kant.regels)
        )


@dataclass(frozen=True, slots=True)
class _Gevonden:
    totaal: int
    treffers: Sequence[Treffer]
    aanbevolen: frozenset[str]
    storing: bool
    spelling: Spelling

    @property
    def plaatsen(self) -> dict[str, int]:
        return {treffer.id: plaats for plaats, treffer in enumerate(self.treffers, 1)}


def vergelijk(q: str, links: Sturing, rechts: Sturing) -> Vergelijking:
    """The first page of results as readers would see it; what differs is told from right to left."""
    een, ander = _zoek(q, links), _zoek(q, rechts)
    return Vergelijking(
        q=q,
        links=Kant(een.totaal, [_links(treffer, een, ander) for treffer in een.treffers], een.spelling),
        rechts=Kant(ander.totaal, [_rechts(treffer, ander, een) for treffer in ander.treffers], ander.spelling),
        storing=een.storing or ander.storing,
    )


def _zoek(q: str, sturing: Sturing) -> _Gevonden:
    lijst = zoek(Zoekvraag(q=q), sturing, met_aanbevolen=True)
    aanbevolen = frozenset(treffer.id for treffer in lijst.aanbevolen)
    return _Gevonden(
        lijst.totaal,
        [*lijst.aanbevolen, *lijst.treffers],
        aanbevolen,
        lijst.storing,
        Spelling(lijst.gezocht_op or "", lijst.suggestie.tekst if lijst.suggestie else ""),
    )


def _links(treffer: Treffer, hier: _Gevonden, daar: _Gevonden) -> Regel:
    plaats = daar.plaatsen.get(treffer.id)
    return Regel(
        treffer=treffer,
        aanbevolen=treffer.id in hier.aanbevolen,
        verschil=WEG if plaats is None else GELIJK,
        plaats_ernaast=plaats,
    )


def _rechts(treffer: Treffer, hier: _Gevonden, daar: _Gevonden) -> Regel:
    was = daar.plaatsen.get(treffer.id)
    return Regel(
        treffer=treffer,
        aanbevolen=treffer.id in hier.aanbevolen,
        verschil=_verplaatst(was, hier.plaatsen[treffer.id]),
        plaats_ernaast=was,
    )


def _verplaatst(was: int | None, plaats: int) -> str:
    if was is None:
        return NIEUW
    return HOGER if plaats < was else LAGER if plaats > was else GELIJK
