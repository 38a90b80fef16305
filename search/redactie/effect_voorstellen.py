"""Which suggestions and corrections of spelling other steering would take away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.editor_rules import Sturing
from search.redactie.effect import Spelling, vergelijk
from search.suggest import Voorstel, stel_voor


@dataclass(frozen=True, slots=True)
class Voorstelregel:
    voorstel: Voorstel
    weg: bool


@dataclass(frozen=True, slots=True)
class Voorstelgroep:
    naam: str
    regels: Sequence[Voorstelregel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstelvergelijking:
    q: str
    nu: Sequence[Voorstelgroep]
    straks: Sequence[Voorstelgroep]  # what stays: what would come in its place is not known
    spelling_nu: Spelling
    spelling_straks: Spelling
    storing: bool

    @property
    def aantal_nu(self) -> int:
        return _aantal(self.nu)

    @property
    def aantal_straks(self) -> int:
        return _aantal(self.straks)

    @property
    def gelijk(self) -> bool:
        return self.aantal_nu == self.aantal_straks and self.spelling_nu == self.spelling_straks


def vergelijk_voorstellen(q: str, nu: Sturing, straks: Sturing) -> Voorstelvergelijking:
    """What readers who type this get suggested now, and what of it not any more."""
    groepen = [
        Voorstelgroep(groep.naam, [Voorstelregel(each, straks.blokkeert(each.tekst)) for each in groep.voorstellen])
        for groep in stel_voor(q)
    ]
    resultaten = vergelijk(q, nu, straks)
    return Voorstelvergelijking(
        q=q,
        nu=groepen,
        straks=list(_wat_blijft(groepen)),
        spelling_nu=resultaten.links.spelling,
        spelling_straks=resultaten.rechts.spelling,
        storing=resultaten.storing,
    )


def _wat_blijft(groepen: Iterable[Voorstelgroep]) -> Iterator[Voorstelgroep]:
    for groep in groepen:
        if blijft := [regel for regel in groep.regels if not regel.weg]:
            yield Voorstelgroep(groep.naam, blijft)


def _aantal(groepen: Iterable[Voorstelgroep]) -> int:
    return sum(len(groep.regels) for groep in groepen)
