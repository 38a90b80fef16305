"""Where search documents come from: the rooms above register their sources here (AppConfig.ready)."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from search.document import SearchDocument


class DocumentSource(Protocol):
    """Yields the documents of one kind of thing, such as all pages or all articles."""

    naam: str  # "pagina": the first part of the keys below

    def keys(self) -> Iterator[int]:
        """The primary keys of all things that are published and public now, in a stable order."""
        ...

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument]]]:
        """Per key its documents (the thing itself and its passages); none where it is not public (any more)."""
        ...

    def public(self, keys: Iterable[int]) -> set[int]:
        """Those of the keys that are published and public now, in one or two queries: asked for every shown hit."""
        ...


_sources: dict[str, DocumentSource] = {}


def register_source(source: DocumentSource) -> None:
    _sources[source.naam] = source


def sources() -> dict[str, DocumentSource]:
    return dict(_sources)
