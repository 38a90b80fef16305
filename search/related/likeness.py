"""What a thing is about, as a question for things like it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.core.cache import cache

from search import weights
from search.document import MODELVERORDENING, SearchDocument
from search.engines.contract import Engine, EngineQuery, FacetMatch, Likeness
from search.facets import VERWIJZING
from search.labels import Labels
from search.language.tokens import tokens
from search.related.telling_words import telling_words

_CANDIDATES = 12  # asked for: some are of the same booklet, no longer public, or not alike enough
_KEEP_COUNTS = 600  # seconds: how many things are about something changes slowly
_NAMED_IN_TITLES = ("thema", "resultaatgebied")

Value = tuple[str, str]  # of a facet: ("thema", "mantelzorg")


@dataclass(frozen=True)
class Subject:
    """The thing that others are like, and what it can share with them."""

    document: SearchDocument
    kinds: Sequence[str]  # of things that may be like it
    words: Mapping[str, float]  # telling lemma -> how much it tells
    values: Mapping[Value, float]  # concepts and articles -> how much sharing it says
    labels: Labels

    def question(self, without: Sequence[str]) -> EngineQuery:
        matches = [FacetMatch(facet, (value,), worth) for (facet, value), worth in self.values.items()]
        if self.document.gemeenten:
            matches.append(FacetMatch("gemeente", self.document.gemeenten, weights.RELATED_GEMEENTE))
        return EngineQuery(
            like=Likeness(lemmas=tuple(self.words), matches=tuple(matches)),
            restrictions={"soort": tuple(self.kinds)},
            without=(self.document.id, *without),
            per_page=_CANDIDATES,
            counted=False,
        )


def subject_of(document: SearchDocument, kinds: Sequence[str], engine: Engine, labels: Labels) -> Subject:
    counts = _counts(engine, kinds)
    own_gemeenten = [labels.name("gemeente", code) for code in document.gemeenten]
    return Subject(
        document=document,
        kinds=kinds,
        words=telling_words(document, engine.vocabulary(), counts.all_things, besides=own_gemeenten),
        values={
            (facet, value): weights.RELATED[facet]
            * log((counts.things + 1) / max(1, counts.having.get(facet, {}).get(value, 1)))
            for facet, value in dict.fromkeys([*_values(document), *_named_in_title(document, labels)])
        },
        labels=labels,
    )


def _values(document: SearchDocument) -> Iterator[Value]:
    for schema, slugs in document.begrippen.items():
        if schema in weights.RELATED:
            yield from ((schema, slug) for slug in slugs)
    for article in document.verwijzingen:
        if not article.startswith(f"{MODELVERORDENING}:"):  # these are things themselves
            yield VERWIJZING, article


def _named_in_title(document: SearchDocument, labels: Labels) -> Iterator[Value]:
    """Concepts that the title names word for word: of an article these tell more than what its version is about."""
    title = set(tokens(document.titel))
    for schema in _NAMED_IN_TITLES:
        for slug, name in labels.names.get(schema, {}).items():
            if title.issuperset(tokens(name)):
                yield schema, slug


@dataclass(frozen=True)
class _Counts:
    all_things: int
    things: int  # of the kinds that may be like it
    having: Mapping[str, Mapping[str, int]]  # facet -> value -> how many of them have it


def _counts(engine: Engine, kinds: Sequence[str]) -> _Counts:
    kept_as = f"verwant-aantallen-{'-'.join(kinds)}"
    counts: _Counts | None = cache.get(kept_as)
    if counts is None:
        of_kinds = {"soort": tuple(kinds)}
        found = engine.search(EngineQuery(facets=("soort", *weights.RELATED), filters=of_kinds, per_page=1))
        counts = _Counts(sum(found.facets["soort"].values()), found.total, found.facets)
        cache.set(kept_as, counts, _KEEP_COUNTS)
    return counts
