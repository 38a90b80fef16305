"""What surrounds results: facets, filters that can be taken off, sorting and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.facets import FACETS
from search.labels import Labels
from search.query import Sort, Zoekvraag

SHOWN = 6  # choices of a facet before "meer"
SORTS: Sequence[tuple[Sort, str]] = (("relevantie", "Relevantie"), ("datum", "Nieuwste eerst"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    waarde: str
    label: str
    aantal: int
    gekozen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    naam: str
    label: str
    keuzes: Sequence[Keuze]
    keuzes_meer: Sequence[Keuze] = ()

    @property
    def heeft_keuze(self) -> bool:
        return any(keuze.gekozen for keuze in self.keuzes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    label: str
    url_zonder: str
    facet: str = ""


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
    """The facets that have something to choose; chosen values are always among the first."""
    facets = [_facet(vraag, name, counts[name], labels) for name in FACETS if name in counts]
    return [facet for facet in facets if facet.keuzes]


def _facet(vraag: Zoekvraag, name: str, counts: Mapping[str, int], labels: Labels) -> Facet:
    chosen = vraag.filters.get(name, ())
    fixed = vraag.vast.get(name)  # of a list of some kinds, other kinds are no choice
    values = [value for value in {*counts, *chosen} if fixed is None or value in fixed or value in chosen]
    choices = [
        Keuze(waarde=value, label=labels.name(name, value), aantal=counts.get(value, 0), gekozen=value in chosen)
        for value in values
    ]
    choices.sort(key=_newest_first if name == "jaar" else _most_first)
    shown = [choice for at, choice in enumerate(choices) if at < SHOWN or choice.gekozen]
    rest = [choice for at, choice in enumerate(choices) if at >= SHOWN and not choice.gekozen]
    return Facet(naam=name, label=FACETS[name], keuzes=shown, keuzes_meer=rest)


def _most_first(choice: Keuze) -> tuple[int, str]:
    return -choice.aantal, choice.label.lower()


def _newest_first(choice: Keuze) -> tuple[int, str]:
    return -int(choice.waarde) if choice.waarde.isascii() and choice.waarde.isdigit() else 0, choice.waarde


def active_filters(vraag: Zoekvraag, labels: Labels) -> list[Filter]:
    return [
        Filter(label=labels.name(name, value), url_zonder=vraag.zonder(name, value).adres(), facet=FACETS[name])
        for name, values in vraag.filters.items()
        for value in values
    ]


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
