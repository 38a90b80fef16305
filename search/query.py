"""What a reader asks: parsed from any input, and turned back into addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, Self
from urllib.parse import quote_plus

from django.http import QueryDict

from search.facets import FACETS
from search.language.tokens import clean

LONGEST_QUERY = 200
MOST_VALUES = 20  # chosen in one facet
LONGEST_VALUE = 100
LAST_PAGE = 100_000
PER_PAGE = 10

Sort = Literal["relevantie", "datum"]


@dataclass(frozen=True, kw_only=True)
class Zoekvraag:
    """A question to search. `soorten`, `gemeenten` and `begrippen` hold always; `filters` the reader chose."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    soorten: Sequence[str] = ()
    gemeenten: Sequence[str] = ()  # CBS codes
    begrippen: Mapping[str, Sequence[str]] = field(default_factory=dict)  # schema -> slugs
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
        return cls(
            q=q[:LONGEST_QUERY].rstrip(),
            ingekort=len(q) > LONGEST_QUERY,
            filters={facet: values for facet in FACETS if (values := _values(gegevens.getlist(facet)))},
            soorten=tuple(soorten),
            gemeenten=tuple(gemeenten),
            begrippen={begrip[0]: (begrip[1],)} if begrip else {},
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
    def op_datum(self) -> bool:
        return self.sortering == "datum" or not self.q

    def adres(self) -> str:
        """This question as the query string of an address."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        pairs += [(facet, value) for facet, values in self.filters.items() for value in values]
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

    def zonder_filters(self) -> Self:
        return replace(self, filters={}, pagina=1)


@lru_cache(maxsize=1000)
def _quoted(text: str) -> str:
    """A page has an address for each chosen value, and all have mostly the same words in them."""
    return quote_plus(text)


def _values(given: Sequence[str]) -> tuple[str, ...]:
    values = (clean(value).strip() for value in given[: MOST_VALUES * 2])
    return tuple(dict.fromkeys(value for value in values if value and len(value) <= LONGEST_VALUE))[:MOST_VALUES]


def _page(given: str) -> int:
    """A page number, the first page where it is none."""
    if not (given.isascii() and given.isdigit()):
        return 1
    return max(1, min(int(given[:9]), LAST_PAGE))
