"""What a search engine must do. Everything above the engines knows only this.

An engine keeps things (what readers find), each with its passages (pages of its attachments). A thing is addressed
by the key of the source it comes from: at most one thing a key, so that a change replaces all the key yields.

Scores are BM25 with k1 1.2 and b 0.75, its numerator times (k1 + 1): weights that are not multiplied with it
(`search.weights`) are on that scale, and an engine that leaves the factor out divides them by it.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from search.language.analysis import AnalysedDocument


class EngineUnavailable(Exception):
    """The engine can't answer or be written to now: down, locked by another writer, or without a usable index."""


class IndexMissing(EngineUnavailable):
    """There is no index of the present schema: only a rebuild helps."""


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word of a query, in the forms the documents carry."""

    written: str  # folded, as typed
    lemma: str
    parts: tuple[str, ...] = ()  # lemmas of its own parts, if it is a compound


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words that mean the same: a synonym, or two words of the query written as one."""

    terms: tuple[QueryTerm, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class FacetMatch:
    """Things with one of these values of a facet, and how much that adds to their score."""

    facet: str
    values: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QueryGroup:
    """Words of the query that belong together: one word, a known concept of several words, or a quoted phrase."""

    terms: tuple[QueryTerm, ...]
    quoted: bool = False  # must stand there exactly so
    near: bool = False  # not quoted, but words that say nothing apart: in a text they stand together
    alternatives: tuple[Alternative, ...] = ()
    meant: tuple[FacetMatch, ...] = ()  # what the words are the name of: things of that match without the words too


@dataclass(frozen=True, slots=True)
class Likeness:
    """What things should be like: each of these that a thing has finds it, and adds to its score. Never empty."""

    lemmas: tuple[str, ...] = ()  # in title or text, also as part of a compound
    matches: tuple[FacetMatch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineQuery:
    """A question to the engine: built from tokens, never from the reader's text itself."""

    groups: tuple[QueryGroup, ...] = ()
    typed: tuple[str, ...] = ()  # all its words, folded, small ones too: for where they stand just so
    minimum: int = 0  # how many groups a thing must match; quoted ones always
    like: Likeness | None = None  # asked instead of words
    restrictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # facet -> values; hold for everything
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # idem; left out of their own facet's counts
    facets: tuple[str, ...] = ()  # of these the counts
    preferred: tuple[FacetMatch, ...] = ()  # adds to the score of what was found, finds nothing
    since: datetime.datetime | None = None  # only what appeared after this moment
    until: datetime.datetime | None = None  # only what had appeared by this moment
    without: tuple[str, ...] = ()  # ids of things left out, also of the counts
    sort: Literal["relevance", "date", "appearance"] = "relevance"  # the last two: newest first
    page: int = 1
    per_page: int = 10
    counted: bool = True  # False: only the first hits are wanted; the total is then no more than these


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineHit:
    """A thing or passage that was found, with what was stored for showing it."""

    id: str
    source: str
    key: int
    soort: str
    titel: str
    url: str
    samenvatting: str = ""
    tekst: str = ""
    datum: datetime.date | None = None
    verschenen: datetime.datetime | None = None
    bron_id: str = ""
    verzonnen: bool = False
    paginanummer: int | None = None
    passages: int = 0  # how many passages the thing has
    begrippen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # schema -> slugs
    gemeenten: tuple[str, ...] = ()  # CBS codes
    verwijzingen: tuple[str, ...] = ()  # articles it cites or is
    kaart: Mapping[str, Any] = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineResult:
    total: int
    page: int  # the page these hits are of: the last one when a later one was asked for
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Mapping[str, int]]  # facet -> value -> number of things; OR within a facet, AND between


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStatus:
    name: str
    usable: bool
    version: str = ""
    things: int = 0
    passages: int = 0
    size: int = 0  # bytes
    rebuilding: bool = False


class Writer(Protocol):
    """Writes to the serving index, and to one that is being built where the engine can do both; what was written is
    found after the `with` ends without an exception."""

    @property
    def refused(self) -> Collection[tuple[str, int]]:
        """Then: the keys whose documents the engine will never take, and which are not found any more."""
        ...

    def replace(self, source: str, key: int, version: int, documents: Iterable[AnalysedDocument]) -> None:
        """These are now the thing of this key and its passages (none: it is gone); an older version never undoes a
        later one, and the same one may be written again."""
        ...


class Rebuild(Protocol):
    """A new index beside the serving one, which what is written meanwhile reaches too."""

    @property
    def refused(self) -> Collection[tuple[str, int]]:
        """In the `with` of `finish`: the keys whose documents the engine will never take, and which are not in it."""
        ...

    def as_of(self, version: int) -> None:
        """What is added counts as this version, drawn after the rebuild began and before what is added was read. So
        who drew an older one and writes what it read before does not undo it; who drew a later one read later."""
        ...

    def add(self, source: str, key: int, documents: Iterable[AnalysedDocument]) -> None:
        """The thing of this key and its passages (none: it is gone, and nothing older brings it back)."""
        ...

    def keep_vocabulary(self, vocabulary: Mapping[str, int]) -> None:
        """Store the collection's vocabulary (word -> in how many documents) with the new index."""
        ...

    def finish(self) -> AbstractContextManager[tuple[Collection[tuple[str, int]], Writer]]:
        """Hold off other writers; give the keys that changed since the rebuild began and are not in the new index
        yet, and a writer to catch up with. When the `with` ends, the new index serves."""
        ...


class Engine(Protocol):
    """A search engine. Each method may raise EngineUnavailable."""

    name: str
    schema: int  # the number of its index's layout in this version of the portal

    def search(self, query: EngineQuery) -> EngineResult: ...

    def totals(self, queries: Sequence[EngineQuery]) -> Sequence[int]:
        """How many things each of these finds, asked together."""
        ...

    def search_passages(
        self, query: EngineQuery, parents: Sequence[str], per_parent: int = 3
    ) -> Mapping[str, Sequence[EngineHit]]:
        """The best passages of these things (ids) by the words of the query."""
        ...

    def complete(self, words: Sequence[str], limit: int) -> Sequence[EngineHit]:
        """Things whose titles have all these words (folded), of the last one at least the beginning."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """The collection's vocabulary as it was at the last rebuild."""
        ...

    def write(self, timeout: float) -> AbstractContextManager[Writer]:
        """A writer, within `timeout` seconds: for the engine to answer, or for another writer to finish where only
        one can write at a time."""
        ...

    def rebuild(self) -> AbstractContextManager[Rebuild]:
        """Begin a new index; left without `finish` it is thrown away and the old one keeps serving."""
        ...

    def status(self) -> EngineStatus:
        """Never raises."""
        ...
