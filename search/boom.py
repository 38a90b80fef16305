"""The tree of pages: addresses in it, and questions to it in a form for which every database uses its index."""

from django.db.models import Q
from wagtail.models import Page


def direct_onder(ouder: Page) -> Q:
    """The pages right below this one. For Wagtail's own `child_of` (a LIKE) SQLite reads every page there is."""
    return Q(depth=ouder.depth + 1, path__range=Page._get_children_path_interval(ouder.path))


def pad_van(pagina: Page) -> str:
    """The path of a page within the site, without a look-up: the portal is the one site, at the top of the tree."""
    return "/" + pagina.url_path.split("/", 2)[2]
