"""Wagtail's own page search, for the editors' admin: it follows from the outbox, in bulk, outside requests' saves.

The title of a draft it follows right after the draft was saved: readers' search has no part in that.
"""

from collections.abc import Sequence

from modelsearch.backends import get_search_backends
from wagtail.models import Page


def update_editor_index(keys: Sequence[int]) -> None:
    """Index these pages, each by the title that editors see; pages that are gone Wagtail removes itself."""
    if not keys:
        return
    pages = Page.objects.filter(pk__in=keys).specific()
    per_model: dict[type[Page], list[Page]] = {}
    for page in pages:
        page.title = page.draft_title or page.title
        per_model.setdefault(type(page), []).append(page)
    for backend in get_search_backends(with_auto_update=True):
        for model, of_model in per_model.items():
            index = backend.get_index_for_model(model)
            index.add_items(model, of_model)
