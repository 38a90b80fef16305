"""Hits as readers see them: with what shows why each was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from search.answer import Pagina, Paginas, Passage, Treffer, treffer
from search.engines.contract import Engine, EngineHit, EngineQuery, EngineUnavailable, FacetMatch, QueryGroup
from search.facets import FACETS, VERWIJZING
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.highlight import Highlighter, shortened

PASSAGES = 3  # pages of attachments shown with their text
MORE_PASSAGES = 9  # and those after them by number only


class Matched:
    """The hits of one question."""

    def __init__(self, groups: Sequence[QueryGroup], splitter: Splitter, labels: Labels) -> None:
        self._groups = groups
        self._labels = labels
        self._marker = Highlighter(groups, splitter)
        self._of_label: dict[tuple[str, str], set[int]] = {}  # many hits have the same

    def treffers(self, hits: Sequence[EngineHit], engine: Engine, query: EngineQuery) -> list[Treffer]:
        passages = self._passages_of(hits, engine, query)
        return [self._treffer(hit, passages.get(hit.id, ())) for hit in hits]

    def _passages_of(
        self, hits: Sequence[EngineHit], engine: Engine, query: EngineQuery
    ) -> Mapping[str, Sequence[EngineHit]]:
        """Of the things found; none where the engine fails just then: the things themselves are an answer."""
        with_passages = [hit.id for hit in hits if hit.passages] if self._groups else []
        try:
            return engine.search_passages(query, with_passages, PASSAGES + MORE_PASSAGES) if with_passages else {}
        except EngineUnavailable:
            return {}

    def _treffer(self, hit: EngineHit, passages: Sequence[EngineHit]) -> Treffer:
        fragment, shown = self._marker.explain(hit.samenvatting, hit.tekst)
        return treffer(
            hit,
            fragment,
            [self._passage(passage) for passage in passages[:PASSAGES]],
            list(_by_document(passages[PASSAGES:])),
            self._via(hit, shown) if len(shown) < len(self._groups) else "",
        )

    def _passage(self, hit: EngineHit) -> Passage:
        return Passage(
            titel=hit.titel,
            url=hit.url,
            paginanummer=hit.paginanummer,
            fragment=self._marker.fragment(hit.tekst) or shortened(hit.tekst),
        )

    # -- found by its labels -----------------------------------------------------------------------

    def _via(self, hit: EngineHit, shown: set[int]) -> str:
        """The labels that words of the question led to which are neither in the title nor in the fragment."""
        missing = set(range(len(self._groups))) - shown - self._marker.groups_in(hit.titel)
        if not missing:
            return ""
        on_card = {hit.kaart.get("gemeente"), hit.kaart.get("provincie")}
        found: dict[str, None] = {}
        for name, kind, groups in self._labels_of(hit):
            if name not in on_card and not missing.isdisjoint(groups):
                found[f"{kind} {name}"] = None
        for number in sorted(missing):
            found.update((article, None) for article in self._articles(hit, self._groups[number].meant))
        return ", ".join(found)

    def _labels_of(self, hit: EngineHit) -> Iterator[tuple[str, str, set[int]]]:
        """Name, what it is the name of, and the groups of the question it matches."""
        values: Mapping[str, Iterable[str]] = {**hit.begrippen, "gemeente": hit.gemeenten}
        for facet, chosen in values.items():
            for value in chosen:
                groups = self._of_label.get((facet, value))
                if groups is None:
                    groups = self._of_label[facet, value] = self._groups_of(facet, value)
                if groups:
                    yield self._labels.name(facet, value), FACETS[facet].lower(), groups

    def _groups_of(self, facet: str, value: str) -> set[int]:
        """The groups that have words of its name, or mean it by another."""
        meaning = {
            number
            for number, group in enumerate(self._groups)
            if any(match.facet == facet and value in match.values for match in group.meant)
        }
        return meaning | self._marker.groups_in(self._labels.name(facet, value))

    def _articles(self, hit: EngineHit, meant: Iterable[FacetMatch]) -> Iterator[str]:
        """The articles a question named that the thing cites."""
        for match in meant:
            if match.facet == VERWIJZING:
                for value in sorted(set(match.values) & set(hit.verwijzingen)):
                    law, _, number = value.partition(":")
                    yield f"artikel {number} {self._labels.name('wettelijk-kader', law)}"


def _by_document(passages: Sequence[EngineHit]) -> Iterator[Paginas]:
    """Pages without their text, the document named once."""
    in_order = sorted(passages, key=lambda hit: (hit.titel, hit.paginanummer or 0))
    for titel, pages in groupby(in_order, key=lambda hit: hit.titel):
        yield Paginas(titel=titel, paginas=[Pagina(hit.paginanummer, hit.url) for hit in pages])
