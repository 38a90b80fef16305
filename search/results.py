"""A question answered: the one way to search, for pages, lists and the API."""

import datetime
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from django.utils import timezone

from search.answer import Resultaten, Suggestie, Treffer, no_longer_public, still_public, treffer
from search.editor_rules import Sturing
from search.engines import get_engine
from search.engines.contract import Engine, EngineQuery, EngineResult, EngineUnavailable, QueryGroup
from search.engines.patience import within
from search.facets import FACETS
from search.fallback import search_titles
from search.herkend import herkend
from search.labels import Labels, labels, labels_with
from search.language.compounds import Splitter, splitter_for
from search.language.spelling import speller_for
from search.matched import Matched
from search.navigation import Filter, active_filters, facets_of, paging, sorts
from search.page_source import hit_of
from search.query import Zoekvraag
from search.steering import aanbevolen
from search.understanding import understand
from search.understanding.correction import Correction, correction
from search.verder import LITTLE, Verder, Wegwijzer, begrippen_nabij
from search.weights import FEW, minimum_groups
from search.zoals import zoals_mijn

logger = logging.getLogger(__name__)

_FAR_MORE = 2  # times as many things have the other word: then it may be the one that was meant
_PATIENCE = 1.5  # seconds a reader waits for the engine, however often it is asked; then titles are searched


def zoek(vraag: Zoekvraag, sturing: Sturing | None = None, *, met_aanbevolen: bool = False) -> Resultaten:
    """Search, under other steering than what is saved if that is given; while the engine is down, by title in the
    database. With what editors recommend apart (it is counted with the hits all the same), or as any other hit."""
    words = labels() if sturing is None else labels_with(sturing)
    recommended = tuple(_recommended(vraag, words.sturing)) if met_aanbevolen else ()
    try:
        with within(_PATIENCE):
            found = _Search(vraag, get_engine(), words, without=no_longer_public()).results()
    except EngineUnavailable as error:
        logger.warning("Zoeken zonder zoekmachine: %s", error)
        found = _without_engine(vraag)
    shown = {treffer.id for treffer in recommended}
    return replace(
        found,
        aanbevolen=recommended if vraag.pagina == 1 else (),
        treffers=[treffer for treffer in found.treffers if treffer.id not in shown],
    )


def _recommended(vraag: Zoekvraag, sturing: Sturing) -> list[Treffer]:
    """Of the kinds that are asked for; who filters knows what to look for."""
    if vraag.gekozen or vraag.zoals or vraag.sinds or vraag.gemeenten or vraag.begrippen:
        return []
    return [each for each in aanbevolen(vraag.q, sturing) if not vraag.soorten or each.soort in vraag.soorten]


@dataclass(frozen=True, slots=True, kw_only=True)
class Venster:
    """A stretch of time in which things appeared on the site; what was told already is left out."""

    na: datetime.datetime | None = None
    tot: datetime.datetime | None = None
    zonder: tuple[str, ...] = ()  # ids


def zoek_nieuw(vraag: Zoekvraag, binnen: Venster) -> EngineResult:
    """What appeared within the window, newest first; raises EngineUnavailable.

    Here a thing matches or it does not, however little there is: the question is never made wider.
    """
    without = (*binnen.zonder, *no_longer_public())
    return _Search(vraag, get_engine(), labels(), without=without).appeared(binnen)


