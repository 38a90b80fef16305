"""The documents of all findable pages, and the passages of what is attached to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from bestanden.models import Bestand, Bestandspagina
from search.document import SearchDocument
from search.engines.contract import EngineHit
from search.models.vindbare_pagina import VindbarePagina
from search.zicht import openbaar, openbare_sleutels

NAAM = "pagina"
_BATCH = 200


@lru_cache(maxsize=1)
def findable_models() -> tuple[type[VindbarePagina], ...]:
    """All page types that search finds."""
    return tuple(model for model in apps.get_models() if issubclass(model, VindbarePagina))


class PageSource:
    """All pages of the types that search finds."""

    naam = NAAM

    def keys(self) -> Iterator[int]:
        found = openbaar(Page.objects.type(*findable_models())) if findable_models() else Page.objects.none()
        return found.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)

    def public(self, keys: Iterable[int]) -> set[int]:
        return openbare_sleutels(keys)

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument]]]:
        keys = iter(keys)
        while batch := list(islice(keys, _BATCH)):
            pages = {page.pk: page for page in with_search_data(self.public(batch))}
            texts = _texts_of(pages.values())
            for key in batch:
                yield key, list(_documents(pages[key], texts)) if key in pages else []


def with_search_data(keys: Iterable[int]) -> Iterator[Any]:
    """These pages in their own types, with all that search needs, in a fixed number of queries per type."""
    keys = list(keys)
    types = dict(Page.objects.filter(pk__in=keys).order_by().values_list("pk", "content_type_id"))
    for model in findable_models():
        type_id = ContentType.objects.get_for_model(model).pk
        of_type = [key for key in keys if types.get(key) == type_id]
        if of_type:
            pages = list(model.voor_zoeken(model._default_manager.filter(pk__in=of_type)))
            _with_parents(pages)
            yield from pages


def hit_of(page: Any) -> EngineHit:
    """A page of `with_search_data` as a hit, where no engine found it."""
    document: SearchDocument = page.zoekdocument()
    return EngineHit(
        id=document.id,
        source=NAAM,
        key=page.pk,
        soort=document.soort,
        titel=document.titel,
        url=document.url,
        samenvatting=document.samenvatting,
        datum=document.datum,
        bron_id=document.bron_id,
        verzonnen=document.verzonnen,
        kaart=document.kaart,
    )


def _with_parents(pages: Iterable[Any]) -> None:
    """Give each page its parent, where get_parent() looks first."""
    pages = list(pages)
    paths = {page.path[: -Page.steplen] for page in pages}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=paths)}
    for page in pages:
        page._cached_parent_obj = parents.get(page.path[: -Page.steplen])


def _texts_of(pages: Iterable[Any]) -> dict[int, list[tuple[int, str]]]:
    """Of each attached document the numbers and texts of its pages."""
    attached = {bestand.pk for page in pages for bestand in page.bijlagen_voor_zoeken()}
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    if attached:
        found = Bestandspagina.objects.filter(bestand__in=attached).order_by("bestand", "nummer")
        for bestand, number, text in found.values_list("bestand_id", "nummer", "tekst"):
            texts[bestand].append((number, text))
    return texts


def _documents(page: Any, texts: dict[int, list[tuple[int, str]]]) -> Iterator[SearchDocument]:
    document: SearchDocument = page.zoekdocument()
    attached: list[Bestand] = page.bijlagen_voor_zoeken()
    yield replace(
        document,
        bijlagetekst="\n".join(text for bestand in attached for _, text in texts.get(bestand.pk, ())),
    )
    for bestand in attached:
        for number, text in texts.get(bestand.pk, ()):
            if text.strip():
                yield SearchDocument(
                    id=f"bestand-{bestand.pk}-pagina-{page.pk}-p{number}",
                    soort="passage",
                    titel=bestand.title,
                    url=f"{bestand.url}#page={number}",
                    tekst=text,
                    ouder=document.id,
                    paginanummer=number,
                )
