"""Build the index anew beside the serving one, and let it take over."""

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO

from search.actions.documenten_lezen import lees_documenten
from search.actions.index_bijwerken import apart, follow_for_editors, schema_of, try_again, write_keys
from search.document import SearchDocument
from search.engines import get_engine
from search.engines.contract import Rebuild
from search.labels import labels
from search.language.analysis import Analyser
from search.language.tokens import clean, plain, raw_words
from search.models import Indexwijziging, Teller
from search.page_source import NAAM as PAGINA
from search.sources import sources

_BATCH = 200
Progress = Callable[[str, int], None]
_Read = tuple[str, int, list[SearchDocument]]


def herbouw(progress: Progress = lambda step, count: None) -> int:
    """All documents of all sources into a new index; returns how many things were read.

    Twice over the documents: what is a word of the collection is known only once all were seen. `progress` is told
    the name of the step and how many things it has done.
    """
    waiting = list(Indexwijziging.objects.values_list("pk", "bron", "sleutel"))  # all that is read below is as new
    engine = get_engine()
    with engine.rebuild() as rebuild, tempfile.TemporaryFile() as spool:
        Teller.zet(schema_of(engine), engine.schema)
        rebuild.as_of(Teller.volgende(Teller.INDEX))
        vocabulary, failed = _read(spool, progress)
        rebuild.keep_vocabulary(vocabulary)
        built = _build(rebuild, spool, vocabulary, failed, progress)
        waited = {(source, key) for _, source, key in waiting}
        for source, key in waited - built - failed:
            rebuild.add(source, key, [])  # gone: also who is about to write what it read before must find it so
        with rebuild.finish() as (changed, writer):
            failed.update(rebuild.refused)
            try_again(failed - waited)  # those that wait keep waiting
            try_again(write_keys(vocabulary, writer, Teller.volgende(Teller.INDEX), changed))
            progress("intussen gewijzigd", len(changed))
    _settle([row for row in waiting if row[1:] not in failed], progress)
    return len(built)


def _settle(rows: Sequence[tuple[int, str, int]], progress: Progress) -> None:
    """Exactly these rows of the outbox are done: others may have come meanwhile, also with lower ids."""
    for begin in range(0, len(rows), _BATCH):
        batch = rows[begin : begin + _BATCH]
        follow_for_editors([key for _, source, key in batch if source == PAGINA])
        Indexwijziging.objects.filter(pk__in=[pk for pk, _, _ in batch]).delete()
        progress("zoeken in de redactie", begin + len(batch))


def _read(spool: IO[bytes], progress: Progress) -> tuple[dict[str, int], set[tuple[str, int]]]:
    """Everything the sources yield, into the spool; returns the words that two documents or more have, and the keys
    that could not be read."""
    found: Counter[str] = Counter()
    failed: set[tuple[str, int]] = set()
    done = 0
    for name, source in sources().items():
        keys = source.keys()
        while batch := list(islice(keys, _BATCH)):
            for key, documents in lees_documenten(name, batch):
                if documents is None:
                    failed.add((name, key))
                    continue
                kept, words = b"", set[str]()
                with apart(name, key, failed):
                    words = _words_of(documents)
                    kept = pickle.dumps((name, key, documents), pickle.HIGHEST_PROTOCOL)
                spool.write(kept)
                found.update(words)
            done += len(batch)
            progress("lezen", done)
    return {word: count for word, count in found.items() if count > 1 and len(word) > 2}, failed


def _words_of(documents: list[SearchDocument]) -> set[str]:
    texts = (
        text
        for document in documents
        if not document.ouder
        for text in (document.titel, document.samenvatting, document.tekst, document.bijlagetekst)
    )
    written = {word for text in texts for word in raw_words(clean(text))}
    return {word for word in map(plain, written) if word.isalpha()}


def _build(
    rebuild: Rebuild,
    spool: IO[bytes],
    vocabulary: Mapping[str, int],
    failed: set[tuple[str, int]],
    progress: Progress,
) -> set[tuple[str, int]]:
    """The keys that were read; of these, what can't be made into documents is added to `failed`."""
    analyser = Analyser(vocabulary, labels().names)
    read: set[tuple[str, int]] = set()
    for name, key, documents in _spooled(spool):
        with apart(name, key, failed):
            rebuild.add(name, key, [analyser.document(document) for document in documents])
        read.add((name, key))
        if len(read) % _BATCH == 0:
            progress("schrijven", len(read))
    progress("schrijven", len(read))
    return read


def _spooled(spool: IO[bytes]) -> Iterator[_Read]:
    spool.seek(0)
    while True:
        try:
            yield pickle.load(spool)  # noqa: S301 - our own file, without a name and gone when closed
        except EOFError:
            return
