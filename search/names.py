"""The names readers type, looked up in a question: of concepts, of gemeenten and of provinces."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


def inflected_name(name: Iterable[str]) -> Name:
    """What two names have in common that are the same to search: scootmobiel and scootmobielen."""
    return tuple(map(inflected, name))


class NameIndex(Generic[T]):
    """Finds the longest name that begins at a word of the question, also where its words are written as one.

    Of names that are the same to search the first has its meaning; or `together` makes one of two, told by what.
    """

    def __init__(
        self, names: Mapping[Name, T], *, inflections: bool, together: Callable[[Name, T, T], T] | None = None
    ) -> None:
        self._inflections = inflections
        self._together = together
        self._names: dict[Name, T] = {}
        for name, meaning in names.items():
            self._add(self._key(name), meaning)
        for name, meaning in names.items():
            if len(name) > 1:
                self._add(self._key(("".join(name),)), meaning)
        self._longest = max(map(len, self._names), default=0)

    def at(self, words: Sequence[str], start: int) -> tuple[int, T] | None:
        """How many words the name here has, and what it is the name of."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            if (meaning := self._names.get(self._key(words[start : start + length]))) is not None:
                return length, meaning
        return None

    def _add(self, key: Name, meaning: T) -> None:
        if key not in self._names:
            self._names[key] = meaning
        elif self._together:
            self._names[key] = self._together(key, self._names[key], meaning)

    def _key(self, words: Iterable[str]) -> Name:
        return inflected_name(words) if self._inflections else tuple(words)
