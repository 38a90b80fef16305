"""Results as a page, or as the part of it that htmx replaces."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from search.answer import Resultaten


def toon_resultaten(
    request: HttpRequest, template: str, lijst: Resultaten, context: dict[str, Any] | None = None
) -> HttpResponse:
    htmx = getattr(request, "htmx", None)
    partial = htmx and not htmx.history_restore_request
    response = render(request, "search/_resultaten.html" if partial else template, {**(context or {}), "lijst": lijst})
    patch_vary_headers(response, ["HX-Request"])
    return response
