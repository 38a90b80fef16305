"""Elasticsearch as an engine: reading, and the beginning of every write."""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError
from elasticsearch.dsl import Search

from search.engines.contract import (
    EngineHit,
    EngineQuery,
    EngineResult,
    EngineStatus,
    EngineUnavailable,
    Rebuild,
    Writer,
)
from search.engines.elastic import lease, requests
from search.engines.elastic.access import Access
from search.engines.elastic.connection import READING, Connection
from search.engines.elastic.documents import passage_hit, thing_hit
from search.engines.elastic.mapping import SCHEMA_VERSION
from search.engines.elastic.store import Store
from search.engines.elastic.vocabulary import Vocabulary
from search.engines.elastic.writing import PATIENCE, ElasticRebuild, ElasticWriter
from search.engines.patience import within

logger = logging.getLogger(__name__)


class ElasticEngine:
    """Safe for any number of threads, processes and machines."""

    name = "Elasticsearch"
    schema = SCHEMA_VERSION

    def __init__(self, access: Access) -> None:
        self._access = access
        self._connection = Connection(access)
        self._store = Store(access)
        self._vocabulary = Vocabulary(self._connection, self._store)

    # -- searching ---------------------------------------------------------------------------------

    def search(self, query: EngineQuery) -> EngineResult:
        if not query.counted:
            hits = _hits(self._ask(requests.things(query, 0, query.per_page))[0], query)
            return EngineResult(total=len(hits), page=1, hits=hits, facets={})
        asked_for = (max(1, query.page) - 1) * query.per_page
        found: Mapping[str, Any] | None = None
        if asked_for >= requests.FAR:
            (counted,) = self._ask(requests.counts(query))
        elif query.groups or query.like:
            (counted,) = (found,) = self._ask(requests.things_with_counts(query, asked_for))
        else:
            found, counted = self._ask(requests.things(query, asked_for, query.per_page), requests.counts(query))
        total = counted["hits"]["total"]["value"]
        page = max(1, min(query.page, -(-total // query.per_page)))
        first = (page - 1) * query.per_page
        hits = _hits(found, query) if found and first == asked_for else self._reach(query, first, total)
        return EngineResult(total=total, page=page, hits=hits, facets=requests.facets(query, counted))

    def totals(self, queries: Sequence[EngineQuery]) -> Sequence[int]:
        if not queries:
            return []
        return [answer["hits"]["total"]["value"] for answer in self._ask(*map(requests.total, queries))]

    def _reach(self, query: EngineQuery, first: int, total: int) -> tuple[EngineHit, ...]:
        """Things far on, or the last ones, from the side they are nearest to: all between is gone through."""
        size = min(query.per_page, total - first)
        if size <= 0:
            return ()
        from_end = total - first - size
        if first <= from_end:
            return _hits(self._ask(requests.things(query, first, size))[0], query)
        return _hits(self._ask(requests.things(query, from_end, size, backwards=True))[0], query)[::-1]

    def search_passages(
        self, query: EngineQuery, parents: Sequence[str], per_parent: int = 3
    ) -> Mapping[str, Sequence[EngineHit]]:
        search = requests.passages(query, parents, per_parent)
        if search is None or not parents:
            return {}
        (found,) = self._ask(search)
        return {
            thing["fields"]["id"][0]: [passage_hit(each) for each in thing["inner_hits"]["passages"]["hits"]["hits"]]
            for thing in found["hits"]["hits"]
        }

    def complete(self, words: Sequence[str], limit: int) -> Sequence[EngineHit]:
        if not words:
            return []
        (found,) = self._ask(requests.titles(words, limit))
        return [thing_hit(each, each["sort"][0]) for each in found["hits"]["hits"]]

    def vocabulary(self) -> Mapping[str, int]:
        return self._vocabulary.words()

    def _ask(self, *searches: Search) -> Sequence[Mapping[str, Any]]:
        """In one request. With the statistics of all shards together: else equal things score differently by where
        they happen to be; and an answer without some of them is none."""
        how: dict[str, Any] = {
            "index": self._store.serving,
            "search_type": "dfs_query_then_fetch" if self._access.shards > 1 else "query_then_fetch",
            "allow_partial_search_results": False,
        }
        with self._connection.reading() as client:
            if len(searches) == 1:
                return [client.search(body=searches[0].to_dict(), **how).body]
            together = client.msearch(searches=[part for each in searches for part in (how, each.to_dict())])
            for answer in together["responses"]:
                if "error" in answer:
                    raise ApiError(answer["error"]["type"], meta=together.meta, body=answer)
            return together["responses"]

    # -- writing -----------------------------------------------------------------------------------

    @contextmanager
    def write(self, timeout: float) -> Iterator[Writer]:
        """What is between is not counted in the timeout: reading from the database is not Elasticsearch's doing."""
        began = time.monotonic()
        with self._connection.asking(timeout) as client:
            self._store.serving_version(client)
        left = timeout - (time.monotonic() - began)
        writer = ElasticWriter(self._connection, self._store)
        yield writer
        writer.flush(left)

    @contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        with self._connection.asking(PATIENCE) as client:
            self._store.prepare(client)
        held = lease.Lease(self._connection, self._store.admin)
        held.take()
        try:
            with self._connection.asking(PATIENCE) as client:
                version = self._store.new_version(client)
            rebuild = ElasticRebuild(self._connection, self._store, held, version)
            try:
                rebuild.keep_removed()
                yield rebuild
            finally:
                rebuild.close()
                self._vocabulary.forget()
                self._give_up_unless_it_serves(version)
        finally:
            held.release()

    def _give_up_unless_it_serves(self, version: str) -> None:
        try:
            with self._connection.asking(PATIENCE) as client:
                if self._store.aliased(client).get(self._store.serving) != version:
                    self._store.discard(client, version)
        except EngineUnavailable as error:
            logger.warning("De onafgemaakte zoekindex blijft staan tot de volgende opbouw: %s", error)

    # -- state -------------------------------------------------------------------------------------

    def status(self) -> EngineStatus:
        rebuilding = False
        try:
            with within(READING):
                with self._connection.reading() as client:
                    rebuilding = lease.is_held(client, self._store.admin)
                with self._connection.reading() as client:
                    version = self._store.serving_version(client)
                (counted,) = self._ask(requests.everything())
                with self._connection.reading() as client:
                    stats = client.indices.stats(index=version, metric="store", filter_path="_all.primaries.store")
        except EngineUnavailable:
            return EngineStatus(name=self.name, usable=False, rebuilding=rebuilding)
        return EngineStatus(
            name=self.name,
            usable=True,
            version=version,
            things=counted["hits"]["total"]["value"],
            passages=counted["aggregations"]["passages"]["doc_count"],
            size=stats["_all"]["primaries"]["store"]["size_in_bytes"],
            rebuilding=rebuilding,
        )


def _hits(found: Mapping[str, Any], query: EngineQuery) -> tuple[EngineHit, ...]:
    scored = query.sort == "relevance"
    return tuple(thing_hit(each, each["sort"][0] if scored else 0.0) for each in found["hits"]["hits"])
