"""What a page may show of other pages: their titles must not leak what is restricted."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)
_MEESTE = 1000


def openbaar(paginas: PageQuerySet) -> PageQuerySet:
    """Live pages without restriction, below live pages only: with a boekje its chapters are withdrawn too.

    What expired is not public either, nor what is below it, also while the worker has yet to take it off the site. For
    all pages at once; of a few, `openbare_sleutels` tells it much quicker.
    """
    verlopen = Q(expire_at__lt=timezone.now())
    gevonden = paginas.live().public().exclude(verlopen)
    for tak in Page.objects.filter(Q(live=False) | verlopen, numchild__gt=0).values_list("path", flat=True):
        gevonden = gevonden.exclude(path__startswith=tak)
    return gevonden


def openbare_sleutels(sleutels: Iterable[int]) -> set[int]:
    """Those of these pages that are public now, in the sense of `openbaar`.

    In two queries, written out: it is asked for every hit of every search, and making these of querysets takes ten
    times as long as answering them.
    """
    gevraagd = list(sleutels)
    if not gevraagd:
        return set()
    nu = connection.ops.adapt_datetimefield_value(timezone.now())
    gevonden = _rijen("SELECT id, path FROM wagtailcore_page WHERE id IN", gevraagd)
    lijnen = {sleutel: _lijn(pad) for sleutel, pad in gevonden}
    dicht = _rijen(
        "SELECT pagina.path FROM wagtailcore_page pagina "
        "LEFT JOIN wagtailcore_pageviewrestriction beperking ON beperking.page_id = pagina.id "
        "WHERE (NOT pagina.live OR pagina.expire_at < %s OR beperking.id IS NOT NULL) AND pagina.path IN",
        list({pad for lijn in lijnen.values() for pad in lijn}),
        nu,
    )
    gesloten = {pad for (pad,) in dicht}
    return {sleutel for sleutel, lijn in lijnen.items() if gesloten.isdisjoint(lijn)}


def verlopen_sleutels() -> set[int]:
    """Pages that expired while the worker has yet to take them off the site, and what is below them; mostly none."""
    nu = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, path, numchild FROM wagtailcore_page WHERE live AND expire_at < %s", [nu])
        verlopen = cursor.fetchall()
    sleutels = {sleutel for sleutel, _, _ in verlopen}
    for _, pad, kinderen in verlopen:
        if kinderen:
            sleutels.update(Page.objects.filter(path__startswith=pad).values_list("pk", flat=True))
    return sleutels


def _rijen(vraag: str, waarden: Sequence[Any], *vooraf: Any) -> list[tuple[Any, ...]]:
    """The rows of a query that ends in IN, a thousand values at a time: more a database may refuse."""
    rijen: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for begin in range(0, len(waarden), _MEESTE):
            deze = waarden[begin : begin + _MEESTE]
            cursor.execute(f"{vraag} ({', '.join(['%s'] * len(deze))})", [*vooraf, *deze])
            rijen += cursor.fetchall()
    return rijen


def _lijn(pad: str) -> list[str]:
    """The paths of a page and of all pages above it."""
    return [pad[:lengte] for lengte in range(Page.steplen, len(pad) + 1, Page.steplen)]


def besloten_takken(pagina: Page) -> Sequence[str]:
    """The paths of all restricted pages, as they were when this page was fetched; written out like the above."""
    takken: Sequence[str] | None = getattr(pagina, "_besloten_takken", None)
    if takken is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pagina.path FROM wagtailcore_pageviewrestriction beperking "
                "JOIN wagtailcore_page pagina ON pagina.id = beperking.page_id"
            )
            takken = [pad for (pad,) in cursor.fetchall()]
    return takken


def onthoud_besloten_takken(pagina: Page) -> None:
    """Ask once for a page that is shown: whether it is restricted, and what it may show of others."""
    pagina._besloten_takken = besloten_takken(pagina)


class Zicht:
    """What the reader of one page may see of others.

    Who reads a page has passed the restrictions that hold for it: a restricted booklet still lists its chapters.
    """

    def __init__(self, pagina: Page) -> None:
        self._besloten = tuple(tak for tak in besloten_takken(pagina) if not pagina.path.startswith(tak))

    def op(self, pagina: Page) -> bool:
        return pagina.live and not pagina.path.startswith(self._besloten)

    def van(self, paginas: Iterable[P]) -> list[P]:
        """For pages at hand; those of a preview are in memory only and can't be asked of the database."""
        return [pagina for pagina in paginas if self.op(pagina)]

    def voorwaarde(self) -> Q:
        """The same for a queryset of live pages."""
        besloten = Q()
        for tak in self._besloten:
            besloten |= Q(path__startswith=tak)
        return ~besloten if besloten else Q()
