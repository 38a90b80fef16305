"""The pages that editors recommend for a query."""

from django.utils import timezone

from search.answer import Treffer, treffer
from search.editor_rules import Sturing
from search.labels import labels
from search.page_source import hit_of, with_search_data
from search.zicht import openbare_sleutels


def aanbevolen(q: str, sturing: Sturing | None = None) -> list[Treffer]:
    """Those of them that are public now, in the editors' order; where there are none, nothing is asked for pages."""
    if not q:
        return []
    paginas = (sturing or labels().sturing).paginas_bij(q, timezone.localdate())
    if not paginas:
        return []
    gevonden = {pagina.pk: pagina for pagina in with_search_data(openbare_sleutels(paginas))}
    return [treffer(hit_of(gevonden[pk])) for pk in paginas if pk in gevonden]
