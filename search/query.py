"""What a reader asks: parsed from any input, and turned back into addresses."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, Self
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from search.facets import FACETS
from search.language.tokens import clean

LONGEST_QUERY = 200
MOST_VALUES = 20  # chosen in one facet
LONGEST_VALUE = 100
LAST_PAGE = 100_000
PER_PAGE = 10
EARLIEST_YEAR = 1950  # nothing here is older
YEARS_AHEAD = 5  # what is announced
_A_MILLISECOND = datetime.timedelta(milliseconds=1)  # as precise as engines are

Sort = Literal["relevantie", "datum"]
Zoals = Literal["omvang", "buurt", "provincie"]
_ZOALS: Mapping[str, Zoals] = {"omvang": "omvang", "buurt": "buurt", "provincie": "provincie"}


@dataclass(frozen=True, kw_only=True)
class Zoekvraag:
    """A question to search. `soorten`, `gemeenten` and `begrippen` hold always; `filters` the reader chose."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    soorten: Sequence[str] = ()
    gemeenten: Sequence[str] = ()  # CBS codes
    begrippen: Mapping[str, Sequence[str]] = field(default_factory=dict)  # schema -> slugs
    van: int | None = None  # the first and last year
    tot: int | None = None
    mijn: str = ""  # the reader's own gemeente, by code or as typed; says something only with `zoals`
    zoals: Zoals | None = None  # only what is of gemeenten like that one
    sinds: datetime.date | None = None  # only what appeared on the site on that day or later
    alle: Sequence[str] = ()  # facets whose choices are all listed
    sortering: Sort | None = None  # None: by relevance where there are words, else by date
    pagina: int = 1
    per_pagina: int = PER_PAGE
    ingekort: bool = False  # the reader's words were too many

    @classmethod
    def uit_request(
        cls,
        gegevens: QueryDict,
        *,
        soorten: Sequence[str] = (),
        gemeenten: Sequence[str] = (),
        begrip: tuple[str, str] | None = None,  # schema and slug
        per_pagina: int = PER_PAGE,
    ) -> Self:
        """Whatever is asked gets a question; what makes no sense in it is left out."""
        q = " ".join(clean(gegevens.get("q", "")).split())
        sortering = gegevens.get("sortering")
        van, tot = _period(gegevens.get("van", ""), gegevens.get("tot", ""))
        mijn = clean(gegevens.get("mijn", "")).strip()[:LONGEST_VALUE]
        alle = gegevens.getlist("alle")
        return cls(
            q=q[:LONGEST_QUERY].rstrip(),
            ingekort=len(q) > LONGEST_QUERY,
            filters={facet: values for facet in FACETS if (values := _values(gegevens.getlist(facet)))},
            soorten=tuple(soorten),
            gemeenten=tuple(gemeenten),
            begrippen={begrip[0]: (begrip[1],)} if begrip else {},
            van=van,
            tot=tot,
            mijn=mijn,
            zoals=_ZOALS.get(gegevens.get("zoals", "")),
            sinds=_day(gegevens.get("sinds", "")),
            alle=tuple(facet for facet in FACETS if facet in alle and f"-{facet}" not in alle),
            sortering="relevantie" if sortering == "relevantie" else "datum" if sortering == "datum" else None,
            pagina=_page(gegevens.get("pagina", "")),
            per_pagina=per_pagina,
        )

    @property
    def vast(self) -> dict[str, tuple[str, ...]]:
        """What holds always, per facet."""
        fixed = {"soort": self.soorten, "gemeente": self.gemeenten, **self.begrippen}
        return {facet: tuple(values) for facet, values in fixed.items() if values}

    @property
    def gekozen(self) -> dict[str, tuple[str, ...]]:
        """What the reader chose, per facet; years one by one beside the years of the period."""
        chosen = dict(self.filters)
        if self.van or self.tot:
            last = self.tot or datetime.date.today().year + YEARS_AHEAD
            period = tuple(str(year) for year in range(self.van or EARLIEST_YEAR, last + 1))
            chosen["jaar"] = (*period, *(year for year in chosen.get("jaar", ()) if year not in period))
        return chosen

    @property
    def periode(self) -> str:
        """2012 – 2014, vanaf 2012, tot en met 2014."""
        if self.van and self.tot:
            return f"{self.van} – {self.tot}" if self.van != self.tot else str(self.van)
        return f"vanaf {self.van}" if self.van else f"tot en met {self.tot}" if self.tot else ""

    @property
    def verschenen_na(self) -> datetime.datetime | None:
        """The last moment before `sinds`."""
        if self.sinds is None:
            return None
        return timezone.make_aware(datetime.datetime.combine(self.sinds, datetime.time.min)) - _A_MILLISECOND

    @property
    def op_datum(self) -> bool:
        return self.sortering == "datum" or not self.q

    def adres(self) -> str:
        """This question as the query string of an address."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        pairs += [(facet, value) for facet, values in self.filters.items() for value in values]
        pairs += [(name, str(year)) for name, year in (("van", self.van), ("tot", self.tot)) if year]
        if self.zoals and self.mijn:
            pairs += [("mijn", self.mijn), ("zoals", self.zoals)]
        pairs += [("sinds", self.sinds.isoformat())] if self.sinds else []
        pairs += [("alle", facet) for facet in self.alle]
        if self.sortering:
            pairs.append(("sortering", self.sortering))
        if self.pagina > 1:
            pairs.append(("pagina", str(self.pagina)))
        return "?" + "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)

    def op_pagina(self, pagina: int) -> Self:
        return replace(self, pagina=pagina)

    def gesorteerd(self, sortering: Sort) -> Self:
        return replace(self, sortering=sortering, pagina=1)

    def met_woorden(self, q: str) -> Self:
        return replace(self, q=q, pagina=1)

    def zonder(self, facet: str, value: str) -> Self:
        """The same question without one chosen value."""
        left = {name: tuple(v for v in values if (name, v) != (facet, value)) for name, values in self.filters.items()}
        return replace(self, filters={name: values for name, values in left.items() if values}, pagina=1)

    def zonder_periode(self) -> Self:
        return replace(self, van=None, tot=None, pagina=1)

    def zonder_zoals(self) -> Self:
        return replace(self, mijn="", zoals=None, pagina=1)

    def zonder_sinds(self) -> Self:
        return replace(self, sinds=None, pagina=1)

    def zonder_filters(self) -> Self:
        return replace(self.zonder_periode().zonder_zoals().zonder_sinds(), filters={})


@lru_cache(maxsize=1000)
def _quoted(text: str) -> str:
    """A page has an address for each chosen value, and all have mostly the same words in them."""
    return quote_plus(text)


def _values(given: Sequence[str]) -> tuple[str, ...]:
    values = (clean(value).strip() for value in given[: MOST_VALUES * 2])
    return tuple(dict.fromkeys(value for value in values if value and len(value) <= LONGEST_VALUE))[:MOST_VALUES]


def _period(given_from: str, given_to: str) -> tuple[int | None, int | None]:
    """The first and last year, also when they were given the other way round."""
    van, tot = _year(given_from), _year(given_to)
    return (tot, van) if van and tot and tot < van else (van, tot)


def _year(given: str) -> int | None:
    given = given.strip()
    if len(given) != 4 or not (given.isascii() and given.isdigit()):
        return None
    return max(EARLIEST_YEAR, min(int(given), datetime.date.today().year + YEARS_AHEAD))


def _day(given: str) -> datetime.date | None:
    try:
        day = parse_date(given.strip())
    except ValueError:  # it looks like a date
        return None
    return day if day and EARLIEST_YEAR <= day.year <= datetime.date.today().year else None


def _page(given: str) -> int:
    """A page number, the first page where it is none."""
    if not (given.isascii() and given.isdigit()):
        return 1
    return max(1, min(int(given[:9]), LAST_PAGE))