class _Search:
    """One question on its way through the engine."""

    def __init__(
        self, vraag: Zoekvraag, engine: Engine, labels: Labels, rather: str = "", without: tuple[str, ...] = ()
    ) -> None:
        """With `rather` these words are looked for instead of those of the question; `without` are ids left out."""
        self._vraag, self._mijn = zoals_mijn(vraag, labels)
        self._engine = engine
        self._without = without
        self._labels = labels
        self._vocabulary = engine.vocabulary()
        self._splitter: Splitter = splitter_for(self._vocabulary)
        self._understood = understand(rather or vraag.q, self._splitter, labels, timezone.localdate())
        self._groups: tuple[QueryGroup, ...] = self._understood.groups
        self._minimum = minimum_groups(len(self._groups))

    def results(self) -> Resultaten:
        """The answer to what was typed; to what was probably meant where only that finds all words, or anything."""
        found, better = self._strict(), self._correction()
        if better is None:
            return self._answer(found)
        meant = _Search(self._vraag, self._engine, self._labels, better.q, self._without)
        if found.total:
            answer = self._answer(found)
            return self._offered(answer, better) if self._may_be_mistyped(found.total, meant) else answer
        return self._corrected(found, meant, better)

    def _may_be_mistyped(self, total: int, meant: "_Search") -> bool:
        """A single word that is found is no mistake, however rare, unless far more has the other."""
        if len(self._groups) > 1:
            return True
        (others,) = self._engine.totals([meant._query(meant._minimum)])
        return others > _FAR_MORE * total

    def _corrected(self, found: EngineResult, meant: "_Search", better: Correction) -> Resultaten:
        """What was typed finds nothing with all its words."""
        found_then = meant._strict()
        if not found_then.total and (answer := self._answer(found)).totaal:
            return self._offered(answer, better)
        instead = meant._answer(found_then)
        if not found_then.total and not instead.totaal:
            return self._offered(answer, better)  # without a filter it may find something
        as_typed = self._vraag.met_woorden(better.as_typed).adres()
        return replace(instead, gezocht_op=better.q, getypt_url=as_typed)

    def _offered(self, answer: Resultaten, better: Correction) -> Resultaten:
        url = self._vraag.met_woorden(better.q).adres()
        return replace(answer, suggestie=Suggestie(tekst=better.q, url=url))

    def _strict(self) -> EngineResult:
        if self._vraag.q and not self._groups:
            return EngineResult(total=0, page=1, hits=(), facets={})  # nothing in it that is a word
        return self._engine.search(self._query(self._minimum))

    def _correction(self) -> Correction | None:
        """What was probably meant, if that is no blocked word, and none that only things have which were withdrawn:
        the vocabulary is as old as the index."""
        found = correction(self._vraag.q, speller_for(self._vocabulary, self._labels.words, self._splitter))
        if found is None or self._labels.sturing.blokkeert(found.q):
            return None
        return found if all(map(self._is_found, found.words)) else None

    def _is_found(self, word: str) -> bool:
        groups = understand(word, self._splitter, self._labels).groups
        query = EngineQuery(groups=groups, minimum=len(groups), per_page=1, counted=False, without=self._without)
        return bool(still_public(self._engine.search(query).hits))

    def _answer(self, found: EngineResult) -> Resultaten:
        """What was found strictly; where that is little, what has one of the words too."""
        vraag, query = self._vraag, self._query(self._minimum)
        with_all = found.total
        if query.minimum > 1 and found.total < FEW:
            with suppress(EngineUnavailable):  # what was found first is an answer too
                query, found = self._wider(query, found)
        filters = active_filters(vraag, self._labels, self._mijn.filter)
        return Resultaten(
            vraag=vraag,
            totaal=found.total,
            met_een_deel=bool(found.total and not with_all),
            treffers=Matched(self._groups, self._splitter, self._labels).treffers(
                still_public(found.hits), self._engine, query
            ),
            facetten=facets_of(vraag, found.facets, self._labels),
            aantallen=found.facets,
            actieve_filters=filters,
            sorteringen=sorts(vraag),
            paginering=paging(vraag, found.total, found.page),
            herkend=herkend(vraag, self._understood, self._labels) if vraag.q and vraag.pagina == 1 else None,
            mijn=self._mijn if not vraag.gemeenten and (found.facets.get("gemeente") or vraag.zoals) else None,
            verder=self._further(query, filters, found.total) if found.total <= LITTLE else None,
        )

    def appeared(self, within: Venster) -> EngineResult:
        if self._vraag.q and not self._groups:
            return EngineResult(total=0, page=1, hits=(), facets={})
        query = replace(
            self._query(self._minimum),
            facets=(),
            since=within.na or self._vraag.verschenen_na,
            until=within.tot,
            sort="appearance",
        )
        found = self._engine.search(query)
        return replace(found, hits=tuple(still_public(found.hits)))

    def _wider(self, query: EngineQuery, found: EngineResult) -> tuple[EngineQuery, EngineResult]:
        """With things that have only one of the words, where all the words find too little."""
        if not self._finds_few(query, found.total):
            return query, found
        wider = self._query(minimum=1)
        return wider, self._engine.search(wider)

    def _finds_few(self, query: EngineQuery, total: int) -> bool:
        """Whether the words find too little. Without the filters: choosing one must never bring more results."""
        if query.filters or query.since or self._mijn.codes:
            everything = replace(query, restrictions=self._vraag.vast, filters={}, since=None)
            (total,) = self._engine.totals([everything])
        return total < (FEW if len(self._groups) > 2 else 1)

    def _query(self, minimum: int) -> EngineQuery:
        vraag = self._vraag
        return EngineQuery(
            groups=self._groups,
            typed=self._understood.typed,
            preferred=self._understood.preferred,
            minimum=minimum,
            restrictions={"gemeente": self._mijn.codes, **vraag.vast} if self._mijn.codes else vraag.vast,
            filters=vraag.gekozen,
            facets=tuple(facet for facet in FACETS if len(vraag.vast.get(facet, ())) != 1),
            since=vraag.verschenen_na,
            without=self._without,
            sort=("appearance" if vraag.sinds else "date") if vraag.op_datum else "relevance",
            page=vraag.pagina,
            per_page=vraag.per_pagina,
        )

    def _further(self, query: EngineQuery, filters: Sequence[Filter], total: int) -> Verder | None:
        if not self._groups and (self._vraag.q or not filters):
            return None  # nothing was chosen, or nothing in the question is a word: without a filter that is no better
        near = begrippen_nabij(self._groups, self._splitter, self._labels) if total == 0 else ()
        try:
            return Wegwijzer(self._vraag, query, self._engine).verder(filters, total, near)
        except EngineUnavailable:  # the answer itself is there
            return None


def _without_engine(vraag: Zoekvraag) -> Resultaten:
    """Browsing and a search by title, said to be so: never a page that looks like nothing was found."""
    total, page, pages = search_titles(vraag)
    return Resultaten(
        vraag=vraag,
        totaal=total,
        treffers=[treffer(hit_of(page)) for page in pages],
        paginering=paging(vraag, total, page),
        storing=True,
    )
