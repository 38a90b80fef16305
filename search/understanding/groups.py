"""The words of a question, in groups an engine can look for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search import weights
from search.engines.contract import Alternative, QueryGroup
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold
from search.understanding.articles import article_at
from search.understanding.concepts import concept_at
from search.understanding.pieces import Piece
from search.understanding.places import place_at
from search.understanding.recognised import Recognised
from search.understanding.terms import other_words, term


def recognise(pieces: Sequence[Piece], splitter: Splitter, labels: Labels) -> Iterator[Recognised]:
    """Articles, places and concepts by their names; every other piece by itself."""
    at = 0
    while at < len(pieces):
        found = (
            article_at(pieces, at, labels)
            or place_at(pieces, at, labels)
            or concept_at(pieces, at, labels, splitter)
            or _word(pieces[at], splitter)
        )
        if found.length == 1:
            others = (*found.group.alternatives, *_together(pieces, at), *_apart(pieces[at], splitter))
            found = replace(found, group=replace(found.group, alternatives=others))
        yield found
        at += found.length


def _word(piece: Piece, splitter: Splitter) -> Recognised:
    terms = tuple(term(word, splitter) for word in piece.words)
    return Recognised(length=1, group=QueryGroup(terms, near=len(terms) > 1))


def _together(pieces: Sequence[Piece], at: int) -> Iterator[Alternative]:
    """A word written as one with the previous or the next: mantelzorg adviesraad."""
    for pair in (pieces[at - 1 : at + 1] if at else (), pieces[at : at + 2]):
        joined = "".join(word for piece in pair for word in piece.words)
        if len(pair) == 2 and joined.isalpha() and fold(joined) not in STOP_WORDS:
            yield other_words((joined,), weights.JOINED)


def _apart(piece: Piece, splitter: Splitter) -> Iterator[Alternative]:
    """Two words typed as one: wmoraad."""
    if len(piece.words) == 1 and (pair := splitter.apart(piece.folded)):
        yield other_words(pair, weights.JOINED)
