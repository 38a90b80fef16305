"""The choices of a facet. There may be hundreds on a page, and a template include for each takes longer than
searching: here they take a millisecond together."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.navigation import Keuze

register = template.Library()


@register.simple_tag
def keuzes(facet: str, van: Iterable[Keuze]) -> SafeString:
    """A checkbox for each choice, with how many results it has."""
    return mark_safe("\n".join(_keus(escape(facet), keuze) for keuze in van))  # noqa: S308 - escaped in _keus


def _keus(facet: str, keuze: Keuze) -> str:
    waarde = escape(keuze.waarde)
    return (
        f'<label class="keus" for="f-{facet}-{waarde}">'
        '<input type="checkbox" form="zoekformulier" autocomplete="off"'
        f' name="{facet}" value="{waarde}" id="f-{facet}-{waarde}"{" checked" if keuze.gekozen else ""}> '
        f'<span class="keus__woord">{escape(keuze.label)}</span> '
        f'<span class="keus__aantal">{keuze.aantal}<span class="onzichtbaar"> resultaten</span></span></label>'
    )
