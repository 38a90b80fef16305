"""The facets. There are ten on a page with some sixty choices between them: as templates they take as long as
searching, here a tenth of a millisecond."""

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from search.navigation import Facet, Keuze
from search.query import Zoekvraag

register = template.Library()

_FORM = 'form="zoekformulier"'
_FIELD = 'class="utrecht-textbox utrecht-textbox--html-input'


@register.simple_tag
def facet(van: Facet, vraag: Zoekvraag, pad: str, plaats: int = 0) -> SafeString:
    """A facet that folds; the first two on a page stand open. `pad`: of the page whose question it narrows."""
    naam, label = escape(van.naam), escape(van.label)
    is_open = van.heeft_keuze or van.alle or plaats < 2
    return mark_safe(  # noqa: S308 - what is not ours is escaped
        f'<details class="facet" id="facet-{naam}"{" open" if is_open else ""}><summary>{label}</summary>'
        f'<fieldset><legend class="onzichtbaar">{label}</legend>{_zoek(naam, label) if van.lang else ""}'
        f'<div id="keuzes-{naam}"{" class=facet__lang" if van.lang else ""}>'
        + "\n".join(_keus(naam, keuze) for keuze in van.keuzes)
        + "</div>"
        + (f'<input type="hidden" name="alle" value="{naam}" {_FORM}>' if van.alle else "")
        + (_alle(van, naam, label, escape(pad)) if van.meer or van.minder else "")
        + (_periode(vraag) if van.naam == "jaar" else "")
        + "</fieldset></details>"
    )


@lru_cache(maxsize=10_000)
def _label(text: str) -> str:
    return escape(text)


def _keus(facet: str, keuze: Keuze) -> str:
    """A checkbox, with how many results it has."""
    waarde = _label(keuze.waarde)
    return (
        f'<label class="keus" for="f-{facet}-{waarde}"><input type="checkbox" {_FORM} autocomplete="off"'
        f' name="{facet}" value="{waarde}" id="f-{facet}-{waarde}"{" checked" if keuze.gekozen else ""}> '
        f'<span class="keus__woord">{_label(keuze.label)}</span> '
        f'<span class="keus__aantal">{keuze.aantal}<span class="onzichtbaar"> resultaten</span></span></label>'
    )


def _zoek(naam: str, label: str) -> str:
    """Finds one's way in a long list; the script shows it."""
    return (
        f'<input {_FIELD} facet__zoek" type="search" aria-label="Zoek in de lijst: {label.lower()}"'
        f' placeholder="Typ een naam" autocomplete="off" aria-controls="keuzes-{naam}" hidden>'
        '<p class="facet__gevonden" role="status"></p>'
    )


def _alle(van: Facet, naam: str, label: str, pad: str) -> str:
    """Asks for all choices, or for the first ones again: htmx changes this facet only, else the page is asked."""
    return (
        f'<button class="tekstknop facet__meer" id="alle-{naam}" type="submit" {_FORM} name="alle"'
        f' value="{"-" if van.minder else ""}{naam}" formaction="{pad}#facet-{naam}" hx-get="{pad}"'
        f' hx-include="#zoekformulier" hx-target="#facet-{naam}" hx-select="unset" hx-select-oob="unset"'
        f' hx-push-url="false">{"Toon minder" if van.minder else f"Toon alle {van.aantal}"}'
        f'<span class="onzichtbaar"> bij {label.lower()}</span></button>'
    )


def _periode(vraag: Zoekvraag) -> str:
    def jaar(naam: str, waarde: int | None) -> str:
        return (
            f'<input {_FIELD}" type="text" inputmode="numeric" maxlength="4" name="{naam}" id="{naam}"'
            f' value="{waarde or ""}" {_FORM} autocomplete="off" aria-describedby="periode-uitleg">'
        )

    return (
        '<div class="periode" role="group" aria-label="Periode">'
        f'<label for="van">Van</label>{jaar("van", vraag.van)}'
        f'<label for="tot">tot en met</label>{jaar("tot", vraag.tot)}</div>'
        '<p class="periode__uitleg" id="periode-uitleg">Een jaartal, zoals 2014</p>'
    )
