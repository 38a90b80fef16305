"""The public API: the same search as the page, as JSON."""

import datetime
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from search.answer import Resultaten, Treffer
from search.document import VERZONNEN
from search.facets import FACETS
from search.query import Zoekvraag
from search.results import zoek

MOST_PER_PAGE = 100

api = NinjaAPI(
    title="De Kanteling: zoeken",
    version="1",
    description="Praktijkvoorbeelden, handreikingen, modelverordeningen en bijeenkomsten van De Kanteling.",
    docs_url=None,  # its page loads scripts from another host
    urls_namespace="api-1",
)


class Parameters(Schema):
    q: str = Field("", description="Zoekwoorden. Woorden tussen aanhalingstekens horen bij elkaar.")
    soort: list[str] = Field([], description="Soort. Mag vaker voorkomen, net als de andere filters.")
    thema: list[str] = []
    doelgroep: list[str] = []
    verschuiving: list[str] = []
    resultaatgebied: list[str] = []
    wettelijk_kader: list[str] = Field([], alias="wettelijk-kader")
    provincie: list[str] = []
    gemeente: list[str] = Field([], description="CBS-code, bijvoorbeeld GM0200.")
    jaar: list[str] = []
    fase: list[str] = []
    sortering: Literal["relevantie", "datum"] | None = None
    pagina: int = Field(1, ge=1)
    per_pagina: int = Field(10, ge=1, le=MOST_PER_PAGE)


class Resultaat(Schema):
    id: str
    soort: str
    bron_id: str
    titel: str
    url: str
    datum: datetime.date | None
    fragment: str = Field(description="HTML: alleen <mark> om de gevonden woorden, de rest is ontdaan van opmaak.")
    verzonnen: bool
    bericht: str | None = Field(description=f'"{VERZONNEN}" als de inhoud verzonnen is.')


class Facetwaarde(Schema):
    waarde: str
    label: str
    aantal: int


class Antwoord(Schema):
    totaal: int
    pagina: int
    aantal_paginas: int
    vorige: str | None
    volgende: str | None
    resultaten: list[Resultaat]
    facetten: dict[str, list[Facetwaarde]]
    suggestie: str | None
    storing: bool = Field(description="De zoekmachine antwoordt niet; er is alleen in titels gezocht.")


class Probleem(Schema):
    """RFC 9457, application/problem+json."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""


@api.get("/zoeken", response={200: Antwoord, 422: Probleem}, summary="Zoek in alles wat gepubliceerd is")
def zoeken(request: HttpRequest, parameters: Query[Parameters]) -> dict[str, Any]:
    vraag = Zoekvraag.uit_request(request.GET, per_pagina=parameters.per_pagina)
    lijst = zoek(replace(vraag, alle=tuple(FACETS)))
    return {
        "totaal": lijst.totaal,
        "pagina": lijst.paginering.pagina,
        "aantal_paginas": lijst.paginering.aantal_paginas,
        "vorige": _page(request, lijst, lijst.paginering.vorige_url, -1),
        "volgende": _page(request, lijst, lijst.paginering.volgende_url, 1),
        "resultaten": [_resultaat(treffer) for treffer in lijst.treffers],
        "facetten": {
            facet.naam: [
                {"waarde": keuze.waarde, "label": keuze.label, "aantal": keuze.aantal}
                for keuze in facet.keuzes
            ]
            for facet in lijst.facetten
        },
        "suggestie": lijst.suggestie.tekst if lijst.suggestie else None,
        "storing": lijst.storing,
    }


def _resultaat(treffer: Treffer) -> dict[str, Any]:
    return {
        "id": treffer.id,
        "soort": treffer.soort,
        "bron_id": treffer.bron_id,
        "titel": treffer.titel,
        "url": settings.SITE_URL + treffer.url,
        "datum": treffer.datum,
        "fragment": treffer.fragment,
        "verzonnen": treffer.verzonnen,
        "bericht": VERZONNEN if treffer.verzonnen else None,
    }


def _page(request: HttpRequest, lijst: Resultaten, link: str, step: int) -> str | None:
    if not link:
        return None
    asked = request.GET.copy()
    asked["pagina"] = str(lijst.paginering.pagina + step)
    return f"{settings.SITE_URL}{request.path}?{asked.urlencode()}"


def _problem(status: int, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _problem(422, "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(error.status_code, str(error))
