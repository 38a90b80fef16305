"""Read documents from their sources, so that one thing that can't be read does not hold up all others."""

import logging
from collections.abc import Iterable, Iterator

from search.document import SearchDocument
from search.sources import DocumentSource, sources

logger = logging.getLogger(__name__)


def lees_documenten(bron: str, sleutels: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument] | None]]:
    """Per key its documents; None where reading failed, which is logged."""
    source = sources().get(bron)
    keys = list(sleutels)
    if source is None:
        yield from ((key, []) for key in keys)  # a kind of thing that no longer exists
        return
    left = dict.fromkeys(keys)
    try:
        for key, documents in source.documents(keys):
            left.pop(key, None)
            yield key, documents
    except Exception:  # content decides what goes wrong here, and the others must be found all the same
        logger.exception("Lezen voor de zoekindex mislukte; een voor een gaat het verder")
        for key in left:
            yield key, _one(source, key)


def _one(source: DocumentSource, key: int) -> list[SearchDocument] | None:
    try:
        return next((documents for _, documents in source.documents([key])), [])
    except Exception:  # idem
        logger.exception("%s %s is niet te lezen voor de zoekindex", source.naam, key)
        return None
