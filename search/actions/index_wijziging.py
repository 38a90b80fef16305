"""Tell search that something changed, in the transaction of the change."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from search.actions.index_bijwerken import werk_direct_bij
from search.models import Indexwijziging
from search.sources import sources

_deferred = threading.local()


def meld_wijziging(bron: str, sleutel: int) -> None:
    """Write to the outbox that thing `sleutel` of source `bron` must be indexed anew."""
    meld_wijzigingen(bron, [sleutel])


def meld_wijzigingen(bron: str, sleutels: Iterable[int]) -> None:
    sleutels = list(sleutels)
    if not sleutels:
        return
    zichtbaar = sources()[bron].public(sleutels)
    rows = [Indexwijziging(bron=bron, sleutel=sleutel, weg=sleutel not in zichtbaar) for sleutel in sleutels]
    Indexwijziging.objects.bulk_create(rows, batch_size=500)
    if not getattr(_deferred, "depth", 0):
        transaction.on_commit(werk_direct_bij, robust=True)


@contextmanager
def uitgesteld_indexeren() -> Iterator[None]:
    """Changes in here are written to the outbox as always, but the worker (or the caller) brings them to the index."""
    _deferred.depth = getattr(_deferred, "depth", 0) + 1
    try:
        yield
    finally:
        _deferred.depth -= 1
