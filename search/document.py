"""What content gives to search: one SearchDocument for each thing that can be found."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One findable thing, or one passage (a page of an attached document) of such a thing.

    Only published, public content yields documents. A passage names its thing in `ouder`; it is never
    a result of its own, but tells where in the attachments of a result the words stand.
    """

    id: str  # lasting, unique over all sources: "pagina-12", "artikel-31", "bestand-7-pagina-12-p3"
    soort: str  # "praktijkvoorbeeld", "handreiking", "hoofdstuk", "artikel", ..., or "passage"
    titel: str
    url: str  # path within the site; of a passage with its #page=
    samenvatting: str = ""
    tekst: str = ""  # plain text of the body
    bijlagetekst: str = ""  # plain text of the attachments, so that the thing is found by them
    datum: datetime.date | None = None
    verschenen: datetime.datetime | None = None  # on the site; never changes
    begrippen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # schema -> slugs
    wetsartikelen: tuple[str, ...] = ()  # "Wmo 2015 artikel 2.3.2"
    verwijzingen: tuple[str, ...] = ()  # the same as `artikelverwijzing` makes of it, and what the thing itself is
    gemeenten: tuple[str, ...] = ()  # CBS codes
    provincies: tuple[str, ...] = ()  # slugs of Provincie
    fase: str = ""
    bron_id: str = ""
    verzonnen: bool = False
    ouder: str = ""  # id of the document this is a passage of
    paginanummer: int | None = None
    kaart: Mapping[str, Any] = field(default_factory=dict)  # JSON: what the card in a list shows, kept as given


MODELVERORDENING = "modelverordening"
VERZONNEN = "Verzonnen voorbeeld, geen VNG-tekst"  # said of invented content wherever it is shown


def artikelverwijzing(regeling: str, nummer: str) -> str:
    """An article as documents and queries name it: slug of the law (or MODELVERORDENING) and number."""
    return f"{regeling}:{nummer.lower()}"
