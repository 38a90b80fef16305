"""Which parts of a praktijkvoorbeeld there are to show, and which the source leaves out."""

from dataclasses import dataclass

from django import template

from praktijkvoorbeelden.models import Praktijkvoorbeeld

register = template.Library()

# Results before means: what it brought and taught, then how it was done.
OPBRENGST = [("resultaten", "Resultaten"), ("lessen", "Geleerde lessen")]
MIDDELEN = [
    ("aanleiding", "Aanleiding"),
    ("doel", "Doel"),
    ("aanpak", "Aanpak"),
    ("randvoorwaarden", "Wat er geregeld moet zijn"),
    ("kosten_en_inzet", "Kosten en inzet"),
]


@dataclass(frozen=True)
class Deel:
    naam: str
    titel: str
    html: str


@dataclass(frozen=True)
class Delen:
    opbrengst: list[Deel]
    middelen: list[Deel]
    ontbreekt: list[str]


@register.simple_tag
def delen(page: Praktijkvoorbeeld) -> Delen:
    """The filled parts in reading order, and the names of the empty ones for one quiet line."""

    def gevuld(velden: list[tuple[str, str]]) -> list[Deel]:
        return [Deel(naam, titel, getattr(page, naam)) for naam, titel in velden if getattr(page, naam)]

    leeg = [titel.lower() for naam, titel in OPBRENGST + MIDDELEN if not getattr(page, naam)]
    return Delen(gevuld(OPBRENGST), gevuld(MIDDELEN), [*leeg, *([] if page.partnerlijst else ["partners"])])


@register.filter
def opsomming(woorden: list[str]) -> str:
    """aanleiding, doel en aanpak"""
    *eerste, laatste = woorden
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste
