"""The collection's vocabulary, kept in the process for as long as the same index serves."""

import threading
import time
from collections.abc import Mapping

from search.engines.elastic.connection import Connection
from search.engines.elastic.store import Store

_LOOKED_UP = 3.0  # seconds until it is asked again which index serves


class Vocabulary:
    def __init__(self, connection: Connection, store: Store) -> None:
        self._connection = connection
        self._store = store
        self._lock = threading.Lock()
        self._version = ""
        self._words: Mapping[str, int] = {}
        self._until = 0.0

    def words(self) -> Mapping[str, int]:
        if time.monotonic() < self._until:
            return self._words
        with self._connection.reading() as client:
            version = self._store.serving_version(client)
            words = self._words if version == self._version else self._store.load_vocabulary(client, version)
        with self._lock:
            self._version, self._words, self._until = version, words, time.monotonic() + _LOOKED_UP
        return self._words

    def forget(self) -> None:
        """For who changed which index serves."""
        self._until = 0.0
