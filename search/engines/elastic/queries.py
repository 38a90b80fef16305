"""Questions to Elasticsearch out of the groups of an EngineQuery, through elasticsearch.dsl.

The same queries as the embedded engine asks, weight for weight: the BM25 of Elasticsearch is on the contract's scale
(that of Lucene itself is not). Words reach it as values of `match`, never as a query to be parsed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search import weights
from search.engines.contract import EngineQuery, FacetMatch, Likeness, QueryGroup, QueryTerm
from search.engines.stored import milliseconds

THING_FIELDS = {
    "titel": weights.TITLE,
    "tekst": weights.BODY,
    "labels": weights.LABELS,
    "bijlage": weights.ATTACHMENT,
}
PASSAGE_FIELDS = {"passages.tekst": weights.BODY}


class TextQuery:
    """What the words of a question ask of some text fields, each with its weight."""

    def __init__(self, fields: Mapping[str, float], with_facets: bool) -> None:
        self._fields = fields
        self._weighed = tuple(fields.items())
        self._with_facets = with_facets

    def text(self, query: EngineQuery) -> Query | None:
        """None when nothing is asked."""
        if query.like is not None:
            return self._like(query.like)
        if not query.groups:
            return None
        must = [self._group(group) for group in query.groups if group.quoted]
        should: list[Query] = []
        free = [self._group(group) for group in query.groups if not group.quoted]
        if free:
            minimum = max(0, query.minimum - len(must))
            loose = Q("bool", should=free, minimum_should_match=max(1, minimum))
            (must if minimum or not must else should).append(loose)
        if self._with_facets:
            should.extend(self._bonuses(query))
        return Q("bool", must=must, should=should)

    def _bonuses(self, query: EngineQuery) -> Iterator[Query]:
        """What adds to the score of things that were found."""
        if len(query.groups) in weights.ALL_TERMS_GROUPS:
            lemmas = [term.lemma for group in query.groups for term in group.terms if term.lemma]
            yield from self._all_terms(lemmas)
            yield from self._near(lemmas)
        yield from self._as_typed(query.typed)
        yield from map(facet_score, query.preferred)

    def phrase(self, groups: Iterable[QueryGroup]) -> Query | None:
        """All words of the query in their order, close together in one field.

        The small words of the sentence are no part of the query, so each word may stand a few places on.
        """
        written = _written(groups)
        if len(written) < 2:
            return None
        slop = weights.PHRASE_SLOP * (len(written) - 1)
        return _best([self._phrase(f"{name}.geschreven", written, 1.0, slop) for name in self._fields])

    def _as_typed(self, typed: Sequence[str]) -> Iterator[Query]:
        """A title, or half a sentence; each word counts alike, for in a document of thirty pages it would be lost."""
        for name, lengths in weights.AS_TYPED_WORDS.items():
            if len(typed) in lengths:
                just_so = self._phrase(f"{name}.geschreven", typed, 1.0, weights.TYPED_SLOP)
                yield Q("constant_score", filter=just_so, boost=weights.AS_TYPED * len(typed))

    def _like(self, like: Likeness) -> Query:
        """In title and text only: labels are among the matches, and attachments speak of many things besides."""
        words = [
            _one(f"{name}.{stream}", lemma, self._fields[name] * weight)
            for lemma in like.lemmas
            for name in ("titel", "tekst")
            for stream, weight in (("lemmas", 1.0), ("delen", weights.PART_OF_COMPOUND))
        ]
        return Q("bool", should=[*words, *map(facet_score, like.matches)], minimum_should_match=1)

    # -- groups ------------------------------------------------------------------------------------

    def _group(self, group: QueryGroup) -> Query:
        if group.quoted:
            return _best([self._exact(group.terms, name, weight) for name, weight in self._fields.items()])
        own = self._together(group.terms) if group.near else self._terms(group.terms)
        others = [_weighed(self._together(other.terms), other.weight) for other in group.alternatives]
        words = Q("dis_max", queries=[own, *others], tie_breaker=0.0) if others else own
        if not (self._with_facets and group.meant):
            return words
        return Q("bool", should=[words, *map(facet_score, group.meant)], minimum_should_match=1)

    def _terms(self, terms: tuple[QueryTerm, ...]) -> Query:
        if len(terms) == 1:
            return _term(terms[0], self._weighed)
        return Q("bool", must=[_term(term, self._weighed) for term in terms])

    def _together(self, terms: tuple[QueryTerm, ...]) -> Query:
        """What was not typed, or says nothing apart, counts only where its words stand together."""
        if len(terms) == 1:
            return _term(terms[0], self._weighed)
        lemmas = [term.lemma for term in terms]
        return _best([self._phrase(f"{name}.lemmas", lemmas, weight, 1) for name, weight in self._fields.items()])

    def _all_terms(self, lemmas: Sequence[str]) -> Iterator[Query]:
        """All words of the query together in one field."""
        if len(lemmas) < 2:
            return
        for name in weights.ALL_TERMS_FIELDS:
            together = [_one(f"{name}.lemmas", lemma, 1.0) for lemma in lemmas]
            yield Q("bool", must=together, boost=self._fields[name] * weights.ALL_TERMS)

    def _near(self, lemmas: Sequence[str]) -> Iterator[Query]:
        """Each two words that follow each other, close together in one field."""
        fields = [(f"{name}.lemmas", self._fields[name]) for name in weights.NEAR_FIELDS]
        for pair in pairwise(lemmas):
            near = _best([self._phrase(name, pair, weight, weights.NEAR_SLOP) for name, weight in fields])
            yield _weighed(near, weights.NEAR)

    def _exact(self, terms: tuple[QueryTerm, ...], name: str, weight: float) -> Query:
        field = f"{name}.geschreven"
        if len(terms) == 1:
            return _one(field, terms[0].written, weight)
        return self._phrase(field, [term.written for term in terms], weight, 0)

    @staticmethod
    def _phrase(field: str, words: Sequence[str], weight: float, slop: int) -> Query:
        return Q("match_phrase", **{field: {"query": " ".join(words), "slop": slop, "boost": weight}})


@lru_cache(maxsize=4096)  # the words of readers come back; queries are never changed once they are made
def _term(term: QueryTerm, fields: tuple[tuple[str, float], ...]) -> Query:
    return _best(list(_matches(term, fields)))


def _matches(term: QueryTerm, fields: tuple[tuple[str, float], ...]) -> Iterator[Query]:
    for name, weight in fields:
        if term.lemma:
            yield _one(f"{name}.lemmas", term.lemma, weight)
            yield _one(f"{name}.delen", term.lemma, weight * weights.PART_OF_COMPOUND)
        yield _one(f"{name}.geschreven", term.written, weight * weights.WRITTEN)
    if term.parts:
        yield Q("bool", must=[_own_part(part, fields) for part in term.parts])


def _own_part(part: str, fields: tuple[tuple[str, float], ...]) -> Query:
    return _best(
        [
            _one(f"{name}.{stream}", part, weight * weights.OWN_PART)
            for name, weight in fields
            for stream in ("lemmas", "delen")
        ]
    )


def facet_filter(facet: str, values: Iterable[str]) -> Query:
    return Q("terms", **{f"facetten.{facet}": list(values)})


def facet_score(match: FacetMatch) -> Query:
    """One of the values of a facet, each thing alike."""
    return Q("constant_score", filter=facet_filter(match.facet, match.values), boost=match.weight)


def narrowed(query: EngineQuery) -> Iterator[Query]:
    """What holds for everything that is found or counted, besides the words."""
    for facet, values in query.restrictions.items():
        yield facet_filter(facet, values)
    if query.since or query.until:
        bounds = {}
        if query.since:
            bounds["gt"] = milliseconds(query.since)
        if query.until:
            bounds["lte"] = milliseconds(query.until)
        yield Q("range", verschenen=bounds)


def titles(words: Sequence[str]) -> Query:
    """All these words in the title, of the last one at least the beginning."""
    *whole, begun = words
    field = "titel.geschreven"
    beginning = Q("prefix", **{field: {"value": begun, "boost": 1}})
    return Q("bool", must=[*(_one(field, word, 1.0) for word in whole), beginning])


def _one(field: str, word: str, weight: float) -> Query:
    return Q("match", **{field: {"query": word, "boost": weight}})


def _best(queries: list[Query]) -> Query:
    return Q("dis_max", queries=queries, tie_breaker=weights.TIE_BREAKER)


def _weighed(query: Query, weight: float) -> Query:
    return Q("bool", must=[query], boost=weight)


def _written(groups: Iterable[QueryGroup]) -> list[str]:
    return [term.written for group in groups for term in group.terms]
