"""The choices of a facet. There may be hundreds on a page, and a template include for each takes longer than
searching: here they take a millisecond together."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.navigation import Keuze

register = template.Library()

_KEUS = (
    '<label class="keus" for="f-{facet}-{waarde}">'
    '<input type="checkbox" form="zoekformulier" autocomplete="off" name="{facet}" value="{waarde}"'
    ' id="f-{facet}-{waarde}"{gekozen}> '
    '<span class="keus__woord">{label}</span> '
    '<span class="keus__aantal">{aantal}<span class="onzichtbaar"> resultaten</span></span></label>'
)


@register.simple_tag
def keuzes(facet: str, van: Iterable[Keuze]) -> SafeString:
    """A checkbox for each choice, with how many results it has."""
    return format_html_join(
        "\n",
        _KEUS,
        (
            {
                "facet": facet,
                "waarde": keuze.waarde,
                "label": keuze.label,
                "aantal": keuze.aantal,
                "gekozen": " checked" if keuze.gekozen else "",
            }
            for keuze in van
        ),
    )
