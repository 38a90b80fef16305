"""Finding without an engine: by title, in the database."""

from wagtail.models import Page

from search.page_source import findable_models, with_search_data
from search.query import Zoekvraag


def search_titles(vraag: Zoekvraag) -> tuple[int, int, list[Page]]:
    """How many public pages have all the words in their title, the page shown, and the things on it."""
    models = [model for model in findable_models() if not vraag.soorten or model.soort in vraag.soorten]
    chosen = vraag.filters.get("soort")
    if chosen:
        models = [model for model in models if model.soort in chosen]
    if not models:
        return 0, 1, []
    found = Page.objects.live().public().type(*models)
    for word in vraag.q.replace('"', " ").split():
        found = found.filter(title__icontains=word)
    total = found.count()
    page = max(1, min(vraag.pagina, -(-total // vraag.per_pagina)))
    start = (page - 1) * vraag.per_pagina
    keys = list(
        found.order_by("-first_published_at", "-pk").values_list("pk", flat=True)[start : start + vraag.per_pagina]
    )
    pages = {page.pk: page for page in with_search_data(keys)}
    return total, page, [pages[key] for key in keys if key in pages]
