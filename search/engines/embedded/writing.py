"""The embedded engine: writing to a version, and building a new one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.contract import EngineUnavailable
from search.engines.embedded import fields
from search.engines.embedded.store import Store
from search.language.analysis import AnalysedDocument

_SMALL = 15_000_000  # bytes tantivy may hold before it writes a segment: its minimum
_LARGE = 200_000_000


class VersionWriter:
    """Writes to both collections of one version; nothing is found before the commit."""

    refused: Collection[tuple[str, int]] = ()  # it takes whatever can be made into a document

    def __init__(self, folder: Path, memory: int) -> None:
        self.keys: list[tuple[str, int]] = []
        with _as_unavailable():
            self._things = tantivy.Index(fields.things_schema(), str(folder / "dingen")).writer(memory, 1)
            self._passages = tantivy.Index(fields.passages_schema(), str(folder / "passages")).writer(memory, 1)

    def replace(self, source: str, key: int, version: int, documents: Iterable[AnalysedDocument]) -> None:
        # The lock on the writer already puts versions in order: whoever holds it read the newest state.
        made = _made(source, key, documents)  # before anything goes: what can't be made takes nothing away
        self.keys.append((source, key))
        with _as_unavailable():
            for writer in (self._things, self._passages):
                writer.delete_documents_by_term("sleutel", fields.source_key(source, key))
        self._put(*made)

    def add(self, source: str, key: int, documents: Iterable[AnalysedDocument]) -> None:
        self._put(*_made(source, key, documents))

    def _put(self, things: Iterable[tantivy.Document], passages: Iterable[tantivy.Document]) -> None:
        with _as_unavailable():
            for document in things:
                self._things.add_document(document)
            for document in passages:
                self._passages.add_document(document)

    def commit(self) -> None:
        with _as_unavailable():
            self._passages.commit()
            self._things.commit()

    def close(self) -> None:
        """Let go of tantivy's own lock; what was not committed is gone."""
        with _as_unavailable():
            self._things.wait_merging_threads()
            self._passages.wait_merging_threads()


def _made(
    source: str, key: int, documents: Iterable[AnalysedDocument]
) -> tuple[list[tantivy.Document], list[tantivy.Document]]:
    """Things and passages. Not tantivy's errors: what goes wrong here is the content's doing."""
    documents = list(documents)
    passages = [each for each in documents if each.document.ouder]
    things = [fields.thing(source, key, each, len(passages)) for each in documents if not each.document.ouder]
    return things, [fields.passage(source, key, each) for each in passages]


@contextmanager
def version_writer(folder: Path, memory: int = _SMALL) -> Iterator[VersionWriter]:
    writer = VersionWriter(folder, memory)
    try:
        yield writer
        writer.commit()
    finally:
        writer.close()


class EmbeddedRebuild:
    """A version being built; it serves after `finish`."""

    refused: Collection[tuple[str, int]] = ()  # like the writer

    def __init__(self, store: Store, version: Path) -> None:
        self._store = store
        self._version = version
        with _as_unavailable():
            for name in ("dingen", "passages"):
                (version / name).mkdir()
        self._writer = VersionWriter(version, _LARGE)

    def as_of(self, version: int) -> None:
        """The lock on the writer puts versions in order, and what was written meanwhile is written once more."""

    def add(self, source: str, key: int, documents: Iterable[AnalysedDocument]) -> None:
        self._writer.add(source, key, documents)

    def keep_vocabulary(self, vocabulary: Mapping[str, int]) -> None:
        with _as_unavailable():
            self._store.save_vocabulary(self._version, dict(vocabulary))

    @contextmanager
    def finish(self) -> Iterator[tuple[list[tuple[str, int]], VersionWriter]]:
        self._writer.commit()
        with self._store.writer_lock(timeout=60):
            with _as_unavailable():
                changed = self._store.logged_changes(self._version)
            yield changed, self._writer
            self._writer.commit()
            self._writer.close()
            with _as_unavailable():
                self._store.serve(self._version)


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """tantivy raises ValueError for whatever goes wrong: no space, no such folder, another writer."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailable(str(error)) from error
