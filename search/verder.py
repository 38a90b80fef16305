"""Where to go on when a question found little: without one of the filters, elsewhere, or along a concept near it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from search.engines.contract import Engine, EngineQuery, QueryGroup
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.lemmas import stem
from search.language.spelling import distance
from search.language.tokens import raw_words
from search.models.begrip import Schema
from search.navigation import Filter
from search.query import Zoekvraag

LITTLE = 3  # found; from here on a hint about filters is no longer needed
_MOST_FILTERS = 6  # that are counted without
_MOST_CONCEPTS = 5
_SCHEMES = (Schema.THEMA, Schema.DOELGROEP, Schema.RESULTAATGEBIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruimer:
    """The question with less asked, and how many things that finds."""

    label: str
    url: str
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nabij:
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verder:
    zonder: Sequence[Ruimer] = ()  # each of the filters
    zonder_alle: Ruimer | None = None  # all of them
    overal: Ruimer | None = None  # in everything instead of this list
    begrippen: Sequence[Nabij] = ()


class Wegwijzer:
    """Looks around a question that found little, with counts from the engine."""

    def __init__(self, vraag: Zoekvraag, query: EngineQuery, engine: Engine) -> None:
        self._vraag = vraag
        self._query = replace(query, facets=(), page=1, per_page=1)
        self._engine = engine

    def verder(self, filters: Sequence[Filter], total: int, nabij: Sequence[Nabij]) -> Verder:
        """`nabij`: concepts near the words, for where there is nothing. All is counted in one question."""
        found_nothing = total == 0
        each = [self._zonder(filter) for filter in filters[:_MOST_FILTERS]] if found_nothing else []
        # With one filter there is no difference with leaving that one out.
        all_at_once = self._zonder_alle() if filters and not (found_nothing and len(filters) == 1) else None
        everywhere = self._overal() if self._vraag.vast and self._vraag.q else None
        asked = [*each, *filter(None, (all_at_once, everywhere))]
        counted = iter(self._engine.totals([weg.query for weg in asked]))
        zonder = [weg.met(next(counted)) for weg in each]
        zonder_alle = all_at_once.met(next(counted)) if all_at_once else None
        overal = everywhere.met(next(counted)) if everywhere else None
        return Verder(
            zonder=[ruimer for ruimer in zonder if ruimer.aantal],
            zonder_alle=zonder_alle if zonder_alle and zonder_alle.aantal > total else None,
            overal=overal if overal and overal.aantal > total else None,
            begrippen=nabij if found_nothing else (),
        )

    def _zonder(self, filter: Filter) -> "_Weg":
        vraag = filter.zonder
        restrictions = vraag.vast if self._vraag.zoals and not vraag.zoals else self._query.restrictions
        query = replace(self._query, restrictions=restrictions, filters=vraag.gekozen, since=vraag.verschenen_na)
        return _Weg(filter.label, vraag.adres(), query)

    def _zonder_alle(self) -> "_Weg":
        vraag = self._vraag.zonder_filters()
        return _Weg("", vraag.adres(), replace(self._query, restrictions=vraag.vast, filters={}, since=None))

    def _overal(self) -> "_Weg":
        url = reverse("zoeken") + Zoekvraag(q=self._vraag.q).adres()
        return _Weg("", url, replace(self._query, restrictions={}, filters={}, since=None))


@dataclass(frozen=True, slots=True)
class _Weg:
    """A wider question, to be counted."""

    label: str
    url: str
    query: EngineQuery

    def met(self, aantal: int) -> Ruimer:
        return Ruimer(label=self.label, url=self.url, aantal=aantal)


def begrippen_nabij(groups: Sequence[QueryGroup], splitter: Splitter, labels: Labels) -> list[Nabij]:
    """The concepts whose names share a word, a part of one or nearly a word with the question; the nearest first."""
    asked = {form for group in groups for form in _forms_of(group) if len(form) > 3}
    near: list[tuple[int, str, Nabij]] = []
    for label, url in _concepts(labels.names):
        forms = {form for word in raw_words(label) for form in splitter.forms(word)}
        shared = len(asked & forms)
        if shared or any(_nearly(one, other) for one in asked for other in forms):
            near.append((-shared, label, Nabij(label=label, url=url)))
    return [nabij for _, _, nabij in sorted(near, key=lambda found: found[:2])[:_MOST_CONCEPTS]]


def _forms_of(group: QueryGroup) -> Iterator[str]:
    for term in group.terms:
        yield term.written
        yield from (stem(form) for form in (term.lemma, *term.parts) if form)


def _concepts(names: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for schema in _SCHEMES:
        for slug, label in names.get(schema.value, {}).items():
            yield label, reverse("begrip", args=[schema.value, slug])


def _nearly(one: str, other: str) -> bool:
    """A typing error apart, or one begins with the other; of short words that says nothing."""
    if min(len(one), len(other)) < 5:
        return False
    return distance(one, other, 1) <= 1 or one.startswith(other) or other.startswith(one)
