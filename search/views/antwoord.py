"""Results as a page, or as the part of it that htmx replaces."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from search.answer import Resultaten
from search.query_report.asked import note_question

_FACET = "facet-"  # begins the id of a facet on the page


def toon_resultaten(
    request: HttpRequest, template: str, lijst: Resultaten, context: dict[str, Any] | None = None
) -> HttpResponse:
    note_question(request, lijst)
    context = {**(context or {}), "lijst": lijst}
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request:
        template, context = _part(htmx.target or "", lijst, context)
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _part(target: str, lijst: Resultaten, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """One facet where that is what changes, else all that depends on the question. A page that has a name of its own
    gives it as `titel`."""
    facet = next((facet for facet in lijst.facetten if target == _FACET + facet.naam), None)
    if facet is not None:
        return "search/_facet.html", {**context, "facet": facet}
    page = context.get("page")
    titel = page.seo_title or page.title if page else context.get("titel")
    return "search/_antwoord.html", {**context, "titel": titel}
