"""What belongs with a page: things that share a theme with it and speak of the same."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.cache import cache

from search.answer import Treffer, still_public, treffer
from search.engines import get_engine
from search.engines.contract import EngineHit, EngineQuery, EngineUnavailable
from search.labels import labels
from search.language.compounds import splitter_for
from search.models.begrip import Schema
from search.understanding import groups_of

if TYPE_CHECKING:
    from search.models import VindbarePagina

logger = logging.getLogger(__name__)


KEEP = 60  # seconds: a new neighbour may show a minute later; what is withdrawn goes at once


def verwant(pagina: "VindbarePagina", soorten: Sequence[str], aantal: int = 3) -> list[Treffer]:
    """The things of these kinds that fit the page best; none while the engine is down: the page does without."""
    if not pagina.begrippen_van(Schema.THEMA):
        return []
    sleutel = f"verwant-{pagina.pk}-{pagina.last_published_at}".replace(" ", "-")
    gevonden: Sequence[EngineHit] | None = cache.get(sleutel)
    if gevonden is None:
        try:
            gevonden = _gevonden(pagina, soorten, aantal + 1)
        except EngineUnavailable as fout:
            logger.warning("Geen verwante pagina's: %s", fout)
            return []
        cache.set(sleutel, gevonden, KEEP)
    andere = [hit for hit in gevonden if (hit.source, hit.key) != ("pagina", pagina.pk)]
    return [treffer(hit) for hit in still_public(andere)][:aantal]


def _gevonden(pagina: "VindbarePagina", soorten: Sequence[str], aantal: int) -> Sequence[EngineHit]:
    """What speaks of the same, among the things that share a theme with the page."""
    engine = get_engine()
    themas = pagina.begrippen_van(Schema.THEMA)
    woorden = " ".join([pagina.title, *(thema.label for thema in themas)])
    vraag = EngineQuery(
        groups=groups_of(woorden, splitter_for(engine.vocabulary()), labels()),
        minimum=1,
        restrictions={"soort": tuple(soorten), Schema.THEMA.value: tuple(thema.slug for thema in themas)},
        per_page=aantal,
        counted=False,
    )
    return engine.search(vraag).hits
