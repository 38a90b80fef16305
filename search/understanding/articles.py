"""Articles of laws and of the modelverordening in a question: artikel 2.3.2 Wmo, art 7 verordening."""

import re
from collections.abc import Iterable, Sequence

from search import weights
from search.document import MODELVERORDENING, artikelverwijzing
from search.engines.contract import FacetMatch, QueryGroup
from search.facets import VERWIJZING
from search.labels import Labels
from search.models.begrip import Schema
from search.understanding.pieces import Piece
from search.understanding.recognised import Recognised
from search.understanding.terms import other_words, term

_ARTICLE = frozenset(("art", "artikel", "artikelen", "artikels"))
_MODEL = frozenset(("verordening", "verordeningen", "modelverordening", "modelverordeningen"))
_PARTS = frozenset(("lid", "onderdeel", "sub"))  # of an article
_ORDINALS = frozenset(("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"))
_NUMBER = re.compile(r"\d{1,3}[a-z]{0,2}(?:[.:]\d{1,3}[a-z]{0,2})*")


def article_at(pieces: Sequence[Piece], at: int, labels: Labels) -> Recognised | None:
    """An article by its number: behind the word artikel, or a number of parts with a law beside it."""
    folded = [piece.folded for piece in pieces]
    begin = at + 1 if folded[at] in _MODEL else at
    named = folded[begin : begin + 1] != [] and folded[begin] in _ARTICLE
    begin += named
    if begin >= len(pieces) or not _NUMBER.fullmatch(folded[begin]):
        return None
    laws = regulations(folded, labels)
    if not named and not (laws and _is_no_plain_number(folded[begin])) and folded[begin].count(".") < 2:
        return None
    return Recognised(length=_end(folded, begin + 1) - at, group=_group(pieces[begin], laws or _all(labels)))


def regulations(folded: Sequence[str], labels: Labels) -> tuple[str, ...]:
    """The laws a question names, or the modelverordening; none if it names none."""
    if not _MODEL.isdisjoint(folded):
        return (MODELVERORDENING,)
    found: dict[str, None] = {}
    at = 0
    while at < len(folded):
        length, concepts = labels.concept_index.at(folded, at) or (1, ())
        found.update((slug, None) for schema, slug in concepts if schema == Schema.WETTELIJK_KADER)
        at += length
    return tuple(found)


def _all(labels: Labels) -> tuple[str, ...]:
    return (MODELVERORDENING, *labels.names.get(Schema.WETTELIJK_KADER.value, ()))


def _is_no_plain_number(text: str) -> bool:
    """2.3.2 and 4a say that they are articles where 4 may be anything."""
    return not text.isdigit()


def _end(folded: Sequence[str], at: int) -> int:
    """Where the article ends, with its lid and the word verordening."""
    while at < len(folded):
        if folded[at] in _MODEL:
            at += 1
        elif folded[at] in _PARTS or (folded[at] in _ORDINALS and folded[at + 1 : at + 2] == ["lid"]):
            at += 2
        else:
            break
    return min(at, len(folded))


def _group(number: Piece, laws: Iterable[str]) -> QueryGroup:
    """What cites it, or is it; and texts that have its number, which only of several parts says enough by itself."""
    meant = FacetMatch(VERWIJZING, tuple(artikelverwijzing(law, number.folded) for law in laws), weights.ARTICLE)
    if len(number.words) > 1:
        return QueryGroup(tuple(term(word) for word in number.words), near=True, meant=(meant,))
    return QueryGroup(
        (term("artikel"), term(number.folded)),
        near=True,
        alternatives=(other_words(("art", number.folded), 1.0),),
        meant=(meant,),
    )
