"""What a page may show of other pages: their titles must not leak what is restricted."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def openbaar(paginas: PageQuerySet) -> PageQuerySet:
    """Live pages without restriction, below live pages only: with a boekje its chapters are withdrawn too.

    For all pages at once; of a few, `openbare_sleutels` tells it much quicker.
    """
    gevonden = paginas.live().public()
    for tak in Page.objects.filter(live=False, numchild__gt=0).values_list("path", flat=True):
        gevonden = gevonden.exclude(path__startswith=tak)
    return gevonden


def openbare_sleutels(sleutels: Iterable[int]) -> set[int]:
    """Those of these pages that are public now, in the sense of `openbaar`."""
    gevonden = dict(Page.objects.live().public().filter(pk__in=list(sleutels)).order_by().values_list("pk", "path"))
    erboven = {pad[:lengte] for pad in gevonden.values() for lengte in range(Page.steplen, len(pad), Page.steplen)}
    dicht = set(Page.objects.filter(path__in=erboven, live=False).values_list("path", flat=True))
    return {sleutel for sleutel, pad in gevonden.items() if not any(pad.startswith(tak) for tak in dicht)}


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
