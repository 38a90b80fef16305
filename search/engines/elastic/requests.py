"""What is asked of Elasticsearch in one request: which things, in which order, what of them, and the counts."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search import weights
from search.engines.contract import EngineQuery
from search.engines.elastic import queries

MOST_VALUES = 1000  # of one facet: more than there are gemeenten
FAR = 1_000  # things before the first one of a page: from here on it is worth knowing how many there are
_NEWEST = ({"volgorde": {"order": "desc"}}, {"id": {"order": "asc"}})
_ORDER: Mapping[str, tuple[dict[str, dict[str, str]], ...]] = {
    "relevance": ({"_score": {"order": "desc"}}, *_NEWEST),
    "date": _NEWEST,
    "appearance": ({"verschenen": {"order": "desc", "missing": "_last"}}, *_NEWEST),
}
_OPPOSITE = {"asc": "desc", "desc": "asc", "_last": "_first"}
_NOT_REMOVED = Q("exists", field="volgorde")
REMOVED = ~_NOT_REMOVED
_ALL = "alle keuzes"  # the aggregation in which all choices hold


def things(query: EngineQuery, first: int, size: int, *, backwards: bool = False) -> Search:
    """So many things from the first on, seen from the end if `backwards`; nothing is counted."""
    within = Q("bool", must=[_question(query)], filter=list(_chosen(query).values()))
    return _ordered(Search().query(within), query.sort, backwards).extra(from_=first, size=size, track_total_hits=False)


def counts(query: EngineQuery) -> Search:
    """How many things there are, and of each value of the facets; Elasticsearch keeps the answer until it changes."""
    return _counted(query).extra(size=0)


def things_with_counts(query: EngineQuery, first: int) -> Search:
    """Both at once: to look for words takes longer than to count."""
    return _ordered(_counted(query), query.sort).extra(from_=first, size=query.per_page)


def total(query: EngineQuery) -> Search:
    """How many things there are."""
    within = Q("bool", must=[_question(query)], filter=list(_chosen(query).values()))
    return Search().query(within).extra(size=0, track_total_hits=True)


def facets(query: EngineQuery, answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The counts in an answer."""
    inside: Mapping[str, Any] = answer.get("aggregations", {})
    found = {}
    for facet in query.facets:
        buckets = (inside[facet] if facet in inside else inside[_ALL])[facet]["buckets"]
        found[facet] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return found


def passages(query: EngineQuery, parents: Sequence[str], per_parent: int) -> Search | None:
    """The best passages of each of these things; None when there are no words to find them by."""
    builder = queries.TextQuery(queries.PASSAGE_FIELDS, with_facets=False)
    text = builder.text(query)
    if text is None:
        return None
    should = []
    if phrase := builder.phrase(query.groups):
        should.append(Q("bool", must=[phrase], boost=weights.PASSAGE_PHRASE))
    inner = {"size": per_parent, "_source": False, "stored_fields": ["passages.getoond"]}
    nested = Q("nested", path="passages", query=Q("bool", must=[text], should=should), inner_hits=inner)
    search = Search().query(Q("bool", filter=[Q("terms", id=list(parents))], must=[nested]))
    return search.source(False).extra(size=len(parents), track_total_hits=False, docvalue_fields=["id"])


def titles(words: Sequence[str], limit: int) -> Search:
    search = Search().query(queries.titles(words)).extra(size=limit, track_total_hits=False)
    return _ordered(search, "relevance")


def everything() -> Search:
    """How many things there are, and passages in them."""
    search = Search().query(_NOT_REMOVED).extra(size=0, track_total_hits=True)
    search.aggs.bucket("passages", "nested", path="passages")
    return search


def _question(query: EngineQuery) -> Query:
    """The words and what always holds, without the reader's choices."""
    text = queries.TextQuery(queries.THING_FIELDS, with_facets=True).text(query)
    filters = list(queries.narrowed(query))
    if text is None:
        filters.append(_NOT_REMOVED)
    without = [Q("terms", id=list(query.without))] if query.without else []
    return Q("bool", must=[text] if text else [], filter=filters, must_not=without)


def _chosen(query: EngineQuery) -> dict[str, Query]:
    return {facet: queries.facet_filter(facet, values) for facet, values in query.filters.items() if values}


def _ordered(search: Search, sort: str, backwards: bool = False) -> Search:
    """In one order from page to page and on every copy, also where things are alike: the newest first."""
    order = _ORDER[sort]
    if backwards:
        order = tuple({field: {k: _OPPOSITE[v] for k, v in how.items()} for field, how in by.items()} for by in order)
    return search.sort(*order)


def _counted(query: EngineQuery) -> Search:
    """The choices are a post_filter: OR within a facet, AND between facets, and each facet with a choice is counted
    without that choice."""
    chosen = _chosen(query)
    search = Search().query(_question(query)).extra(track_total_hits=True)
    if chosen:
        search = search.post_filter(Q("bool", filter=list(chosen.values())))
    free = [facet for facet in query.facets if facet not in chosen]
    if free:
        within = search.aggs.bucket(_ALL, A("filter", filter=Q("bool", filter=list(chosen.values()))))
        for facet in free:
            within.bucket(facet, _values(facet))
    for facet in query.facets:
        if facet in chosen:
            others = [each for name, each in chosen.items() if name != facet]
            search.aggs.bucket(facet, A("filter", filter=Q("bool", filter=others))).bucket(facet, _values(facet))
    return search


@cache
def _values(facet: str) -> Any:
    return A("terms", field=f"facetten.{facet}", size=MOST_VALUES)
