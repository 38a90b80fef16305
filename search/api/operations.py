"""The operations of the API."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from search.answer import Resultaten, Treffer
from search.api import pages
from search.api.description import DESCRIPTION, PROBLEMS
from search.api.problems import in_words, problem
from search.api.question import vraag_van, wrong_in
from search.api.schemas import Antwoord, Parameters
from search.document import VERZONNEN
from search.facets import FACETS
from search.results import zoek

api = NinjaAPI(
    title="De Kanteling: zoeken",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # its page loads scripts from another host; /api/ is ours
    urls_namespace="api-1",
    servers=[{"url": settings.SITE_URL}],
)


@api.get(
    "/zoeken",
    response=Antwoord,
    summary="Zoek in alles wat gepubliceerd is",
    operation_id="zoeken",
    openapi_extra={"responses": PROBLEMS},
)
def zoeken(request: HttpRequest, response: HttpResponse, parameters: Query[Parameters]) -> Any:
    vraag = vraag_van(request.GET, parameters)
    if wrong := wrong_in(request.GET, vraag):
        return problem(422, "; ".join(wrong))
    lijst = zoek(replace(vraag, alle=tuple(FACETS)))
    links = pages.links(vraag, lijst.paginering.aantal_paginas)
    response["Link"] = pages.header(links)
    return _antwoord(lijst, vraag.pagina, links)


def _antwoord(lijst: Resultaten, pagina: int, links: dict[str, str]) -> dict[str, Any]:
    # After the last page the site shows the last one again; who reads page after page must see an end.
    voorbij = pagina > lijst.paginering.pagina
    return {
        "totaal": lijst.totaal,
        "pagina": pagina,
        "aantal_paginas": lijst.paginering.aantal_paginas,
        "vorige": links.get("prev"),
        "volgende": links.get("next"),
        "resultaten": [] if voorbij else [_resultaat(treffer) for treffer in lijst.treffers],
        "facetten": {
            facet.naam: [
                {"waarde": keuze.waarde, "label": keuze.label, "aantal": keuze.aantal} for keuze in facet.keuzes
            ]
            for facet in lijst.facetten
        },
        "suggestie": lijst.suggestie.tekst if lijst.suggestie else None,
        "gezocht_op": lijst.gezocht_op,
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


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, in_words(error.errors))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))
