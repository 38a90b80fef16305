"""Queries for tantivy out of the groups of an EngineQuery; never through its query parser."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tantivy import FieldType, Occur, Query, Schema

from search import weights
from search.engines.contract import EngineQuery, FacetMatch, Likeness, QueryGroup, QueryTerm
from search.engines.embedded.fields import facet_field
from search.engines.stored import milliseconds
from search.language.lemmas import stem

THING_FIELDS = {
    "titel": weights.TITLE,
    "tekst": weights.BODY,
    "labels": weights.LABELS,
    "bijlage": weights.ATTACHMENT,
}
PASSAGE_FIELDS = {"tekst": weights.BODY}


class QueryBuilder:
    """Builds queries over some text fields, each with its weight."""

    def __init__(self, schema: Schema, fields: Mapping[str, float], *, with_facets: bool = True) -> None:
        self._schema = schema
        self._fields = fields
        self._with_facets = with_facets  # passages have none: there only words count

    def text(self, query: EngineQuery) -> Query | None:
        """What the words ask, or what things should be like; None when nothing is asked."""
        if query.like is not None:
            return self._like(query.like)
        if not query.groups:
            return None
        quoted = [(Occur.Must, self._group(group)) for group in query.groups if group.quoted]
        free = [group for group in query.groups if not group.quoted]
        parts = list(quoted)
        if free:
            minimum = max(0, query.minimum - len(quoted))
            loose = Query.boolean_query([(Occur.Should, self._group(group)) for group in free], minimum or None)
            parts.append((Occur.Must if minimum else Occur.Should, loose))
        if self._with_facets:
            parts.extend((Occur.Should, bonus) for bonus in self._bonuses(query))
        return Query.boolean_query(parts)

    def _bonuses(self, query: EngineQuery) -> Iterator[Query]:
        """What adds to the score of things that were found."""
        if len(query.groups) in weights.ALL_TERMS_GROUPS:
            stems = [stem(term.lemma) for group in query.groups for term in group.terms if term.lemma]
            yield from self._all_terms(stems)
            yield from self._near(stems)
        yield from self._as_typed(query.typed)
        yield from map(self._match, query.preferred)

    def filter(self, facet: str, values: Iterable[str]) -> tuple[Occur, Query]:
        """One of the values of a facet; no influence on the score."""
        return Occur.Must, self._match(FacetMatch(facet, tuple(values), 0.0))

    def appeared(self, since: datetime.datetime | None, until: datetime.datetime | None) -> tuple[Occur, Query]:
        between = Query.range_query(
            self._schema,
            "verschenen",
            FieldType.Unsigned,
            lower_bound=milliseconds(since) if since else 0,
            upper_bound=milliseconds(until) if until else None,
            include_lower=since is None,
        )
        return Occur.Must, Query.const_score_query(between, 0.0)

    def without(self, ids: Iterable[str]) -> Iterator[tuple[Occur, Query]]:
        return ((Occur.MustNot, Query.term_query(self._schema, "id", each)) for each in ids)

    def titles(self, words: Sequence[str]) -> Query:
        """All these words in the title, of the last one at least the beginning."""
        *whole, begun = words
        field = "titel_geschreven"
        parts = [(Occur.Must, Query.term_query(self._schema, field, word)) for word in whole]
        # Words are letters and digits only, so nothing in them means something in a regular expression.
        return Query.boolean_query([*parts, (Occur.Must, Query.regex_query(self._schema, field, f"{begun}.*"))])

    def phrase(self, groups: Iterable[QueryGroup]) -> Query | None:
        """All words of the query in their order, close together in one field.

        The small words of the sentence are no part of the query, so each word may stand a few places on.
        """
        written = _written(groups)
        if len(written) < 2:
            return None
        slop = weights.PHRASE_SLOP * (len(written) - 1)
        fields = [f"{name}_geschreven" for name in self._fields]
        return self._best([Query.phrase_query(self._schema, name, list(written), slop=slop) for name in fields])

    def _as_typed(self, typed: Sequence[str]) -> Iterator[Query]:
        """A title, or half a sentence; each word counts alike, for in a document of thirty pages it would be lost."""
        for name, lengths in weights.AS_TYPED_WORDS.items():
            if len(typed) in lengths:
                just_so = Query.phrase_query(self._schema, f"{name}_geschreven", list(typed), slop=weights.TYPED_SLOP)
                yield Query.const_score_query(just_so, weights.AS_TYPED * len(typed))

    def _like(self, like: Likeness) -> Query:
        """In title and text only: labels are among the matches, and attachments speak of many things besides."""
        words = [
            self._one(f"{name}_{stream}", stem(lemma), self._fields[name] * weight)
            for lemma in like.lemmas
            for name in ("titel", "tekst")
            for stream, weight in (("lemmas", 1.0), ("delen", weights.PART_OF_COMPOUND))
        ]
        return Query.boolean_query([(Occur.Should, each) for each in (*words, *map(self._match, like.matches))])

    # -- groups ------------------------------------------------------------------------------------

    def _group(self, group: QueryGroup) -> Query:
        if group.quoted:
            return self._best([self._exact(group.terms, name, weight) for name, weight in self._fields.items()])
        own = self._together(group.terms) if group.near else self._terms(group.terms)
        others = [Query.boost_query(self._together(other.terms), other.weight) for other in group.alternatives]
        words = Query.disjunction_max_query([own, *others]) if others else own
        if not (self._with_facets and group.meant):
            return words
        meant = [(Occur.Should, self._match(match)) for match in group.meant]
        return Query.boolean_query([(Occur.Should, words), *meant])

    def _terms(self, terms: tuple[QueryTerm, ...]) -> Query:
        if len(terms) == 1:
            return self._term(terms[0])
        return Query.boolean_query([(Occur.Must, self._term(term)) for term in terms])

    def _together(self, terms: tuple[QueryTerm, ...]) -> Query:
        """What was not typed, or says nothing apart, counts only where its words stand together."""
        if len(terms) == 1:
            return self._term(terms[0])
        stems = [stem(term.lemma) for term in terms]
        return self._best(
            [Query.boost_query(self._beside(f"{name}_lemmas", stems), weight) for name, weight in self._fields.items()]
        )

    def _beside(self, field: str, stems: Sequence[str]) -> Query:
        """These words in their order, with at most one other word somewhere between.

        With a slop tantivy takes a word for itself when it is asked twice, and of more than two words it counts more
        things than it finds: then each way is spelled out.
        """
        if len(stems) == len(set(stems)) == 2:
            return Query.phrase_query(self._schema, field, list(stems), slop=1)
        ways = [[(at + (at >= gap), each) for at, each in enumerate(stems)] for gap in range(1, len(stems) + 1)]
        return Query.disjunction_max_query([Query.phrase_query(self._schema, field, list(way)) for way in ways])

    def _term(self, term: QueryTerm) -> Query:
        return self._best(list(self._matches(term)))

    def _matches(self, term: QueryTerm) -> Iterator[Query]:
        base = stem(term.lemma)
        for name, weight in self._fields.items():
            if base:
                yield self._one(f"{name}_lemmas", base, weight)
                yield self._one(f"{name}_delen", base, weight * weights.PART_OF_COMPOUND)
            yield self._one(f"{name}_geschreven", term.written, weight * weights.WRITTEN)
        if term.parts:
            yield Query.boolean_query([(Occur.Must, self._own_part(stem(part))) for part in term.parts])

    def _own_part(self, part: str) -> Query:
        return self._best(
            [
                self._one(f"{name}_{stream}", part, weight * weights.OWN_PART)
                for name, weight in self._fields.items()
                for stream in ("lemmas", "delen")
            ]
        )

    def _all_terms(self, stems: Sequence[str]) -> Iterator[Query]:
        """All words of the query together in one field."""
        if len(stems) < 2:
            return
        for name in weights.ALL_TERMS_FIELDS:
            together = [(Occur.Must, self._one(f"{name}_lemmas", each, 1.0)) for each in stems]
            yield Query.boost_query(Query.boolean_query(together), self._fields[name] * weights.ALL_TERMS)

    def _near(self, stems: Sequence[str]) -> Iterator[Query]:
        """Each two words that follow each other, close together in one field."""
        fields = [(f"{name}_lemmas", self._fields[name]) for name in weights.NEAR_FIELDS]
        for pair in pairwise(stems):
            near = [
                Query.boost_query(Query.phrase_query(self._schema, name, list(pair), slop=weights.NEAR_SLOP), weight)
                for name, weight in fields
            ]
            yield Query.boost_query(self._best(near), weights.NEAR)

    def _exact(self, terms: tuple[QueryTerm, ...], name: str, weight: float) -> Query:
        field = f"{name}_geschreven"
        if len(terms) == 1:
            return self._one(field, terms[0].written, weight)
        return Query.boost_query(Query.phrase_query(self._schema, field, [term.written for term in terms]), weight)

    def _match(self, match: FacetMatch) -> Query:
        """One of the values of a facet, each thing alike.

        A few terms beside each other take a quarter of the time of tantivy's own query for a set of terms.
        """
        field = facet_field(match.facet)
        one_of = [(Occur.Should, Query.term_query(self._schema, field, value)) for value in match.values]
        return Query.const_score_query(Query.boolean_query(one_of), match.weight)

    def _one(self, field: str, word: str, weight: float) -> Query:
        return Query.boost_query(Query.term_query(self._schema, field, word), weight)

    @staticmethod
    def _best(queries: list[Query]) -> Query:
        return Query.disjunction_max_query(queries, weights.TIE_BREAKER)


def _written(groups: Iterable[QueryGroup]) -> list[str]:
    return [term.written for group in groups for term in group.terms]
