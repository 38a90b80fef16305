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
_NEWEST: list[Any] = [{"volgorde": "desc"}, {"id": "asc"}]
_ORDER: Mapping[str, list[Any]] = {
    "relevance": ["_score", *_NEWEST],
    "date": _NEWEST,
    "appearance": [{"verschenen": {"order": "desc", "missing": "_last"}}, *_NEWEST],
}
_NOT_REMOVED = Q("exists", field="volgorde")
_ALL = "alle keuzes"  # the aggregation in which all choices hold


def things(query: EngineQuery, page: int) -> Search:
    """The things on a page, with the counts.

    Choices are a post_filter, so that each facet with a choice can be counted without its own.
    """
    chosen = {facet: queries.facet_filter(facet, values) for facet, values in query.filters.items() if values}
    search = Search().query(_question(query))
    if chosen:
        search = search.post_filter(Q("bool", filter=list(chosen.values())))
    first = (page - 1) * query.per_page
    search = search.extra(from_=first, size=query.per_page, track_total_hits=query.counted)
    search = search.sort(*_ORDER[query.sort])
    if query.counted and query.facets:
        _count(search, query.facets, chosen)
    return search


def counts(facets: Sequence[str], answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The counts in the answer to `things`."""
    inside: Mapping[str, Any] = answer.get("aggregations", {})
    found = {}
    for facet in facets:
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
    search = Search().query(queries.titles(words))
    return search.sort(*_ORDER["relevance"]).extra(size=limit, track_total_hits=False)


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


def _count(search: Search, facets: Sequence[str], chosen: Mapping[str, Query]) -> None:
    """OR within a facet, AND between facets: a facet with a choice is counted without that choice."""
    free = [facet for facet in facets if facet not in chosen]
    if free:
        within = search.aggs.bucket(_ALL, A("filter", filter=Q("bool", filter=list(chosen.values()))))
        for facet in free:
            within.bucket(facet, _values(facet))
    for facet in facets:
        if facet in chosen:
            others = [each for name, each in chosen.items() if name != facet]
            search.aggs.bucket(facet, A("filter", filter=Q("bool", filter=others))).bucket(facet, _values(facet))


@cache
def _values(facet: str) -> Any:
    return A("terms", field=f"facetten.{facet}", size=MOST_VALUES)
