"""What a reader means: from words as typed to groups an engine looks for, and the things these words name."""

import datetime
from dataclasses import dataclass

from search import weights
from search.engines.contract import FacetMatch, QueryGroup
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.tokens import tokens
from search.understanding.groups import recognise
from search.understanding.pieces import parsed
from search.understanding.recognised import Recognised
from search.understanding.terms import term
from search.understanding.verbs import with_verbs

MOST_GROUPS = 24  # a question of more words says no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as it was understood."""

    groups: tuple[QueryGroup, ...] = ()
    typed: tuple[str, ...] = ()  # all words, folded
    preferred: tuple[FacetMatch, ...] = ()
    begrip: tuple[str, str] | None = None  # scheme and slug of the concept it is about
    gemeenten: tuple[str, ...] = ()  # CBS codes of those it names
    provincies: tuple[str, ...] = ()


def understand(q: str, splitter: Splitter, labels: Labels, today: datetime.date | None = None) -> Understood:
    """Quoted phrases first, then the other words. With `today`, things of the last years come first among equals."""
    asked = parsed(q)
    phrases = [QueryGroup(terms=tuple(term(word, splitter) for word in words), quoted=True) for words in asked.quoted]
    found = list(with_verbs(recognise(asked.free, splitter, labels), asked.last, splitter))
    return Understood(
        groups=tuple([*phrases, *(each.group for each in found)][:MOST_GROUPS]),
        typed=tuple(tokens(q)),
        preferred=tuple(_recent(today)) if today else (),
        begrip=_about(found) if not phrases else None,
        gemeenten=tuple(dict.fromkeys(code for each in found for code in each.gemeenten)),
        provincies=tuple(dict.fromkeys(slug for each in found for slug in each.provincies)),
    )


def groups_of(q: str, splitter: Splitter, labels: Labels) -> tuple[QueryGroup, ...]:
    return understand(q, splitter, labels).groups


def _about(found: list[Recognised]) -> tuple[str, str] | None:
    """The only concept a question names; of two it is about neither."""
    concepts = {each.concept for each in found if each.concept}
    return concepts.pop() if len(concepts) == 1 else None


def _recent(today: datetime.date) -> list[FacetMatch]:
    return [
        FacetMatch("jaar", tuple(str(today.year - ago) for ago in years), weight)
        for years, weight in weights.RECENT_YEARS
    ]
