"""What surrounds results: facets, filters that can be taken off, sorting and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from django.utils.formats import date_format

from search.facets import FACETS
from search.labels import Labels
from search.language.tokens import fold
from search.query import Sort, Zoekvraag

SHOWN = 6  # choices of a facet before the reader asks for all
FEW_MORE = 2  # so few are shown at once rather than asked for
LONG = 20  # a list of more choices is found one's way in by name
SORTS: Sequence[tuple[Sort, str]] = (("relevantie", "Relevantie"), ("datum", "Nieuwste eerst"))


class Keuze(NamedTuple):
    """One choice of a facet: hundreds may be made for a page."""

    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    naam: str
    label: str
    keuzes: Sequence[Keuze]
    aantal: int  # of all its choices
    alle: bool  # whether the reader asked for all
    heeft_keuze: bool = False

    @property
    def meer(self) -> bool:
        return self.aantal > len(self.keuzes)

    @property
    def minder(self) -> bool:
        return self.alle and self.aantal > SHOWN + FEW_MORE

    @property
    def lang(self) -> bool:
        return len(self.keuzes) > LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    label: str
    zonder: Zoekvraag  # the question without it
    facet: str = ""

    @property
    def url_zonder(self) -> str:
        return self.zonder.adres()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sortering:
    waarde: Sort
    label: str
    gekozen: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginalink:
    nummer: int | None  # None: a gap
    url: str = ""
    huidig: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginering:
    pagina: int
    aantal_paginas: int
    vorige_url: str
    volgende_url: str
    nummers: Sequence[Paginalink]


def facets_of(vraag: Zoekvraag, counts: Mapping[str, Mapping[str, int]], labels: Labels) -> list[Facet]:
    """The facets that have something to choose; a choice once made always shows."""
    facets = [_facet(vraag, name, counts[name], labels) for name in FACETS if name in counts]
    return [facet for facet in facets if facet.keuzes]


def _facet(vraag: Zoekvraag, name: str, counts: Mapping[str, int], labels: Labels) -> Facet:
    chosen = vraag.filters.get(name, ())
    fixed = vraag.vast.get(name)  # of a list of some kinds, other kinds are no choice
    choices = [
        Keuze(value, labels.name(name, value), counts.get(value, 0), value in chosen)
        for value in {*counts, *chosen}
        if fixed is None or value in fixed or value in chosen
    ]
    order = _newest_first if name == "jaar" else _most_first
    if name in vraag.alle or len(choices) <= SHOWN + FEW_MORE:
        shown = sorted(choices, key=_by_name if len(choices) > LONG and name != "jaar" else order)
    else:
        first = nsmallest(SHOWN, choices, key=order)
        shown = sorted({*first, *(choice for choice in choices if choice.gekozen)}, key=order)
    return Facet(
        naam=name,
        label=FACETS[name],
        keuzes=shown,
        aantal=len(choices),
        alle=name in vraag.alle,
        heeft_keuze=bool(chosen) or (name == "jaar" and bool(vraag.periode)),
    )


def _by_name(choice: Keuze) -> str:
    return fold(choice.label.lower().lstrip("'’"))


def _most_first(choice: Keuze) -> tuple[int, str]:
    return -choice.aantal, choice.label.lower()


def _newest_first(choice: Keuze) -> tuple[int, str]:
    return -int(choice.waarde) if choice.waarde.isascii() and choice.waarde.isdigit() else 0, choice.waarde


def active_filters(vraag: Zoekvraag, labels: Labels, zoals: str = "") -> list[Filter]:
    """Each choice, with the question as it is without it. `zoals`: gemeenten like the reader's own, in words."""
    active = [
        Filter(label=labels.name(name, value), zonder=vraag.zonder(name, value), facet=FACETS[name])
        for name, values in vraag.filters.items()
        for value in values
    ]
    if vraag.periode:
        active.append(Filter(label=vraag.periode, zonder=vraag.zonder_periode(), facet=FACETS["jaar"]))
    if vraag.sinds:
        day = date_format(vraag.sinds, "j F Y")
        active.append(Filter(label=f"Nieuw sinds {day}", zonder=vraag.zonder_sinds()))
    if zoals:
        active.append(Filter(label=zoals, zonder=vraag.zonder_zoals()))
    return active


def sorts(vraag: Zoekvraag) -> list[Sortering]:
    """Only with words is there relevance to sort by."""
    if not vraag.q:
        return []
    return [
        Sortering(
            waarde=value,
            label=label,
            gekozen=vraag.op_datum == (value == "datum"),
            url=vraag.gesorteerd(value).adres(),
        )
        for value, label in SORTS
    ]


def paging(vraag: Zoekvraag, total: int, page: int) -> Paginering:
    last = max(1, -(-total // vraag.per_pagina))
    near = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    links: list[Paginalink] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before == 2:
            links.append(_link(vraag, number - 1, page))
        elif number - before > 2:
            links.append(Paginalink(nummer=None))
        links.append(_link(vraag, number, page))
    return Paginering(
        pagina=page,
        aantal_paginas=last,
        vorige_url=vraag.op_pagina(page - 1).adres() if page > 1 else "",
        volgende_url=vraag.op_pagina(page + 1).adres() if page < last else "",
        nummers=links,
    )


def _link(vraag: Zoekvraag, number: int, current: int) -> Paginalink:
    return Paginalink(nummer=number, url=vraag.op_pagina(number).adres(), huidig=number == current)
