"""Suggestions while a reader types, as the options of a list that the script puts below the field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from search.language.tokens import clean
from search.suggest import stel_voor

KEEP = 30  # seconds: who types and takes letters away asks the same again


@require_safe
def suggesties(request: HttpRequest) -> HttpResponse:
    """A browser may keep them for a moment; what stands between may not: a title that is withdrawn goes at once."""
    response = render(request, "search/_suggesties.html", {"groepen": stel_voor(clean(request.GET.get("q", "")))})
    patch_cache_control(response, private=True, max_age=KEEP)
    return response
