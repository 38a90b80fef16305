from django.urls import path, register_converter

from search.api import api
from search.models import Schema
from search.views import begrippen, gemeenten, zoeken


class SchemaConverter:
    """The first part of the address of a concept: the name of its scheme."""

    regex = "|".join(Schema.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SchemaConverter, "schema")

urlpatterns = [
    path("api/v1/", api.urls),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("gemeenten/", gemeenten.kaart, name="gemeenten"),
    path("gemeenten/<slug:slug>/", gemeenten.gemeente, name="gemeente"),
    path("begrippen.jsonld", begrippen.skos, name="begrippen-skos"),
    path("<schema:schema>/", begrippen.schema, name="begrippen"),
    path("<schema:schema>/<slug:slug>/", begrippen.begrip, name="begrip"),
]
