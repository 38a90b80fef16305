"""One version of the embedded index, opened for reading."""

import threading
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from search.engines.embedded import fields
from search.engines.embedded.store import Store

Counts = tuple[int, Mapping[str, Mapping[str, int]]]  # the total, and per facet the number of things of each value


class _Reader:
    """A tantivy index that reloads when its files say that another process committed."""

    def __init__(self, folder: Path) -> None:
        self._meta = folder / "meta.json"
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._seen = self._stamp()
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")
        self._index.reload()
        self._current = Snapshot(self._index.searcher())

    def snapshot(self) -> "Snapshot":
        stamp = self._stamp()
        if stamp != self._seen:
            with self._lock:
                self._index.reload()
                self._current = Snapshot(self._index.searcher())
                self._seen = stamp
        return self._current

    def _stamp(self) -> tuple[int, int] | None:
        try:
            stat = self._meta.stat()
        except FileNotFoundError:  # a rebuild took over since the request began; what is open still answers
            return self._seen
        return stat.st_mtime_ns, stat.st_ino


@dataclass(frozen=True)
class Snapshot:
    """The index as it was at one commit, with what was counted in it."""

    searcher: tantivy.Searcher
    counts: dict[Hashable, Counts] = field(default_factory=dict)


class Opened:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.things_schema = fields.things_schema()
        self.passages_schema = fields.passages_schema()
        self._things = _Reader(folder / "dingen")
        self._passages = _Reader(folder / "passages")
        self._vocabulary: dict[str, int] | None = None

    def things(self) -> Snapshot:
        return self._things.snapshot()

    def passages(self) -> tantivy.Searcher:
        return self._passages.snapshot().searcher

    def vocabulary(self) -> Mapping[str, int]:
        if self._vocabulary is None:
            self._vocabulary = Store.load_vocabulary(self.folder)
        return self._vocabulary
