"""What an answer of search consists of: hits as cards show them, and what surrounds them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from search.engines.contract import EngineHit
from search.herkend import Herkend
from search.kinds import kind
from search.language.highlight import shortened
from search.models.outbox import Indexwijziging
from search.navigation import Facet, Filter, Paginering, Sortering
from search.page_source import NAAM as PAGINA
from search.query import Zoekvraag
from search.sources import sources
from search.verder import Verder
from search.zicht import verlopen_sleutels
from search.zoals import ZoalsMijn

_MOST_TAKEN = 500  # of a whole section taken away while the engine is down, the last things


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    titel: str
    url: str
    paginanummer: int | None
    fragment: SafeString


class Pagina(NamedTuple):
    nummer: int | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paginas:
    """More pages of one attachment, by number only."""

    titel: str
    paginas: Sequence[Pagina]


class Kaart(dict[str, Any]):
    """What a card shows. Cards ask for what only some kinds have, and templates are slow to find out that there is
    nothing."""

    def __missing__(self, naam: str) -> str:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treffer:
    """A hit, as a card shows it."""

    id: str
    titel: str
    url: str
    soort: str
    soort_naam: str
    datum: datetime.date | None
    fragment: SafeString
    kaart: Mapping[str, Any]
    kaart_template: str
    verzonnen: bool
    bron_id: str = ""
    passages: Sequence[Passage] = ()
    meer_paginas: Sequence[Paginas] = ()
    via: str = ""  # the labels it was found by, where title and fragment don't show it


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestie:
    tekst: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaten:
    """The answer; what templates call `lijst`."""

    vraag: Zoekvraag
    totaal: int
    treffers: Sequence[Treffer]
    paginering: Paginering
    facetten: Sequence[Facet] = ()
    actieve_filters: Sequence[Filter] = ()
    sorteringen: Sequence[Sortering] = ()
    suggestie: Suggestie | None = None  # when a word of it is unknown
    gezocht_op: str | None = None  # the corrected words that were looked for, where those typed find nothing
    getypt_url: str = ""  # looks for what was typed after all
    herkend: Herkend | None = None  # what the words name
    aanbevolen: Sequence[Treffer] = ()  # by the editors; not among the hits
    mijn: ZoalsMijn | None = None  # None: things of these kinds have no gemeente
    verder: Verder | None = None  # where little was found
    met_een_deel: bool = False  # nothing has all the words: these have some of them
    storing: bool = False
    aantallen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # facet -> value -> number of things

    @property
    def q(self) -> str:
        return self.vraag.q

    @property
    def ingekort(self) -> bool:
        return self.vraag.ingekort

    @property
    def wis_url(self) -> str:
        return self.vraag.zonder_filters().adres()

    @property
    def van(self) -> int:
        return (self.paginering.pagina - 1) * self.vraag.per_pagina + 1 if self.treffers else 0

    @property
    def tot(self) -> int:
        return min(self.totaal, self.paginering.pagina * self.vraag.per_pagina) if self.treffers else 0


def treffer(
    hit: EngineHit,
    fragment: SafeString | None = None,
    passages: Sequence[Passage] = (),
    meer_paginas: Sequence[Paginas] = (),
    via: str = "",
) -> Treffer:
    of_kind = kind(hit.soort)
    return Treffer(
        id=hit.id,
        titel=hit.titel,
        url=hit.url,
        soort=hit.soort,
        soort_naam=of_kind.name,
        datum=hit.datum,
        fragment=fragment if fragment is not None else shortened(hit.samenvatting or hit.tekst),
        kaart=Kaart(hit.kaart),
        kaart_template=of_kind.card_template,
        verzonnen=hit.verzonnen,
        bron_id=hit.bron_id,
        passages=passages,
        meer_paginas=meer_paginas,
        via=via,
    )


def still_public(hits: Sequence[EngineHit]) -> list[EngineHit]:
    """The hits whose things are published and public now: the index may lag behind."""
    public = _public((hit.source, hit.key) for hit in hits)
    return [hit for hit in hits if (hit.source, hit.key) in public]


def no_longer_public() -> tuple[str, ...]:
    """Ids of things that the index may still have and readers may not: what was taken away and waits in the outbox,
    and what expired and waits for the worker. Totals and counts come from the index, so these are kept out of the
    question itself."""
    taken = Indexwijziging.weggenomen(_MOST_TAKEN)
    gone = {*taken} - _public(taken) if taken else set()
    gone.update((PAGINA, key) for key in verlopen_sleutels())
    return tuple(sorted(f"{source}-{key}" for source, key in gone))


def _public(things: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of these (source, key) that are public now, in a query or two per source."""
    keys: dict[str, list[int]] = {}
    for name, key in things:
        keys.setdefault(name, []).append(key)
    known = sources()
    return {(name, key) for name, of_source in keys.items() if name in known for key in known[name].public(of_source)}
