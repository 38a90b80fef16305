"""Gemeenten and provinces in a question."""

from collections.abc import Sequence

from search import weights
from search.engines.contract import FacetMatch, QueryGroup
from search.labels import FacetValues, Labels
from search.place_names import ORDINARY_WORDS
from search.understanding.pieces import Piece
from search.understanding.recognised import Recognised
from search.understanding.terms import term

_WEIGHT = {"gemeente": weights.GEMEENTE, "provincie": weights.PROVINCIE}


def place_at(pieces: Sequence[Piece], at: int, labels: Labels) -> Recognised | None:
    """A name here, also behind the word gemeente or provincie, which then says which of the two is meant."""
    folded = [piece.folded for piece in pieces]
    kind = folded[at] if folded[at] in _WEIGHT else ""
    begin = at + 1 if kind else at
    found = labels.place_index.at(folded, begin)
    if found is None:
        return None
    length, places = found
    if kind:
        places = tuple(place for place in places if place[0] == kind)
    elif length == 1 and folded[begin] in ORDINARY_WORDS and len(pieces) > 1:
        return None
    return _recognised(pieces[begin : begin + length], begin + length - at, places) if places else None


def _recognised(named: Sequence[Piece], length: int, places: Sequence[FacetValues]) -> Recognised:
    return Recognised(
        length=length,
        group=QueryGroup(
            tuple(term(word) for piece in named for word in piece.words),
            near=len(named) > 1,
            meant=tuple(FacetMatch(facet, values, _WEIGHT[facet]) for facet, values in places),
        ),
        gemeenten=tuple(value for facet, values in places if facet == "gemeente" for value in values),
        provincies=tuple(value for facet, values in places if facet == "provincie" for value in values),
    )
