"""Gemeenten like the reader's own: which they are, and what the choice is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gemeenten.models import Gemeente
from search.labels import Labels
from search.language.tokens import tokens
from search.query import Zoals, Zoekvraag

NAMEN: Mapping[Zoals, str] = {"omvang": "even groot", "buurt": "in de buurt", "provincie": "zelfde provincie"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoalsKeuze:
    waarde: str  # empty: all gemeenten
    label: str
    gekozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoalsMijn:
    """The reader's gemeente as typed or chosen, and the choices that go with it."""

    naam: str = ""
    onbekend: bool = False  # no gemeente is called so, or none was given to be alike
    keuzes: Sequence[ZoalsKeuze] = ()
    codes: tuple[str, ...] = ()  # of the gemeenten that are alike; none without a choice
    filter: str = ""  # the choice as an active filter


def zoals_mijn(vraag: Zoekvraag, labels: Labels) -> tuple[Zoekvraag, ZoalsMijn]:
    """The question with the gemeente by its code, or without the choice when no gemeente is called so."""
    code = _code(vraag.mijn, labels) if vraag.mijn else ""
    if vraag.zoals and not code:
        return replace(vraag, zoals=None), ZoalsMijn(naam=vraag.mijn, onbekend=True, keuzes=_keuzes(None))
    naam = labels.name("gemeente", code) if code else vraag.mijn
    if not vraag.zoals:
        return vraag, ZoalsMijn(naam=naam, keuzes=_keuzes(None))
    return replace(vraag, mijn=code), ZoalsMijn(
        naam=naam,
        keuzes=_keuzes(vraag.zoals),
        codes=_codes(code, vraag.zoals),
        filter=f"Gemeenten zoals {naam}: {NAMEN[vraag.zoals]}",
    )


def _keuzes(gekozen: Zoals | None) -> list[ZoalsKeuze]:
    keuzes = [ZoalsKeuze(waarde="", label="Alle gemeenten", gekozen=gekozen is None)]
    return keuzes + [
        ZoalsKeuze(waarde=waarde, label=naam.capitalize(), gekozen=gekozen == waarde) for waarde, naam in NAMEN.items()
    ]


def _code(gegeven: str, labels: Labels) -> str:
    """The code of a gemeente given by code or name, however its name was typed."""
    namen = labels.names.get("gemeente", {})
    if gegeven.upper() in namen:
        return gegeven.upper()
    woorden = tokens(gegeven)
    return next((code for code, naam in namen.items() if tokens(naam) == woorden), "") if woorden else ""


def _codes(code: str, zoals: Zoals) -> tuple[str, ...]:
    gemeente = Gemeente.objects.get(code=code)
    gelijk = {
        "omvang": Gemeente.objects.even_groot_als,
        "buurt": Gemeente.objects.in_de_buurt_van,
        "provincie": Gemeente.objects.in_provincie_van,
    }[zoals](gemeente)
    return tuple(gelijk.values_list("code", flat=True))
