"""The gemeenten: the map with who has published something, and a page for each."""

from dataclasses import replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gemeenten.landkaart import BREEDTE, HOOGTE, kaartpunt
from gemeenten.models import Gemeente, Provincie
from search.query import Zoekvraag
from search.results import zoek


def kaart(request: HttpRequest) -> HttpResponse:
    """All gemeenten as dots, and as a list by province for whoever does not see the map."""
    gevonden = zoek(Zoekvraag(per_pagina=1))
    aantallen = gevonden.aantallen.get("gemeente", {})
    gemeenten = list(Gemeente.objects.filter(opgeheven_op=None).order_by("provincie", "naam"))
    punten = [kaartpunt(gemeente, aantallen.get(gemeente.code, 0)) for gemeente in gemeenten]
    per_provincie = [
        (Provincie(provincie).label, list(groep))
        for provincie, groep in groupby(zip(gemeenten, punten, strict=True), key=lambda paar: paar[0].provincie)
    ]
    context = {
        "kaart_punten": punten,
        "kaart_breedte": BREEDTE,
        "kaart_hoogte": HOOGTE,
        "met_items": [
            (naam, [punt for _, punt in paren if punt.aantal])
            for naam, paren in per_provincie
            if any(punt.aantal for _, punt in paren)
        ],
        "provincies": [(naam, [gemeente for gemeente, _ in paren]) for naam, paren in per_provincie],
        "storing": gevonden.storing,
    }
    return render(request, "search/gemeenten.html", context)


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    """What a gemeente published, alone or as a partner; a merged one points to its successor."""
    deze = get_object_or_404(Gemeente.objects.select_related("opvolger"), slug=slug)
    context = {
        "kruimels": [("Gemeenten", reverse("gemeenten"))],
        "gemeente": deze,
        "voorgangers": deze.voorgangers.all(),
        "lijst": zoek(replace(Zoekvraag.uit_request(request.GET), gemeenten=(deze.code,))),
        "punt": kaartpunt(deze, 1),
        "kaart_punten": [kaartpunt(g) for g in Gemeente.objects.filter(opgeheven_op=None)],
        "kaart_breedte": BREEDTE,
        "kaart_hoogte": HOOGTE,
    }
    return render(request, "search/gemeente.html", context)
