"""The words of a question, with numbers like 2.3.2 as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold, words

_QUOTED = re.compile(r'["“”„«»][^"“”„«»]+["“”„«»]')
_PARTED_NUMBER = re.compile(r"(?<![\w.:])\d{1,4}(?:[.:]\d{1,4})+[a-z]{0,2}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a number of several parts."""

    folded: str
    words: tuple[str, ...]  # plain

    @property
    def says_something(self) -> bool:
        return self.folded not in STOP_WORDS


def parts(q: str) -> Iterator[tuple[str, bool]]:
    """The question in stretches that are quoted or not."""
    done = 0
    for quoted in _QUOTED.finditer(q):
        yield q[done : quoted.start()], False
        yield quoted.group(), True
        done = quoted.end()
    yield q[done:], False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A question in the pieces it is made of."""

    quoted: list[list[str]]  # the words of each phrase
    free: list[Piece]  # without small words, unless there are no others
    last: str  # of all words, folded


def parsed(q: str) -> Parsed:
    quoted = [found for text, is_quoted in parts(q) if is_quoted and (found := words(text))]
    free = [piece for text, is_quoted in parts(q) if not is_quoted for piece in _pieces(text)]
    telling = [piece for piece in free if piece.says_something]
    last = free[-1].folded if len(free) > 1 else ""
    return Parsed(quoted=quoted, free=telling if quoted or telling else free, last=last)


def _pieces(text: str) -> Iterator[Piece]:
    done = 0
    for number in _PARTED_NUMBER.finditer(text):
        yield from _words(text[done : number.start()])
        yield Piece(number.group().lower(), tuple(words(number.group())))
        done = number.end()
    yield from _words(text[done:])


def _words(text: str) -> Iterator[Piece]:
    return (Piece(folded, (word,)) for word in words(text) if (folded := fold(word)))
