"""What a page may show of other pages: their titles must not leak what is restricted."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def openbaar(paginas: PageQuerySet) -> PageQuerySet:
    """Live pages without restriction, below live pages only: with a boekje its chapters are withdrawn too.

    What expired is not public either, also while the worker has yet to take it off the site. For all pages at once;
    of a few, `openbare_sleutels` tells it much quicker.
    """
    gevonden = paginas.live().public().exclude(expire_at__lt=timezone.now())
    for tak in Page.objects.filter(live=False, numchild__gt=0).values_list("path", flat=True):
        gevonden = gevonden.exclude(path__startswith=tak)
    return gevonden


def openbare_sleutels(sleutels: Iterable[int]) -> set[int]:
    """Those of these pages that are public now, in the sense of `openbaar`. In two queries: every hit is asked for."""
    paginas = Page.objects.filter(pk__in=list(sleutels), live=True).exclude(expire_at__lt=timezone.now())
    gevonden = dict(paginas.order_by().values_list("pk", "path"))
    lijnen = {sleutel: _lijn(pad) for sleutel, pad in gevonden.items()}
    dicht = set(
        Page.objects.filter(path__in={pad for lijn in lijnen.values() for pad in lijn})
        .filter(Q(live=False) | Q(view_restrictions__isnull=False))
        .order_by()
        .values_list("path", flat=True)
    )
    return {sleutel for sleutel, lijn in lijnen.items() if dicht.isdisjoint(lijn)}


def _lijn(pad: str) -> list[str]:
    """The paths of a page and of all pages above it."""
    return [pad[:lengte] for lengte in range(Page.steplen, len(pad) + 1, Page.steplen)]


class Zicht:
    """What the reader of one page may see of others.

    Who reads a page has passed the restrictions that hold for it: a restricted booklet still lists its chapters.
    """

    def __init__(self, pagina: Page) -> None:
        takken = PageViewRestriction.objects.values_list("page__path", flat=True)
        self._besloten = tuple(tak for tak in takken if not pagina.path.startswith(tak))

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
