"""The API for people: what it is and how to ask it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.api.operations import api
from search.api.problems import problem

_VOORBEELDEN = [
    ("Alles over mantelzorg", "q=mantelzorg"),
    ("Praktijkvoorbeelden uit Zwolle", "soort=praktijkvoorbeeld&gemeente=GM0193"),
    (
        "Handreikingen over wonen, de nieuwste eerst",
        "soort=handreiking&thema=wonen-en-woningaanpassing&sortering=datum",
    ),
]


def api_uitleg(request: HttpRequest) -> HttpResponse:
    context = {
        "parameters": _parameters(),
        "voorbeelden": _VOORBEELDEN,
        "per_minuut": settings.API_PER_MINUTE,
        "per_uur": settings.API_PER_HOUR,
    }
    return render(request, "search/api.html", context)


def niet_gevonden(request: HttpRequest, pad: str) -> HttpResponse:
    return problem(404)


@cache
def _parameters() -> list[dict[str, str]]:
    operatie = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]["/api/v1/zoeken"]["get"]
    return [_parameter(parameter) for parameter in operatie["parameters"]]


def _parameter(parameter: dict[str, Any]) -> dict[str, str]:
    return {"naam": parameter["name"], "uitleg": parameter["schema"].get("description", "")}
