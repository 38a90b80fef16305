"""A question answered: the one way to search, for pages, lists and the API."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from wagtail.models import Page

from search.answer import Passage, Resultaten, Suggestie, Treffer, still_public, treffer
from search.engines import get_engine
from search.engines.contract import Engine, EngineHit, EngineQuery, EngineResult, EngineUnavailable, QueryGroup
from search.facets import FACETS
from search.fallback import search_titles
from search.labels import Labels, labels
from search.language.compounds import Splitter, splitter_for
from search.language.highlight import Highlighter, shortened
from search.language.spelling import corrected
from search.navigation import active_filters, facets_of, paging, sorts
from search.query import Zoekvraag
from search.understanding import groups_of, written
from search.weights import FEW, minimum_groups

logger = logging.getLogger(__name__)


def zoek(vraag: Zoekvraag) -> Resultaten:
    """Search; while the engine is down, by title in the database."""
    try:
        return _Search(vraag, get_engine()).results()
    except EngineUnavailable as error:
        logger.warning("Zoeken zonder zoekmachine: %s", error)
        return _without_engine(vraag)


class _Search:
    """One question on its way through the engine."""

    def __init__(self, vraag: Zoekvraag, engine: Engine) -> None:
        self._vraag = vraag
        self._engine = engine
        self._labels: Labels = labels()
        self._splitter: Splitter = splitter_for(engine.vocabulary())
        self._groups: tuple[QueryGroup, ...] = groups_of(vraag.q, self._splitter, self._labels)

    def results(self) -> Resultaten:
        vraag, query = self._vraag, self._query(minimum_groups(len(self._groups)))
        if vraag.q and not self._groups:
            found = EngineResult(total=0, page=1, hits=(), facets={})  # nothing in it that is a word
        else:
            found = self._engine.search(query)
            if query.minimum > 1 and found.total < FEW and self._finds_few(query, found.total):
                query = self._query(minimum=1)
                found = self._engine.search(query)
        hits = still_public(found.hits)
        return Resultaten(
            vraag=vraag,
            totaal=found.total,
            treffers=self._shown(hits, query),
            facetten=facets_of(vraag, found.facets, self._labels),
            aantallen=found.facets,
            actieve_filters=active_filters(vraag, self._labels),
            sorteringen=sorts(vraag),
            paginering=paging(vraag, found.total, found.page),
            suggestie=self._suggestion() if found.total == 0 else None,
        )

    def _finds_few(self, query: EngineQuery, total: int) -> bool:
        """Whether the words find too little. Without the filters: choosing one must never bring more results."""
        if query.filters:
            total = self._engine.search(replace(query, filters={}, facets=(), page=1, per_page=1)).total
        return total < (FEW if len(self._groups) > 2 else 1)

    def _query(self, minimum: int) -> EngineQuery:
        vraag = self._vraag
        return EngineQuery(
            groups=self._groups,
            minimum=minimum,
            restrictions=vraag.vast,
            filters=vraag.filters,
            facets=tuple(facet for facet in FACETS if len(vraag.vast.get(facet, ())) != 1),
            sort="date" if vraag.op_datum else "relevance",
            page=vraag.pagina,
            per_page=vraag.per_pagina,
        )

    def _shown(self, hits: Sequence[EngineHit], query: EngineQuery) -> list[Treffer]:
        marker = Highlighter(self._groups, self._splitter)
        with_passages = [hit.id for hit in hits if hit.passages] if self._groups else []
        passages = self._engine.search_passages(query, with_passages) if with_passages else {}
        return [
            treffer(
                hit,
                marker.fragment(hit.samenvatting, hit.tekst),
                [_passage(passage, marker) for passage in passages.get(hit.id, ())],
            )
            for hit in hits
        ]

    def _suggestion(self) -> Suggestie | None:
        typed = written(self._groups)
        found = corrected(typed, self._engine.vocabulary(), self._labels.words)
        if found is None:
            return None
        return Suggestie(tekst=" ".join(found), url=self._vraag.met_woorden(" ".join(found)).adres())


def _passage(hit: EngineHit, marker: Highlighter) -> Passage:
    return Passage(
        titel=hit.titel,
        url=hit.url,
        paginanummer=hit.paginanummer,
        fragment=marker.fragment(hit.tekst) or shortened(hit.tekst),
    )


def _without_engine(vraag: Zoekvraag) -> Resultaten:
    """Browsing and a search by title, said to be so: never a page that looks like nothing was found."""
    total, page, pages = search_titles(vraag)
    return Resultaten(
        vraag=vraag,
        totaal=total,
        treffers=[treffer(_hit(page)) for page in pages],
        paginering=paging(vraag, total, page),
        storing=True,
    )


def _hit(page: Page) -> EngineHit:
    document = page.zoekdocument()
    return EngineHit(
        id=document.id,
        source="pagina",
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
