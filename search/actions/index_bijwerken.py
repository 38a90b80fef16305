"""Bring what is in the outbox to the index: in order, as often as needed, by one process at a time."""

import logging
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from search.actions.documenten_lezen import lees_documenten
from search.editor_index import update_editor_index
from search.engines import get_engine
from search.engines.contract import Engine, EngineUnavailable, IndexMissing, Writer
from search.engines.patience import within
from search.labels import labels
from search.language.analysis import Analyser
from search.models import Indexwijziging, Teller
from search.page_source import NAAM as PAGINA

logger = logging.getLogger(__name__)

_BATCH = 200
_DIRECTLY = 20  # rows handled in the request that made them; more is for the worker
_PATIENCE = 0.7  # seconds a request may spend on the index; all in all it takes less than a second longer
_WORKER_PATIENCE = 10.0
_SLOW = 0.3  # from here on the next change is left to the worker too
_PAUSE = 5.0  # after a failure, requests leave the index to the worker for so long: one waits, not each
_paused_until = 0.0


def werk_bij() -> int:
    """For the worker: everything that waits, and the whole index where there is none; how many things were done."""
    done = 0
    if is_overtaken(get_engine()):
        return done
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
    began = time.monotonic()
    if began < _paused_until or not 0 < Indexwijziging.objects.count() <= _DIRECTLY or is_overtaken(get_engine()):
        return
    try:
        with within(_PATIENCE):
            _batch(_DIRECTLY, _PATIENCE)
    except EngineUnavailable as error:
        _paused_until = time.monotonic() + _PAUSE
        logger.info("De zoekindex volgt later: %s", error)
    else:
        if time.monotonic() - began > _SLOW:  # one request may commit several times
            _paused_until = time.monotonic() + _PAUSE


def is_overtaken(engine: Engine) -> bool:
    """Whether a newer version of the portal builds or has an index of another layout: what this process would take
    from the outbox would never come in there. During an upgrade the outbox is for the new processes."""
    return Teller.stand(schema_of(engine)) > engine.schema


def schema_of(engine: Engine) -> str:
    return f"{Teller.SCHEMA} {engine.name}"


def _batch(most: int, patience: float) -> int:
    """The oldest rows; how many things these were.

    The version is drawn after the rows were read and before their documents are: whoever draws a higher one sees at
    least what these rows tell of, so that the highest version of a thing is never an older state of it.
    A row goes after the engine committed what it asks; killed in between, it is simply done again. It also stays when
    a newer version of the portal began an index meanwhile, which may have read the thing before this row came.
    """
    if not Indexwijziging.objects.exists():
        return 0
    engine = get_engine()
    with engine.write(timeout=patience) as writer:
        rows = list(Indexwijziging.objects.order_by("id")[:most])
        keys = list(dict.fromkeys((row.bron, row.sleutel) for row in rows))
        failed = write_keys(engine.vocabulary(), writer, Teller.volgende(Teller.INDEX), keys)
    failed.update(writer.refused)
    follow_for_editors([key for source, key in keys if source == PAGINA])
    with transaction.atomic():
        if is_overtaken(engine):
            return 0
        try_again(failed, rows)
        Indexwijziging.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(keys) - len(failed)


def follow_for_editors(pages: Sequence[int]) -> None:
    """The editors' own search: what goes wrong there keeps nothing from readers, and no page holds up another."""
    try:
        update_editor_index(pages)
    except Exception:  # content decides what goes wrong here
        if len(pages) > 1:
            for page in pages:
                follow_for_editors([page])
        else:
            logger.exception("Het zoeken in de redactie is niet bijgewerkt voor pagina %s", *pages)


def write_keys(
    vocabulary: Mapping[str, int], writer: Writer, version: int, keys: Collection[tuple[str, int]]
) -> set[tuple[str, int]]:
    """Write the present documents of these keys as this version; returns the keys that could not be read or made into
    what the engine takes, each by itself."""
    failed: set[tuple[str, int]] = set()
    analyser = Analyser(vocabulary, labels().names)
    for name in dict.fromkeys(source for source, _ in keys):
        for key, documents in lees_documenten(name, [key for source, key in keys if source == name]):
            with apart(name, key, failed):
                if documents is None:
                    failed.add((name, key))
                else:
                    writer.replace(name, key, version, [analyser.document(d) for d in documents])
    return failed


@contextmanager
def apart(source: str, key: int, failed: set[tuple[str, int]]) -> Iterator[None]:
    """What goes wrong with one thing keeps no other from the index; an engine that does not answer does."""
    try:
        yield
    except EngineUnavailable:
        raise
    except Exception:  # content decides what goes wrong here
        logger.exception("%s %s is niet in de zoekindex te zetten", source, key)
        failed.add((source, key))


def try_again(failed: Iterable[tuple[str, int]], rows: Iterable[Indexwijziging] = ()) -> None:
    """What failed goes to the end of the queue, behind what others wait for; of `rows` it keeps how long it waits, and
    that readers may have lost it: rows of one thing need not be in the order of what they tell."""
    of: dict[tuple[str, int], list[Indexwijziging]] = {}
    for row in rows:
        of.setdefault((row.bron, row.sleutel), []).append(row)
    Indexwijziging.objects.bulk_create(_again(*key, of.get(key, [])) for key in failed)


def _again(source: str, key: int, rows: Sequence[Indexwijziging]) -> Indexwijziging:
    return Indexwijziging(
        bron=source,
        sleutel=key,
        weg=any(row.weg for row in rows),
        aangemaakt=min((row.aangemaakt for row in rows), default=timezone.now()),
        pogingen=max((row.pogingen for row in rows), default=0) + 1,
    )
