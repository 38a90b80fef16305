"""The embedded engine: how many things there are, and of each value of the facets."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from search.engines.contract import EngineQuery
from search.engines.embedded import fields
from search.engines.embedded.opened import Counts, Snapshot
from search.engines.embedded.queries import QueryBuilder

_MOST_VALUES = 1000  # of one facet: more than there are gemeenten
_MOST_QUESTIONS = 100  # whose counts are kept; some tens of kilobytes each


class Question:
    """A question as tantivy's queries; each part is made once."""

    def __init__(self, builder: QueryBuilder, query: EngineQuery) -> None:
        self._text = builder.text(query)
        self._fixed = [builder.filter(facet, values) for facet, values in query.restrictions.items()]
        if query.since or query.until:
            self._fixed.append(builder.appeared(query.since, query.until))
        self._fixed.extend(builder.without(query.without))
        self._chosen = {facet: builder.filter(facet, values) for facet, values in query.filters.items() if values}

    def query(self, without: str = "") -> Query:
        """The words and all filters, but that of the facet `without`."""
        filters = [*self._fixed, *(chosen for facet, chosen in self._chosen.items() if facet != without)]
        if self._text is not None:
            return Query.boolean_query([(Occur.Must, self._text), *filters])
        if all(occur == Occur.MustNot for occur, _ in filters):  # these only take away
            filters.insert(0, (Occur.Must, Query.all_query()))
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
    """The total and the counts; a facet with a choice is counted once more, without that choice.

    One walk with a filter for each facet (tantivy's filter aggregation) takes three times as long.
    """
    free = [facet for facet in query.facets if not query.filters.get(facet)]
    total, facets = _aggregate(searcher, question.query(), free)
    for facet in query.facets:
        if query.filters.get(facet):
            facets |= _aggregate(searcher, question.query(without=facet), [facet])[1]
    return total, {facet: facets[facet] for facet in query.facets}


def _aggregate(
    searcher: tantivy.Searcher, query: Query, facets: Sequence[str]
) -> tuple[int, dict[str, dict[str, int]]]:
    wanted: dict[str, dict] = {
        facet: {"terms": {"field": fields.facet_field(facet), "size": _MOST_VALUES}} for facet in facets
    }
    answer = searcher.aggregate(query, {**wanted, "totaal": {"value_count": {"field": "volgorde"}}})
    counts = {
        facet: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[facet]["buckets"]} for facet in facets
    }
    return int(answer["totaal"]["value"]), counts
