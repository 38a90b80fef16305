"""Tell search that something changed, in the transaction of the change."""

from search.models import Indexwijziging


def meld_wijziging(bron: str, sleutel: int) -> None:
    """Write to the outbox that thing `sleutel` of source `bron` must be indexed anew."""
    Indexwijziging.objects.create(bron=bron, sleutel=sleutel)
