"""What search must be better than: BM25 over words between spaces, and Wagtail's own page search."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction
from modelsearch.backends import get_search_backend
from modelsearch.index import SearchField
from wagtail.models import Page

from search.boom import pad_van
from search.models import VindbarePagina
from search.page_source import findable_models, with_search_data
from search.sources import sources
from search.zicht import openbaar
from tests.relevantie.collectie import Tekst, sleutel
from tests.relevantie.maten import DIEPTE

K1 = 1.2
B = 0.75
_BATCH = 200
_LEESTEKENS = re.compile(r"[^\w\s]")


class WoordenTussenSpaties:
    """BM25 in its plainest form: lower case, split on white space, one field."""

    def __init__(self, teksten: Iterable[Tekst]) -> None:
        self._keren: dict[str, dict[str, int]] = defaultdict(dict)
        self._lengtes: dict[str, int] = {}
        for tekst in teksten:
            woorden = _woorden(f"{tekst.titel} {tekst.tekst}")
            self._lengtes[tekst.id] = len(woorden)
            for woord, keren in Counter(woorden).items():
                self._keren[woord][tekst.id] = keren
        self._gemiddeld = sum(self._lengtes.values()) / max(1, len(self._lengtes))

    def __call__(self, q: str) -> list[str]:
        scores: Counter[str] = Counter()
        for woord in _woorden(q):
            gevonden = self._keren.get(woord, {})
            zeldzaam = math.log(1 + (len(self._lengtes) - len(gevonden) + 0.5) / (len(gevonden) + 0.5))
            for document, keren in gevonden.items():
                lengte = 1 - B + B * self._lengtes[document] / self._gemiddeld
                scores[document] += zeldzaam * keren * (K1 + 1) / (keren + K1 * lengte)
        return sorted(scores, key=lambda document: (-scores[document], document))[:DIEPTE]


def _woorden(tekst: str) -> list[str]:
    return tekst.lower().split()


def alle_documenten() -> Iterator[Tekst]:
    """Everything the portal's own search finds here, by the name that judgments have for it."""
    for bron in sources().values():
        for _, documenten in bron.documents(bron.keys()):
            for document in documenten[:1]:
                naam = sleutel(document.bron_id, document.url)
                yield Tekst(naam, document.titel, f"{document.samenvatting}\n{document.tekst}")


def wagtail(q: str) -> list[str]:
    """As the search view of a new Wagtail site asks it. It knows pages only: articles of a regulation are none.

    It gets the words without punctuation, since on SQLite some of that (a colon) makes it fail.
    """
    gevonden = [pagina.pk for pagina in Page.objects.live().search(_LEESTEKENS.sub(" ", q))[:DIEPTE]]
    echt = {pagina.pk: pagina for pagina in Page.objects.filter(pk__in=gevonden).specific()}
    return [sleutel(getattr(echt[pk], "bron_id", ""), pad_van(echt[pk])) for pk in gevonden]


@contextmanager
def wagtail_met_tekst() -> Iterator[None]:
    """Inside, Wagtail's index has the text of findable pages too, as a site that declares `search_fields` has it.

    Of itself it indexes titles only, and the portal adds nothing to that: its own search does the rest.
    """
    eerder = VindbarePagina.search_fields
    VindbarePagina.search_fields = [*eerder, SearchField("samenvatting"), SearchField("zoektekst")]
    try:
        with transaction.atomic():
            zoekmachine = get_search_backend()
            sleutels = iter(openbaar(Page.objects.type(*findable_models())).values_list("pk", flat=True))
            while groep := list(islice(sleutels, _BATCH)):
                for pagina in with_search_data(groep):
                    zoekmachine.get_index_for_model(type(pagina)).add_items(type(pagina), [pagina])
            yield
            transaction.set_rollback(True)
    finally:
        VindbarePagina.search_fields = eerder
