"""The tree of pages: addresses in it, and questions to it in a form for which every database uses its index."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q
from wagtail.models import Page

_START = 2  # the depth of the start page, below the root
_DIEPST = 20  # no page is deeper; an address of thousands of parts is nothing to look up


class MetAdres(Protocol):
    @property
    def url_path(self) -> str: ...


class Plaats(NamedTuple):
    """A page in the tree: as much of it as leads there."""

    pk: int
    title: str
    url_path: str
    live: bool
    content_type_id: int
    alias_of_id: int | None


def direct_onder(ouder: Page) -> Q:
    """The pages right below this one. For Wagtail's own `child_of` (a LIKE) SQLite reads every page there is."""
    return Q(depth=ouder.depth + 1, path__range=Page._get_children_path_interval(ouder.path))


def pad_van(pagina: MetAdres) -> str:
    """The path of a page within the site, without a look-up: the portal is the one site, at the top of the tree."""
    return "/" + pagina.url_path.split("/", 2)[2]


def lijn_naar(start: Page, delen: Sequence[str]) -> list[Plaats]:
    """The pages at an address below the start page and at its beginnings, the highest first.

    Written out: every page of the site is asked for so, and making a queryset of it takes ten times as long.
    """
    delen = delen[:_DIEPST]
    adressen = [f"{start.url_path}{'/'.join(delen[:lengte])}/" for lengte in range(1, len(delen) + 1)]
    vraag = (  # url_path has no index, slug has
        "SELECT id, title, url_path, live, content_type_id, alias_of_id FROM wagtailcore_page "  # noqa: S608 - only %s
        f"WHERE slug IN ({_plekken(delen)}) AND url_path IN ({_plekken(adressen)}) ORDER BY depth"
    )
    with connection.cursor() as cursor:
        cursor.execute(vraag, [*delen, *adressen])
        return [Plaats(*rij) for rij in cursor.fetchall()]


def onthoud_voorouders(pagina: Page, voorouders: Sequence[Plaats]) -> None:
    """Tell a page what stands above it, for as long as it is shown."""
    pagina._voorouders = voorouders


def bekende_voorouders(pagina: Page) -> Sequence[Plaats] | None:
    """The pages between the start page and this one, the highest first; None when they were not told."""
    return getattr(pagina, "_voorouders", None)


def voorouders(pagina: Page) -> Sequence[Plaats]:
    """The pages between the start page and this one, the highest first."""
    bekend = bekende_voorouders(pagina)
    if bekend is not None:
        return bekend
    boven = pagina.get_ancestors().filter(depth__gt=_START)
    return [Plaats(*rij) for rij in boven.values_list(*Plaats._fields)]


def ouder_van(pagina: Page) -> Page:
    """The page right above this one, in its own type; in one query where it is known which that is."""
    if not (boven := bekende_voorouders(pagina)):
        return pagina.get_parent().specific
    model = ContentType.objects.get_for_id(boven[-1].content_type_id).model_class() or Page
    return model._default_manager.get(pk=boven[-1].pk)


def _plekken(waarden: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(waarden))
