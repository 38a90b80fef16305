"""The search page."""

from django.http import HttpRequest, HttpResponse

from search.query import Zoekvraag
from search.results import zoek
from search.views.antwoord import toon_resultaten


def zoeken(request: HttpRequest) -> HttpResponse:
    """Everything there is, or what a question finds in it."""
    return toon_resultaten(request, "search/zoeken.html", zoek(Zoekvraag.uit_request(request.GET), met_aanbevolen=True))
