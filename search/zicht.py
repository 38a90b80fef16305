"""What a page may show of other pages: their titles must not leak what is restricted."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

P = TypeVar("P", bound=Page)


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
