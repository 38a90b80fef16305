"""The embedded engine: how many things there are, and of each value of the facets."""

import re
from collections.abc import Iterable, Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.contract import EngineQuery
from search.engines.embedded import fields
from search.engines.embedded.opened import Counts, Snapshot
from search.engines.embedded.queries import QueryBuilder

_MOST_VALUES = 1000  # of one facet: more than there are gemeenten
_MOST_QUESTIONS = 100  # whose counts are kept; some tens of kilobytes each
_ALL = "alle keuzes"  # the part in which all choices hold
_TOTAL = "totaal"
# Of a value that readers can make up, nothing may mean something to tantivy's parser; all real ones are like this.
_PLAIN = re.compile(r"[\w -]+")
_NOTHING = "?"  # is no value of any facet


class Question:
    """A question as tantivy's queries; each part is made once."""

    def __init__(self, builder: QueryBuilder, query: EngineQuery) -> None:
        self._text = builder.text(query)
        self._fixed = [builder.filter(facet, values) for facet, values in query.restrictions.items()]
        if query.since or query.until:
            self._fixed.append(builder.appeared(query.since, query.until))
        self._fixed.extend(builder.without(query.without))
        self._chosen = [builder.filter(facet, values) for facet, values in query.filters.items() if values]

    def query(self) -> Query:
        """The words and all filters."""
        return self._within([*self._fixed, *self._chosen])

    def without_choices(self) -> Query:
        return self._within(self._fixed)

    def _within(self, filters: Sequence[tuple[Occur, Query]]) -> Query:
        if self._text is not None:
            return Query.boolean_query([(Occur.Must, self._text), *filters])
        if all(occur == Occur.MustNot for occur, _ in filters):  # these only take away
            filters = [(Occur.Must, Query.all_query()), *filters]
        return Query.boolean_query(filters)


def counts(things: Snapshot, question: Question, query: EngineQuery) -> Counts:
    """Counted once for all pages of a question: counting everything takes longer than finding ten things."""
    fixed = (_fixed(query.restrictions), query.since, query.until, query.without)
    asked = (query.groups, query.minimum, query.like, fixed, _fixed(query.filters), query.facets)
    found = things.counts.get(asked)
    if found is None:
        found = _count(things.searcher, question, query)
        if len(things.counts) >= _MOST_QUESTIONS:
            things.counts.clear()  # another thread may be reading them, so nothing here looks a question up twice
        things.counts[asked] = found
    return found


def _fixed(values: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((facet, tuple(chosen)) for facet, chosen in values.items())


def _count(searcher: tantivy.Searcher, question: Question, query: EngineQuery) -> Counts:
    """The total and the counts: OR within a facet, AND between facets, and each facet with a choice is counted without
    that choice. All in one walk through the things with the words: that takes longest."""
    chosen = {facet: values for facet, values in query.filters.items() if values}
    elsewhere = [facet for facet in query.facets if facet in chosen]
    free = _values(facet for facet in query.facets if facet not in chosen)
    if not elsewhere:
        answer = searcher.aggregate(question.query(), free)
        return _total(answer), {facet: _counts(answer, facet) for facet in query.facets}
    parts = {_ALL: _part(chosen, free)}
    for facet in elsewhere:
        parts[facet] = _part({name: values for name, values in chosen.items() if name != facet}, _values([facet]))
    answer = searcher.aggregate(question.without_choices(), parts)
    return _total(answer[_ALL]), {
        facet: _counts(answer[facet if facet in chosen else _ALL], facet) for facet in query.facets
    }


def _values(facets: Iterable[str]) -> dict[str, dict]:
    wanted: dict[str, dict] = {
        facet: {"terms": {"field": fields.facet_field(facet), "size": _MOST_VALUES}} for facet in facets
    }
    return {**wanted, _TOTAL: {"value_count": {"field": "volgorde"}}}


def _part(choices: Mapping[str, Sequence[str]], wanted: dict[str, dict]) -> dict:
    """What is counted where these choices hold."""
    held = (f"+{fields.facet_field(facet)}: IN [{_list(values)}]" for facet, values in choices.items())
    return {"filter": " ".join(held) or "*", "aggs": wanted}


def _list(values: Sequence[str]) -> str:
    return " ".join(f'"{value}"' for value in values if _PLAIN.fullmatch(value)) or f'"{_NOTHING}"'


def _total(answer: Mapping) -> int:
    return int(answer[_TOTAL]["value"]) if _TOTAL in answer else 0


def _counts(answer: Mapping, facet: str) -> dict[str, int]:
    buckets = answer[facet]["buckets"] if facet in answer else ()
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in buckets}
