"""The facets of search: what a thing can be filtered by, in the order readers see them."""

from collections.abc import Iterable, Mapping

from search.document import SearchDocument
from search.models.begrip import Schema

FACETS: Mapping[str, str] = {
    "soort": "Soort",
    **{schema.value: schema.label for schema in Schema},
    "provincie": "Provincie",
    "gemeente": "Gemeente",
    "fase": "Fase",
    "jaar": "Jaar",
}

VERWIJZING = "verwijzing"  # articles a thing cites or is: searched like a facet, but nothing readers choose
FILTERABLE = (*FACETS, VERWIJZING)


def facet_values(document: SearchDocument) -> Mapping[str, Iterable[str]]:
    """The values of a document, for each name in FILTERABLE."""
    return {
        "soort": (document.soort,),
        **{schema.value: document.begrippen.get(schema.value, ()) for schema in Schema},
        "provincie": document.provincies,
        "gemeente": document.gemeenten,
        "fase": (document.fase,) if document.fase else (),
        "jaar": (str(document.datum.year),) if document.datum else (),
        VERWIJZING: document.verwijzingen,
    }
