from django.urls import path, register_converter

from search.api import api
from search.models import Schema
from search.views import api_uitleg, atom, begrippen, gekozen, gemeenten, suggesties, volgen, vraag_redactie, zoeken


class SchemaConverter:
    """The first part of the address of a concept: the name of its scheme."""

    regex = "|".join(Schema.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SchemaConverter, "schema")

urlpatterns = [
    path("api/", api_uitleg.api_uitleg, name="api-uitleg"),
    path("api/v1/", api.urls),
    path("api/<path:pad>", api_uitleg.niet_gevonden),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("zoeken/suggesties/", suggesties.suggesties, name="suggesties"),
    path("zoeken/gekozen/", gekozen.gekozen, name="zoekresultaat-gekozen"),
    path("zoeken/atom/", atom.atom, name="zoeken-atom"),
    path("zoeken/vraag/", vraag_redactie.stellen, name="vraag-redactie"),
    path("zoeken/vraag/verstuurd/", vraag_redactie.verstuurd, name="vraag-redactie-verstuurd"),
    path("volgen/", volgen.volgen, name="volgen"),
    path("volgen/gevraagd/", volgen.gevraagd, name="volgen-gevraagd"),
    path("volgen/link/", volgen.link_vragen, name="volgen-link"),
    path("volgen/link/gevraagd/", volgen.link_gevraagd, name="volgen-link-gevraagd"),
    path("volgen/bevestigen/<str:kenmerk>/", volgen.bevestigen, name="volgen-bevestigen"),
    path("volgen/beheren/<str:kenmerk>/", volgen.beheren, name="volgen-beheren"),
    path("volgen/stoppen/<str:kenmerk>/", volgen.stoppen, name="volgen-stoppen"),
    path("gemeenten/", gemeenten.kaart, name="gemeenten"),
    path("gemeenten/namen/", gemeenten.namen, name="gemeentenamen"),
    path("gemeenten/<slug:slug>/", gemeenten.gemeente, name="gemeente"),
    path("begrippen.jsonld", begrippen.skos, name="begrippen-skos"),
    path("<schema:schema>/", begrippen.schema, name="begrippen"),
    path("<schema:schema>/<slug:slug>/", begrippen.begrip, name="begrip"),
]
