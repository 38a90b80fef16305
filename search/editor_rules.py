"""What editors set: words that mean the same, pages recommended for a query, and words that are never suggested.

Processes keep it with the names of things (`search.labels`), so a change holds at once everywhere and the index has
no part in it. A preview makes a `Sturing` of its own, of what is not saved yet.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.blokkades import Blokkades, Geblokkeerd
from search.language.phrases import Phrase, lines, phrase, same_words
from search.models.aanbeveling import Aanbeveling, AanbevolenPagina
from search.models.begrip import Begrip
from search.models.geblokkeerd_woord import GeblokkeerdWoord
from search.models.synoniemgroep import Synoniemgroep


@dataclass(frozen=True, slots=True)
class Aangeraden:
    paginas: tuple[int, ...]
    geldig_tot: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sturing:
    """The steering of search; empty, search is on its own."""

    synoniemen: Sequence[tuple[str, tuple[str, ...]]] = ()  # phrase -> phrases that are found too
    aanbevelingen: Sequence[tuple[Phrase, Aangeraden]] = ()
    geblokkeerd: Blokkades = field(default_factory=Blokkades)
    begrip: Begrip | None = None  # as an editor has it in a form, in the place of what is saved

    def paginas_bij(self, q: str, op: datetime.date) -> list[int]:
        """The pages recommended for exactly these words on this day, in the editors' order."""
        gevraagd = phrase(q)
        geldig = [
            aangeraden
            for zoekvraag, aangeraden in self.aanbevelingen
            if same_words(zoekvraag, gevraagd) and (aangeraden.geldig_tot is None or aangeraden.geldig_tot >= op)
        ]
        return list(dict.fromkeys(pagina for aangeraden in geldig for pagina in aangeraden.paginas))

    def blokkeert(self, tekst: str) -> bool:
        """Whether a suggestion has a word in it that is never suggested."""
        return self.geblokkeerd.blokkeert(tekst)


def maak_sturing(
    groepen: Iterable[Synoniemgroep],
    aanbevelingen: Iterable[tuple[Aanbeveling, Sequence[int]]],
    geblokkeerd: Iterable[Geblokkeerd] = (),
) -> Sturing:
    """Steering by these things, whether they were saved or not; of each recommendation its pages' keys."""
    return Sturing(
        synoniemen=tuple(paar for groep in groepen for paar in groep.paren()),
        aanbevelingen=tuple(
            (phrase(zoekvraag), Aangeraden(tuple(paginas), aanbeveling.geldig_tot))
            for aanbeveling, paginas in aanbevelingen
            for zoekvraag in lines(aanbeveling.zoekvragen)
        ),
        geblokkeerd=Blokkades.van(geblokkeerd),
    )


def lees_sturing() -> Sturing:
    """The steering as it is saved."""
    return maak_sturing(
        Synoniemgroep.objects.order_by("pk"),
        bewaarde_aanbevelingen(),
        bewaarde_blokkades(),
    )


def bewaarde_blokkades() -> Iterable[GeblokkeerdWoord]:
    return GeblokkeerdWoord.objects.order_by("pk")


def bewaarde_aanbevelingen() -> list[tuple[Aanbeveling, list[int]]]:
    """All recommendations with their pages, in two queries."""
    paginas: dict[int, list[int]] = defaultdict(list)
    for aanbeveling, pagina in AanbevolenPagina.objects.order_by("sort_order").values_list("aanbeveling", "pagina"):
        paginas[aanbeveling].append(pagina)
    return [(aanbeveling, paginas[aanbeveling.pk]) for aanbeveling in Aanbeveling.objects.order_by("pk")]
