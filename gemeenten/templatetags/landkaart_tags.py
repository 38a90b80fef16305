"""The drawing of the map: the land, all dots as one path, and those with something to read with their names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from gemeenten.landkaart import Kaartpunt
from gemeenten.landkaart_namen import Kaartstip, stippen_met_naam
from gemeenten.landkaart_vlak import stippenpad, vlakken

register = template.Library()


@dataclass(frozen=True)
class Ondergrond:
    vlakken: list[tuple[int, str]]  # width of the line and path
    stippen: str


@register.simple_tag
def ondergrond(punten: Iterable[Kaartpunt]) -> Ondergrond:
    """What lies under the dots that are links; the same whatever the order of the dots."""
    plekken = tuple(sorted((punt.x, punt.y) for punt in punten))
    return Ondergrond(vlakken(plekken), stippenpad(plekken))


@register.simple_tag
def stippen_op_kaart(punten: Iterable[Kaartpunt]) -> list[Kaartstip]:
    """The dots that are links, the ones with most last so that they lie on top."""
    return stippen_met_naam(punten)[::-1]
