"""Concepts of the vocabulary in a question, by any of their names."""

from collections.abc import Sequence

from search import weights
from search.engines.contract import FacetMatch, QueryGroup
from search.labels import Labels
from search.language.compounds import Splitter
from search.understanding.pieces import Piece
from search.understanding.recognised import Recognised
from search.understanding.terms import other_words, term


def concept_at(pieces: Sequence[Piece], at: int, labels: Labels, splitter: Splitter) -> Recognised | None:
    """The longest name here that has synonyms or is a concept; the words of several stay together."""
    folded = [piece.folded for piece in pieces]
    length, others = labels.synonym_index.at(folded, at) or (0, ())
    concept_length, concepts = labels.concept_index.at(folded, at) or (0, ())
    longest = max(length, concept_length)
    if not longest:
        return None
    words = [word for piece in pieces[at : at + longest] for word in piece.words]
    alternatives = [other_words(other, weights.SYNONYM) for other in others] if length == longest else []
    concept = concepts[0] if concept_length == longest else None
    return Recognised(
        length=longest,
        group=QueryGroup(
            tuple(term(word, splitter) for word in words),
            alternatives=tuple(alternatives),
            meant=(FacetMatch(concept[0], (concept[1],), weights.CONCEPT),) if concept else (),
        ),
        concept=concept,
    )
