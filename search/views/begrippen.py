"""The page of a concept, the list of a scheme, and the whole vocabulary as SKOS."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from search.models import Begrip, Schema
from search.query import Zoekvraag
from search.results import zoek
from search.views.antwoord import toon_resultaten

SKOS_CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prefLabel": {"@id": "skos:prefLabel", "@language": "nl"},
    "altLabel": {"@id": "skos:altLabel", "@language": "nl"},
    "definition": {"@id": "skos:definition", "@language": "nl"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "isReplacedBy": {"@id": "dct:isReplacedBy", "@type": "@id"},
}

# Above the list of a scheme: its name in the plural, and what it is.
KOPPEN = {
    Schema.THEMA: ("Thema’s", "Waar gaat het over? Kies een thema en zie alles wat erbij hoort."),
    Schema.DOELGROEP: ("Doelgroepen", "Voor wie is het? Kies een doelgroep en zie alles wat voor hen is geschreven."),
    Schema.VERSCHUIVING: (
        "De acht verschuivingen",
        "Kantelen is anders kijken en anders doen. Vier keer gaat het van het een naar het ander, "
        "vier keer komt er ergens meer van.",
    ),
    Schema.RESULTAATGEBIED: (
        "Resultaatgebieden",
        "Niet de voorziening telt, maar wat iemand ermee bereikt. Dit zijn de acht resultaten waar het om gaat.",
    ),
    Schema.WETTELIJK_KADER: (
        "Wettelijk kader",
        "De wetten waarop de praktijkvoorbeelden en handreikingen rusten, en of zij nog gelden.",
    ),
}


def begrip(request: HttpRequest, schema: str, slug: str) -> HttpResponse:
    """What a concept means, what it belongs to, and everything about it."""
    dit = get_object_or_404(Begrip.objects.select_related("breder", "opvolger"), schema=schema, slug=slug)
    lijst = zoek(replace(Zoekvraag.uit_request(request.GET), begrippen={dit.schema: (dit.slug,)}))
    context = {
        "kruimels": [(KOPPEN[Schema(schema)][0], reverse("begrippen", args=[schema]))],
        "titel": dit.label,
        "begrip": dit,
        "schema": Schema(schema),
        "smaller": dit.smaller.all(),
        "artikelen": dit.artikelen.select_related("wet"),
    }
    return toon_resultaten(request, "search/begrip.html", lijst, context)


def schema(request: HttpRequest, schema: str) -> HttpResponse:
    """All concepts of one scheme."""
    kop, inleiding = KOPPEN[Schema(schema)]
    context = {
        "schema": Schema(schema),
        "kop": kop,
        "inleiding": inleiding,
        "begrippen": Begrip.objects.van(schema).select_related("breder", "opvolger"),
        "andere": [(k, reverse("begrippen", args=[ander])) for ander, (k, _) in KOPPEN.items() if ander != schema],
    }
    return render(request, "search/schema.html", context)


def skos(request: HttpRequest) -> JsonResponse:
    """The vocabulary as SKOS in JSON-LD."""
    schemas = [
        {"@id": _iri(reverse("begrippen", args=[waarde])), "@type": "skos:ConceptScheme", "prefLabel": label}
        for waarde, label in Schema.choices
    ]
    begrippen = [_als_skos(begrip) for begrip in Begrip.objects.select_related("breder", "opvolger")]
    return JsonResponse(
        {"@context": SKOS_CONTEXT, "@graph": [*schemas, *begrippen]}, content_type="application/ld+json"
    )


def _iri(pad: str) -> str:
    return f"{settings.SITE_URL}{pad}"


def _als_skos(begrip: Begrip) -> dict[str, object]:
    concept: dict[str, object] = {
        "@id": _iri(begrip.get_absolute_url()),
        "@type": "skos:Concept",
        "prefLabel": begrip.label,
        "inScheme": _iri(reverse("begrippen", args=[begrip.schema])),
    }
    if begrip.alternatieve_labels:
        concept["altLabel"] = begrip.alternatieve_labels
    if begrip.definitie:
        concept["definition"] = begrip.definitie
    if begrip.breder:
        concept["broader"] = _iri(begrip.breder.get_absolute_url())
    if begrip.opvolger:
        concept["isReplacedBy"] = _iri(begrip.opvolger.get_absolute_url())
    return concept
