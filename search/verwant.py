"""What belongs with a page: things that share a theme with it and speak of the same."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from search.engines import get_engine
from search.engines.contract import EngineQuery, EngineUnavailable
from search.labels import labels
from search.language.compounds import splitter_for
from search.models.begrip import Schema
from search.results import Treffer, still_public, treffer
from search.understanding import groups_of

if TYPE_CHECKING:
    from search.models import VindbarePagina

logger = logging.getLogger(__name__)


def verwant(pagina: "VindbarePagina", soorten: Sequence[str], aantal: int = 3) -> list[Treffer]:
    """The things of these kinds that fit the page best; none while the engine is down: the page does without."""
    themas = pagina.begrippen_van(Schema.THEMA)
    if not themas:
        return []
    try:
        engine = get_engine()
        woorden = " ".join([pagina.title, *(thema.label for thema in themas)])
        vraag = EngineQuery(
            groups=groups_of(woorden, splitter_for(engine.vocabulary()), labels()),
            minimum=1,
            restrictions={"soort": tuple(soorten), Schema.THEMA.value: tuple(thema.slug for thema in themas)},
            per_page=aantal + 1,
            counted=False,
        )
        gevonden = still_public(engine.search(vraag).hits)
    except EngineUnavailable as fout:
        logger.warning("Geen verwante pagina's: %s", fout)
        return []
    return [treffer(hit) for hit in gevonden if (hit.source, hit.key) != ("pagina", pagina.pk)][:aantal]
