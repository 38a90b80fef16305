"""Verbs in two parts: hoe voeg ik iemand toe, waar vraag ik een pgb aan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search import weights
from search.language.compounds import Splitter
from search.language.stopwords import STOP_WORDS
from search.understanding.recognised import Recognised
from search.understanding.terms import other_words

_PARTICLES = frozenset(
    ("aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "terug", "toe", "uit", "voor")
)


def with_verbs(found: Iterable[Recognised], last: str, splitter: Splitter) -> Iterator[Recognised]:
    """The same, where the question ends in half a verb also with the whole verb for its other half."""
    found = list(found)
    joined = {number: last + word for number, word in _single_words(found)}
    verbs = {number: verb for number, verb in joined.items() if splitter.knows(verb) and verb not in STOP_WORDS}
    if last not in _PARTICLES or not verbs:
        yield from found
        return
    for number, each in enumerate(found):
        if number in verbs:
            verb = other_words((verbs[number],), weights.JOINED)
            yield replace(each, group=replace(each.group, alternatives=(*each.group.alternatives, verb)))
        elif each.group.terms[0].written != last:
            yield each


def _single_words(found: Iterable[Recognised]) -> Iterator[tuple[int, str]]:
    for number, each in enumerate(found):
        if len(each.group.terms) == 1 and not each.group.meant:
            yield number, each.group.terms[0].written
