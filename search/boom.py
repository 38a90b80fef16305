"""Questions to the tree of pages, in a form for which every database uses its index."""

from django.db.models import Q
from wagtail.models import Page


def direct_onder(ouder: Page) -> Q:
    """The pages right below this one. For Wagtail's own `child_of` (a LIKE) SQLite reads every page there is."""
    return Q(depth=ouder.depth + 1, path__range=Page._get_children_path_interval(ouder.path))
