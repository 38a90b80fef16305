"""The drawing of the map and the lists beside it. Hundreds of dots and links: through template variables they take
ten times as long as here, and the drawing stays the same until a gemeente publishes something."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from gemeenten.landkaart import Kaartpunt
from gemeenten.landkaart_namen import Kaartstip, stippen_met_naam
from gemeenten.landkaart_vlak import stippenpad, vlakken

register = template.Library()


@register.simple_tag
def ondergrond(punten: Iterable[Kaartpunt]) -> SafeString:
    """The land and all dots, under those that are links; the same whatever the order of the dots."""
    return _ondergrond(tuple(sorted((punt.x, punt.y) for punt in punten)))


@register.simple_tag
def stippen_op_kaart(punten: tuple[Kaartpunt, ...]) -> SafeString:
    """The dots that are links, the ones with most last so that they lie on top."""
    return _stippen(punten)


@register.simple_tag
def gemeentelinks(punten: Iterable[Kaartpunt]) -> SafeString:
    """The gemeenten as items of a list, those that published something with how much."""
    regels = (f'<li><a href="{escape(p.url)}">{escape(p.naam)}</a>{_telling(p.aantal)}</li>' for p in punten)
    return mark_safe("".join(regels))  # noqa: S308 - escaped above


@lru_cache(maxsize=4)
def _ondergrond(plekken: tuple[tuple[float, float], ...]) -> SafeString:
    land = "".join(f'<path stroke-width="{breedte}" d="{pad}"/>' for breedte, pad in vlakken(plekken))
    stippen = f'<path class="nederland__stippen" d="{stippenpad(plekken)}"/>'
    return mark_safe(f'<g class="nederland__land">{land}</g>{stippen}')  # noqa: S308 - numbers only


@lru_cache(maxsize=4)
def _stippen(punten: tuple[Kaartpunt, ...]) -> SafeString:
    return mark_safe("".join(_stip(stip) for stip in reversed(stippen_met_naam(punten))))  # noqa: S308 - idem in _stip


def _stip(stip: Kaartstip) -> str:
    punt = stip.punt
    naam, past = escape(punt.naam), ' class="past"' if stip.naam_past else ""
    midden = f'cx="{punt.x}" cy="{punt.y}"'
    return (
        f'<a href="{escape(punt.url)}"{past}><title>{naam}: {punt.aantal} {_woord(punt.aantal)}</title>'
        f'<circle class="nederland__vlak" {midden} r="26"/>'
        f'<circle class="nederland__stip" {midden} r="{stip.straal}"/>'
        f'<text x="{stip.naam_x}" y="{stip.naam_y}" text-anchor="{stip.anker}">{naam}</text></a>'
    )


def _telling(aantal: int) -> str:
    if not aantal:
        return ""
    return f' <span class="zacht">{aantal}<span class="onzichtbaar"> {_woord(aantal)}</span></span>'


def _woord(aantal: int) -> str:
    return "publicatie" if aantal == 1 else "publicaties"
