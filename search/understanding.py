"""From the words of a reader to groups an engine can look for."""

import re
from collections.abc import Iterable

from search import weights
from search.engines.contract import Alternative, QueryGroup, QueryTerm
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.lemmas import lemma
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold, words

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
MOST_GROUPS = 24  # a question of more words says no more


def groups_of(q: str, splitter: Splitter, labels: Labels) -> tuple[QueryGroup, ...]:
    """Quoted phrases, then the other words; known concepts of several words stay together."""
    quoted = [
        QueryGroup(terms=tuple(_term(word, splitter) for word in found), quoted=True)
        for phrase in _QUOTED.findall(q)
        if (found := words(phrase))
    ]
    rest = words(_QUOTED.sub(" ", q))
    meaningful = _meaningful(rest) if quoted or any(fold(word) not in STOP_WORDS for word in rest) else rest
    free = _free(meaningful, splitter, labels)
    return tuple([*quoted, *free][:MOST_GROUPS])


def written(groups: Iterable[QueryGroup]) -> list[str]:
    """The words of these groups as typed."""
    return [term.written for group in groups for term in group.terms]


def _free(found: list[str], splitter: Splitter, labels: Labels) -> list[QueryGroup]:
    folded = [fold(word) for word in found]
    groups: list[QueryGroup] = []
    at = 0
    while at < len(found):
        length = _concept_at(folded, at, labels)
        here = found[at : at + length]
        alternatives = [
            Alternative(tuple(_term(word) for word in _meaningful(other)), weights.SYNONYM)
            for other in labels.synonyms.get(tuple(folded[at : at + length]), ())
        ]
        alternatives += [Alternative((_term(joined),), weights.JOINED) for joined in _joined(found, at, length)]
        groups.append(QueryGroup(tuple(_term(word, splitter) for word in here), alternatives=tuple(alternatives)))
        at += length
    return groups


def _concept_at(folded: list[str], at: int, labels: Labels) -> int:
    """How many words from here are the name of a known concept; else one."""
    for length in range(min(labels.longest_synonym, len(folded) - at), 1, -1):
        if tuple(folded[at : at + length]) in labels.synonyms:
            return length
    return 1


def _joined(found: list[str], at: int, length: int) -> list[str]:
    """A word written as one with the next or the previous: mantelzorg adviesraad."""
    if length > 1:
        return []
    before = [found[at - 1] + found[at]] if at else []
    after = [found[at] + found[at + 1]] if at + 1 < len(found) else []
    return [joined for joined in (*before, *after) if joined.isalpha()]


def _meaningful(found: Iterable[str]) -> list[str]:
    return [word for word in found if fold(word) not in STOP_WORDS]


def _term(word: str, splitter: Splitter | None = None) -> QueryTerm:
    """A word in the forms documents carry; its parts only where it was typed."""
    folded = fold(word)
    return QueryTerm(
        written=folded,
        lemma="" if folded in STOP_WORDS else lemma(word),
        parts=splitter.halves(word) if splitter else (),
    )
