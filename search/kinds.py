"""The kinds of things that can be found; the rooms above register theirs (AppConfig.ready)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    soort: str
    name: str  # in the facet and on the card
    card_template: str = "search/kaart.html"
    model: str = ""  # "app.Model" of pages of this kind


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.soort] = kind


def kinds() -> dict[str, Kind]:
    return _kinds


def kind(soort: str) -> Kind:
    return _kinds.get(soort) or Kind(soort, soort.capitalize())
