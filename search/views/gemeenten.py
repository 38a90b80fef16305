"""The gemeenten: the map with who has published something, and a page for each."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.cache import cache_control

from gemeenten.landkaart import BREEDTE, HOOGTE, kaartpunt, kaartpunten
from gemeenten.models import Gemeente
from search.answer import no_longer_public
from search.engines import get_engine
from search.engines.contract import EngineQuery, EngineUnavailable
from search.query import Zoekvraag
from search.results import zoek
from search.views.antwoord import toon_resultaten


def kaart(request: HttpRequest) -> HttpResponse:
    """All gemeenten as dots, and as a list by province for whoever does not see the map."""
    aantallen = _tel()
    punten = kaartpunten(aantallen)
    per_provincie = [(naam, list(groep)) for naam, groep in groupby(punten, key=attrgetter("provincie"))]
    met_items = [(naam, [punt for punt in groep if punt.aantal]) for naam, groep in per_provincie]
    context = {
        "kaart_punten": punten,
        "kaart_breedte": BREEDTE,
        "kaart_hoogte": HOOGTE,
        "met_items": [(naam, groep) for naam, groep in met_items if groep],
        "provincies": [(naam, [punt._replace(aantal=0) for punt in groep]) for naam, groep in per_provincie],
        "storing": aantallen is None,
    }
    return render(request, "search/gemeenten.html", context)


def _tel() -> Mapping[str, int] | None:
    """How many published things each gemeente has, by CBS code; None while the engine is down."""
    try:
        query = EngineQuery(facets=("gemeente",), sort="date", per_page=1, without=no_longer_public())
        return get_engine().search(query).facets["gemeente"]
    except EngineUnavailable:
        return None


@cache_control(public=True, max_age=24 * 60 * 60)
def namen(request: HttpRequest) -> HttpResponse:
    """The names of today's gemeenten as choices of a field; fetched when a reader enters it."""
    gemeenten = Gemeente.objects.filter(opgeheven_op=None).values_list("naam", flat=True)
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((naam,) for naam in gemeenten)))


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    """What a gemeente published, alone or as a partner; a merged one points to its successor."""
    deze = get_object_or_404(Gemeente.objects.select_related("opvolger"), slug=slug)
    lijst = zoek(replace(Zoekvraag.uit_request(request.GET), gemeenten=(deze.code,)))
    context = {
        "kruimels": [("Gemeenten", reverse("gemeenten"))],
        "titel": f"Gemeente {deze.naam}",
        "gemeente": deze,
        "voorgangers": deze.voorgangers.all(),
        "punt": kaartpunt(deze),
        "kaart_punten": kaartpunten(),
        "kaart_breedte": BREEDTE,
        "kaart_hoogte": HOOGTE,
    }
    return toon_resultaten(request, "search/gemeente.html", lijst, context)
