"""The things that belong with another one: asked of the engine, chosen, and kept for a while."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from search import weights
from search.answer import Treffer, still_public, treffer
from search.document import SearchDocument
from search.engines import get_engine
from search.engines.contract import EngineHit, EngineUnavailable
from search.engines.patience import within
from search.labels import labels
from search.related.likeness import subject_of
from search.related.match import Match

logger = logging.getLogger(__name__)

KEEP = 60  # seconds: a new neighbour may show a minute later; what is withdrawn goes at once
SHOWN = 3
_PATIENCE = 0.3  # seconds that a page waits for what comes after all that it was opened for
_SPARE = 3  # kept besides those shown, for when some are withdrawn
_EXCERPT = 1000  # characters of a text, for the card of a thing without summary
_PARTS = ("hoofdstuk", "artikel")  # kinds that are parts of a whole, whose address is the one above theirs

_Found = Sequence[tuple[EngineHit, Sequence[str]]]  # with the reasons


@dataclass(frozen=True, slots=True)
class Related:
    """A thing that belongs with another, and why."""

    treffer: Treffer
    redenen: Sequence[str]


def related(
    document: Callable[[], SearchDocument], kinds: Sequence[str], without: Sequence[str] = (), kept_as: str = ""
) -> list[Related]:
    """Things of these kinds that belong with the document; none while the engine is down: the page does without.

    `without` are ids of things the page already shows. `kept_as` names the document as it is now: it is made only
    when the answer is not at hand.
    """
    found: _Found | None = cache.get(kept_as) if kept_as else None
    if found is None:
        subject = document()
        try:
            with within(_PATIENCE):
                found = _find(subject, kinds, without)
        except EngineUnavailable as error:
            logger.warning("Geen verwante pagina's: %s", error)
            return []
        if kept_as:
            cache.set(kept_as, found, KEEP)
    public = {hit.id for hit in still_public([hit for hit, _ in found])}
    return [Related(treffer(hit), why) for hit, why in found if hit.id in public][:SHOWN]


def _find(document: SearchDocument, kinds: Sequence[str], without: Sequence[str]) -> _Found:
    engine = get_engine()
    subject = subject_of(document, kinds, engine, labels())
    if not (subject.words or subject.values):
        return []
    hits = _of_different_wholes(document, engine.search(subject.question(without)).hits)
    matches = [match for hit in hits if (match := Match(subject, hit)).belongs]
    return [(_light(match.hit), match.reasons()) for match in _mixed(matches)[: SHOWN + _SPARE]]


def _of_different_wholes(document: SearchDocument, hits: Sequence[EngineHit]) -> Iterator[EngineHit]:
    """Of each booklet or modelverordening one thing, of the document's own none; no meetings that are over."""
    seen = {_whole(document)}
    for hit in hits:
        if (whole := _whole(hit)) not in seen and not _is_over(hit):
            seen.add(whole)
            yield hit


def _whole(thing: SearchDocument | EngineHit) -> str:
    return thing.url.rstrip("/").rpartition("/")[0] + "/" if thing.soort in _PARTS else thing.url


def _is_over(hit: EngineHit) -> bool:
    ends = parse_datetime(hit.kaart.get("einde", ""))
    return ends is not None and ends < timezone.now()


def _mixed(matches: Sequence[Match]) -> list[Match]:
    """The best first, but not all of one kind where something of another kind fits nearly as well."""
    of_kind: Counter[str] = Counter()
    first: list[Match] = []
    later: list[Match] = []
    for match in matches:
        of_kind[match.hit.soort] += 1
        good = match.hit.score >= matches[0].hit.score * weights.RELATED_OTHER_KIND
        (first if good and of_kind[match.hit.soort] < SHOWN else later).append(match)
    return [*first, *later]


def _light(hit: EngineHit) -> EngineHit:
    """What the card shows; the whole text need not be kept."""
    return replace(hit, tekst="" if hit.samenvatting else hit.tekst[:_EXCERPT])
