"""A list page: the results of search, narrowed to some kinds."""

from django.http import HttpRequest, HttpResponse

from search.models import Overzicht
from search.query import Zoekvraag
from search.results import zoek
from search.views.antwoord import toon_resultaten


def toon_lijst(request: HttpRequest, overzicht: Overzicht) -> HttpResponse:
    lijst = zoek(Zoekvraag.uit_request(request.GET, soorten=overzicht.soorten), met_aanbevolen=True)
    return toon_resultaten(request, overzicht.get_template(request), lijst, overzicht.get_context(request))
