"""Words as the terms engines look for."""

from collections.abc import Iterable

from search.engines.contract import Alternative, QueryTerm
from search.language.compounds import Splitter
from search.language.lemmas import lemma
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold


def term(word: str, splitter: Splitter | None = None) -> QueryTerm:
    """A word in the forms documents carry; its parts only where it was typed."""
    folded = fold(word)
    return QueryTerm(
        written=folded,
        lemma="" if folded in STOP_WORDS else lemma(word),
        parts=splitter.halves(word) if splitter else (),
    )


def other_words(found: Iterable[str], weight: float) -> Alternative:
    return Alternative(tuple(term(word) for word in found if fold(word) not in STOP_WORDS), weight)
