"""The names readers type, looked up in a question: of concepts, of gemeenten and of provinces."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from search.language.lemmas import base
from search.language.stopwords import STOP_WORDS
from search.language.tokens import tokens

Name = tuple[str, ...]  # its words, folded, without those that say nothing
T = TypeVar("T")
_ARTICLES = {"de", "het", "een"}


def name_of(text: str) -> Name:
    """The words of a name as a question has them."""
    return tuple(token for token in tokens(text) if token not in STOP_WORDS)


def says_enough(text: str) -> bool:
    """Whether its words still mean the same without the small ones: not of "alleen zijn"."""
    name = name_of(text)
    return len(name) > 1 or (bool(name) and set(tokens(text)) - {*name} <= _ARTICLES)


@lru_cache(maxsize=10_000)
def inflected(word: str) -> str:
    """What a folded word of a name has in common with its plural."""
    return base(word)


class NameIndex(Generic[T]):
    """Finds the longest name that begins at a word of the question, also where its words are written as one."""

    def __init__(self, names: Mapping[Name, T], *, inflections: bool) -> None:
        self._inflections = inflections
        self._names: dict[Name, T] = {}
        for name, meaning in names.items():
            self._names.setdefault(self._key(name), meaning)
        for name, meaning in names.items():
            self._names.setdefault(self._key(("".join(name),)), meaning)
        self._longest = max(map(len, self._names), default=0)

    def at(self, words: Sequence[str], start: int) -> tuple[int, T] | None:
        """How many words the name here has, and what it is the name of."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            if (meaning := self._names.get(self._key(words[start : start + length]))) is not None:
                return length, meaning
        return None

    def _key(self, words: Iterable[str]) -> Name:
        return tuple(map(inflected, words)) if self._inflections else tuple(words)
