"""Bring what is in the outbox to the index: in order, as often as needed, by one process at a time."""

import logging
import time
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from search.actions.documenten_lezen import lees_documenten
from search.editor_index import update_editor_index
from search.engines import get_engine
from search.engines.contract import EngineUnavailable, IndexMissing, Writer
from search.labels import labels
from search.language.analysis import Analyser
from search.models import Indexwijziging, Teller
from search.page_source import NAAM as PAGINA

logger = logging.getLogger(__name__)

_BATCH = 200
_DIRECTLY = 20  # rows handled in the request that made them; more is for the worker
_PATIENCE = 0.7  # seconds a request may spend on the index; all in all it takes less than a second longer
_WORKER_PATIENCE = 10.0
_PAUSE = 5.0  # after a failure, requests leave the index to the worker for so long: one waits, not each
_paused_until = 0.0


def werk_bij() -> int:
    """For the worker: everything that waits, and the whole index where there is none; how many things were done."""
    done = 0
    try:
        get_engine().vocabulary()  # tells whether there is an index
        while handled := _batch(_BATCH, _WORKER_PATIENCE):
            done += handled
    except IndexMissing:
        _bouw()
    except EngineUnavailable as error:
        logger.warning("De zoekindex wordt later bijgewerkt: %s", error)
    return done


def _bouw() -> None:
    from search.actions.index_herbouwen import herbouw

    logger.warning("Er is geen bruikbare zoekindex; hij wordt nu opgebouwd.")
    try:
        herbouw()
    except EngineUnavailable as error:  # another process may be at it already
        logger.warning("De zoekindex wordt later opgebouwd: %s", error)


def werk_direct_bij() -> None:
    """For the request that made a change: at once if that takes no longer than a second, else the worker does it."""
    global _paused_until
    if time.monotonic() < _paused_until or not 0 < Indexwijziging.objects.count() <= _DIRECTLY:
        return
    try:
        _batch(_DIRECTLY, _PATIENCE)
    except EngineUnavailable as error:
        _paused_until = time.monotonic() + _PAUSE
        logger.info("De zoekindex volgt later: %s", error)


def _batch(most: int, patience: float) -> int:
    """The oldest rows; how many things these were.

    The version is drawn after the rows were read and before their documents are: whoever draws a higher one sees at
    least what these rows tell of, so that the highest version of a thing is never an older state of it.
    A row goes after the engine committed what it asks; killed in between, it is simply done again.
    """
    if not Indexwijziging.objects.exists():
        return 0
    engine = get_engine()
    deadline = time.monotonic() + patience
    with engine.write(timeout=patience) as writer:
        rows = list(Indexwijziging.objects.order_by("id")[:most])
        keys = list(dict.fromkeys((row.bron, row.sleutel) for row in rows))
        failed = write_keys(engine.vocabulary(), writer, Teller.volgende(Teller.INDEX), keys)
    update_editor_index([key for source, key in keys if source == PAGINA])
    with transaction.atomic():
        try_again(failed)
        Indexwijziging.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if time.monotonic() > deadline:
        logger.info("Het bijwerken van %d wijzigingen duurde langer dan %.1f s.", len(rows), patience)
    return len(keys) - len(failed)


def write_keys(
    vocabulary: Mapping[str, int], writer: Writer, version: int, keys: Collection[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Write the present documents of these keys as this version; returns the keys that could not be read."""
    failed: list[tuple[str, int]] = []
    analyser = Analyser(vocabulary, labels().names)
    for name in dict.fromkeys(source for source, _ in keys):
        for key, documents in lees_documenten(name, [key for source, key in keys if source == name]):
            if documents is None:
                failed.append((name, key))
            else:
                writer.replace(name, key, version, [analyser.document(d) for d in documents])
    return failed


def try_again(failed: Iterable[tuple[str, int]]) -> None:
    """What could not be read goes to the end of the queue, behind what others wait for."""
    Indexwijziging.objects.bulk_create(Indexwijziging(bron=source, sleutel=key) for source, key in failed)
