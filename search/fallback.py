"""Finding without an engine: by title, in the database."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from wagtail.models import Page

from search.models import VindbarePagina
from search.page_source import findable_models, with_search_data
from search.query import Zoekvraag
from search.zicht import openbaar


def search_titles(vraag: Zoekvraag) -> tuple[int, int, list[Page]]:
    """How many public pages have all the words in their title, the page shown, and the things on it."""
    models = [model for model in findable_models() if not vraag.soorten or model.soort in vraag.soorten]
    chosen = vraag.filters.get("soort")
    if chosen:
        models = [model for model in models if model.soort in chosen]
    if not models or vraag.gemeenten:  # which pages are of a gemeente only the types above this room know
        return 0, 1, []
    found = openbaar(Page.objects.type(*models))
    for schema, slugs in vraag.begrippen.items():
        found = found.filter(_met_begrip(models, schema, slugs))
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


def _met_begrip(models: Iterable[type[VindbarePagina]], schema: str, slugs: Sequence[str]) -> Q:
    met = Q()
    for model in models:
        pages = model._default_manager.filter(begrippen__schema=schema, begrippen__slug__in=slugs)
        met |= Q(pk__in=pages.values("pk"))
    return met
