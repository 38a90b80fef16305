"""Writing to the index that serves and to one that is being built."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from elasticsearch import Elasticsearch

from search.engines.contract import EngineUnavailable, IndexMissing
from search.engines.elastic import bulk
from search.engines.elastic.bulk import Operation
from search.engines.elastic.connection import Connection
from search.engines.elastic.documents import document_id, key_of, thing
from search.engines.elastic.lease import Lease
from search.engines.elastic.store import Store
from search.language.analysis import AnalysedDocument

PATIENCE = 120.0  # seconds a rebuild waits for a server that is busy or starts anew


class ElasticWriter:
    """Keeps what is written until `flush`: nothing of a write that fails halfway is found."""

    def __init__(self, connection: Connection, store: Store) -> None:
        self._connection = connection
        self._store = store
        self._operations: dict[str, Operation] = {}
        self.refused: set[tuple[str, int]] = set()

    def replace(self, source: str, key: int, version: int, documents: Iterable[AnalysedDocument]) -> None:
        operation = Operation(document_id(source, key), version, thing(source, key, documents) or bulk.REMOVED)
        before = self._operations.get(operation.id)
        if before is None or before.version <= version:
            self._operations[operation.id] = operation

    def flush(self, patience: float) -> None:
        """To all that must have it. Which these are is asked only now, after what is written was read: an index that
        a rebuild began since has read the same or newer."""
        with self._connection.asking(patience) as client:
            while self._operations:
                aliased = self._store.aliased(client)
                try:
                    if self._store.building in aliased:
                        self._send(client, self._store.building, refresh=False)
                    self._send(client, self._store.serving, refresh=True)
                    return
                except IndexMissing:
                    if self._store.building not in aliased:
                        raise
                    # The rebuild ended or was given up meanwhile: once more, to what there is now.

    def _send(self, client: Elasticsearch, alias: str, *, refresh: bool) -> None:
        """What is refused for itself goes from the index: readers are better off without than with the old text."""
        for chunk in bulk.chunks(self._operations.values()):
            refused = bulk.send(client, alias, chunk, refresh=refresh)
            self.refused.update(key_of(each.id) for each in refused)
            removals = [Operation(each.id, each.version, bulk.REMOVED) for each in refused]
            if removals:
                bulk.send(client, alias, removals, refresh=refresh)


class ElasticRebuild:
    """A version being built; it serves after `finish`."""

    def __init__(self, connection: Connection, store: Store, lease: Lease, version: str) -> None:
        self._connection = connection
        self._store = store
        self._lease = lease
        self._version = version
        self._as_of = 0
        self._stream = bulk.Stream(self._deliver)

    @property
    def refused(self) -> set[tuple[str, int]]:
        return {key_of(each.id) for each in self._stream.refused}

    def keep_removed(self) -> None:
        """What was removed is so here too: who read it before that, and writes it only now, would bring it back."""
        alias = self._store.own_alias(self._version)
        with self._connection.asking(PATIENCE) as client:
            removed = (Operation(id, version, bulk.REMOVED) for id, version in self._store.removed(client))
            for chunk in bulk.chunks(removed):
                bulk.send(client, alias, chunk, persistent=True)

    def as_of(self, version: int) -> None:
        self._as_of = version

    def add(self, source: str, key: int, documents: Iterable[AnalysedDocument]) -> None:
        body = thing(source, key, documents) or bulk.REMOVED
        self._stream.add(Operation(document_id(source, key), self._as_of, body))

    def keep_vocabulary(self, vocabulary: Mapping[str, int]) -> None:
        with self._connection.asking(PATIENCE) as client:
            self._store.save_vocabulary(client, self._version, vocabulary)

    @contextmanager
    def finish(self) -> Iterator[tuple[tuple[tuple[str, int], ...], ElasticWriter]]:
        """Nothing is left to catch up with: who wrote meanwhile wrote here too."""
        self._stream.finish()
        refused = len(self._stream.refused)
        if refused * 10 > self._stream.added:
            raise EngineUnavailable(f"Elasticsearch weigerde {refused} van {self._stream.added} documenten.")
        with self._connection.asking(PATIENCE) as client:
            self._store.complete(client, self._version)
        writer = ElasticWriter(self._connection, self._store)
        yield (), writer
        writer.flush(PATIENCE)
        self._lease.check()
        with self._connection.asking(PATIENCE) as client:
            self._store.serve(client, self._version)

    def close(self) -> None:
        self._stream.close()

    def _deliver(self, operations: list[Operation]) -> list[Operation]:
        self._lease.check()
        alias = self._store.own_alias(self._version)
        with self._connection.asking(PATIENCE) as client:
            return bulk.send(client, alias, operations, persistent=True)
