"""The operations of the API."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from search.answer import Resultaten, Treffer
from search.api.description import DESCRIPTION, PROBLEMS
from search.api.problems import in_words, problem
from search.api.schemas import Antwoord, Parameters
from search.document import VERZONNEN
from search.facets import FACETS
from search.labels import labels
from search.query import Zoekvraag
from search.results import zoek
from search.zoals import zoals_mijn

api = NinjaAPI(
    title="De Kanteling: zoeken",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # its page loads scripts from another host; /api/ is ours
    urls_namespace="api-1",
    servers=[{"url": settings.SITE_URL}],
)

_KNOWN = frozenset(field.alias or name for name, field in Parameters.model_fields.items())


@api.get(
    "/zoeken",
    response=Antwoord,
    summary="Zoek in alles wat gepubliceerd is",
    operation_id="zoeken",
    openapi_extra={"responses": PROBLEMS},
)
def zoeken(request: HttpRequest, response: HttpResponse, parameters: Query[Parameters]) -> Any:
    if unknown := sorted(set(request.GET) - _KNOWN):
        # A filter with a typing error would otherwise give everything, unnoticed.
        return problem(422, "; ".join(f"{name[:50]}: deze parameter bestaat niet" for name in unknown[:5]))
    vraag = Zoekvraag.uit_request(request.GET, per_pagina=parameters.per_pagina)
    if vraag.zoals and zoals_mijn(vraag, labels())[1].onbekend:
        return problem(422, "mijn: geen gemeente heet zo; zoals vraagt om een gemeente")
    lijst = zoek(replace(vraag, alle=tuple(FACETS)))
    links = dict(_links(request, parameters.pagina, lijst.paginering.aantal_paginas))
    response["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in {**links, **_described()}.items())
    return _antwoord(lijst, parameters.pagina, links)


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


def _links(request: HttpRequest, pagina: int, aantal: int) -> Iterator[tuple[str, str]]:
    """Where the other pages are, by their relation (RFC 8288)."""
    aantal = max(1, aantal)

    def adres(nummer: int) -> str:
        asked = request.GET.copy()
        asked["pagina"] = str(nummer)
        return f"{settings.SITE_URL}{request.path}?{asked.urlencode()}"

    yield "self", adres(pagina)
    yield "first", adres(1)
    if pagina > 1:
        yield "prev", adres(min(pagina - 1, aantal))
    if pagina < aantal:
        yield "next", adres(pagina + 1)
    yield "last", adres(aantal)


def _described() -> dict[str, str]:
    return {
        "service-desc": settings.SITE_URL + reverse("api-1:openapi-json"),
        "service-doc": settings.SITE_URL + reverse("api-uitleg"),
    }


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, in_words(error.errors))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))
