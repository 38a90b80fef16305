"""What of a question can be followed: its words and choices, in one form for every page it is asked from."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import QueryDict

from search.facets import FACETS
from search.labels import Labels
from search.navigation import active_filters
from search.query import PER_PAGE, Zoekvraag
from search.zoals import zoals_mijn


def volgbaar(vraag: Zoekvraag) -> Zoekvraag:
    """The question without page and order. What a list or theme page holds to becomes a choice like any other."""
    gekozen: Mapping[str, tuple[str, ...]] = {**vraag.vast, **vraag.filters}
    return replace(
        vraag,
        filters={facet: tuple(sorted(gekozen[facet])) for facet in FACETS if gekozen.get(facet)},
        soorten=(),
        gemeenten=(),
        begrippen={},
        alle=(),
        sinds=None,
        sortering=None,
        pagina=1,
        per_pagina=PER_PAGE,
    )


def vraag_van(adres: str) -> Zoekvraag:
    """The question of an address that was kept."""
    return volgbaar(Zoekvraag.uit_request(QueryDict(adres.removeprefix("?"))))


def naam_van(vraag: Zoekvraag, namen: Labels) -> str:
    """What the search is called in a sentence: ‘vervoer’, thema Mantelzorg of Wonen, gemeente Zwolle."""
    per_facet: dict[str, list[str]] = {}
    vraag, mijn = zoals_mijn(vraag, namen)
    for filter in active_filters(vraag, namen, mijn.filter):
        per_facet.setdefault(filter.facet.lower(), []).append(filter.label)
    delen = [f"‘{vraag.q}’"] if vraag.q else []
    for facet, labels in per_facet.items():
        label = " of ".join(labels)
        delen.append(f"{facet} {label}" if facet else label[:1].lower() + label[1:])
    return " ".join(", ".join(delen).split()) or "alles op De Kanteling"
