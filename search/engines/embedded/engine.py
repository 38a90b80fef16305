"""The embedded engine: reading."""

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tantivy import Occur, Query

from search import weights
from search.engines.contract import (
    EngineHit,
    EngineQuery,
    EngineResult,
    EngineStatus,
    EngineUnavailable,
    IndexMissing,
    Rebuild,
    Writer,
)
from search.engines.embedded import fields
from search.engines.embedded.counting import Question, counts
from search.engines.embedded.opened import Opened
from search.engines.embedded.queries import PASSAGE_FIELDS, THING_FIELDS, QueryBuilder
from search.engines.embedded.store import Store
from search.engines.embedded.writing import EmbeddedRebuild, version_writer

_ORDERED_BY = {"relevance": None, "date": "volgorde", "appearance": "verschenen"}


class EmbeddedEngine:
    """Safe for any number of threads and processes: many read, one at a time writes."""

    name = "ingebouwd"
    schema = fields.SCHEMA_VERSION

    def __init__(self, folder: str | Path) -> None:
        self._store = Store(Path(folder))
        self._lock = threading.Lock()
        self._opened: Opened | None = None

    # -- searching ---------------------------------------------------------------------------------

    def search(self, query: EngineQuery) -> EngineResult:
        opened = self._current()
        builder = QueryBuilder(opened.things_schema, THING_FIELDS)
        with _errors():
            things = opened.things()
            question = Question(builder, query)
            total, facets = counts(things, question, query) if query.counted else (query.per_page, {})
            page = max(1, min(query.page, -(-total // query.per_page)))
            found = things.searcher.search(
                question.query(),
                limit=query.per_page,
                count=False,
                offset=(page - 1) * query.per_page,
                order_by_field=_ORDERED_BY[query.sort],
            )
            scored = query.sort == "relevance"
            hits = tuple(
                fields.hit(things.searcher.doc(address), score if scored else 0.0) for score, address in found.hits
            )
        return EngineResult(total=total if query.counted else len(hits), page=page, hits=hits, facets=facets)

    def totals(self, queries: Sequence[EngineQuery]) -> Sequence[int]:
        opened = self._current()
        builder = QueryBuilder(opened.things_schema, THING_FIELDS)
        with _errors():
            things = opened.things()
            return [counts(things, Question(builder, query), replace(query, facets=()))[0] for query in queries]

    def search_passages(
        self, query: EngineQuery, parents: Sequence[str], per_parent: int = 3
    ) -> Mapping[str, Sequence[EngineHit]]:
        opened = self._current()
        builder = QueryBuilder(opened.passages_schema, PASSAGE_FIELDS, with_facets=False)
        text = builder.text(query)
        if text is None:
            return {}
        wanted = [(Occur.Must, text)]
        if phrase := builder.phrase(query.groups):
            wanted.append((Occur.Should, Query.boost_query(phrase, weights.PASSAGE_PHRASE)))
        passages: dict[str, Sequence[EngineHit]] = {}
        with _errors():
            searcher = opened.passages()
            for parent in parents:
                of_parent = Query.const_score_query(Query.term_query(opened.passages_schema, "ouder", parent), 0.0)
                found = searcher.search(
                    Query.boolean_query([(Occur.Must, of_parent), *wanted]), limit=per_parent, count=False
                )
                if found.hits:
                    passages[parent] = [fields.hit(searcher.doc(address), score) for score, address in found.hits]
        return passages

    def complete(self, words: Sequence[str], limit: int) -> Sequence[EngineHit]:
        if not words:
            return []
        opened = self._current()
        with _errors():
            searcher = opened.things().searcher
            query = QueryBuilder(opened.things_schema, THING_FIELDS).titles(words)
            found = searcher.search(query, limit=limit, count=False)
            return [fields.hit(searcher.doc(address), score) for score, address in found.hits]

    def vocabulary(self) -> Mapping[str, int]:
        opened = self._current()
        with _errors():
            return opened.vocabulary()

    # -- writing -----------------------------------------------------------------------------------

    @contextmanager
    def write(self, timeout: float) -> Iterator[Writer]:
        with self._store.writer_lock(timeout), version_writer(self._store.serving()) as writer:
            yield writer
            self._store.log_changes(writer.keys)

    @contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        with self._store.rebuild_lock():
            with self._store.writer_lock(timeout=60), _errors():
                version = self._store.new_version()
            try:
                yield EmbeddedRebuild(self._store, version)
            finally:
                if not self._store.serves(version):
                    shutil.rmtree(version, ignore_errors=True)

    # -- state -------------------------------------------------------------------------------------

    def status(self) -> EngineStatus:
        rebuilding = self._store.is_rebuilding()
        try:
            opened = self._current()
            with _errors():
                return EngineStatus(
                    name=self.name,
                    usable=True,
                    version=opened.folder.name,
                    things=opened.things().searcher.num_docs,
                    passages=opened.passages().num_docs,
                    size=self._store.size(opened.folder),
                    rebuilding=rebuilding,
                )
        except EngineUnavailable:
            return EngineStatus(name=self.name, usable=False, rebuilding=rebuilding)

    def _current(self) -> Opened:
        """The serving version, opened; it may have been switched since the last request."""
        for last_try in (False, True):
            folder = self._store.serving()
            with self._lock:
                if self._opened is not None and self._opened.folder == folder:
                    return self._opened
                try:
                    self._opened = Opened(folder)
                    return self._opened
                except (ValueError, OSError) as error:  # tantivy raises ValueError for whatever it can't open
                    if last_try:
                        raise IndexMissing(str(error)) from error
        raise AssertionError("unreachable")


@contextmanager
def _errors() -> Iterator[None]:
    """tantivy raises ValueError for all that goes wrong inside it; files can be away or unreadable by themselves."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailable(str(error)) from error
