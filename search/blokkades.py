"""When a text has a word in it that is never suggested."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, Self

from search.language.lemmas import in_lexicon, lemma
from search.language.phrases import Phrase, contains, phrase
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold, tokens, words

KORTSTE_BEGIN = 3  # letters: with fewer begin too many words
_LINKS = ("", "s", "e", "n", "en")  # letters between the parts of a compound
_SHORTEST_REST = 3  # letters
_ENDINGS = frozenset(("", "je", "jes", "tje", "tjes"))  # the blocked word itself, inflected


class Geblokkeerd(Protocol):
    woord: str
    ook_begin: bool


@dataclass(frozen=True, slots=True)
class Blokkades:
    """Words and phrases, and what no word may begin with."""

    telling: frozenset[Phrase] = frozenset()  # of words that say something: small words between these don't matter
    whole: frozenset[Phrase] = frozenset()  # with small words, which then count: 'op je bek' is more than 'bek'
    begin: tuple[str, ...] = ()  # folded

    @classmethod
    def van(cls, geblokkeerd: Iterable[Geblokkeerd]) -> Self:
        telling: set[Phrase] = set()
        whole: set[Phrase] = set()
        begin: list[str] = []
        for each in geblokkeerd:
            if woorden := every_word(each.woord):
                (whole if has_small_words(each.woord) else telling).add(woorden)
            if each.ook_begin and len(beginning := "".join(tokens(each.woord))) >= KORTSTE_BEGIN:
                begin.append(beginning)
        return cls(frozenset(telling), frozenset(whole), tuple(begin))

    def blokkeert(self, tekst: str) -> bool:
        telling, whole = phrase(tekst), every_word(tekst)
        return (
            any(contains(telling, verboden) for verboden in self.telling)
            or any(contains(whole, verboden) for verboden in self.whole)
            or any(self._begint(word) for word in words(tekst))
        )

    def _begint(self, word: str) -> bool:
        folded = fold(word)
        return folded.startswith(self.begin) and not all(
            _begins_by_chance(word, begin) for begin in self.begin if folded.startswith(begin)
        )


@lru_cache(maxsize=10_000)
def every_word(text: str) -> Phrase:
    """A text as phrases are compared, small words too."""
    return tuple(forms for word in words(text) for forms in phrase(word))


def has_small_words(text: str) -> bool:
    return not STOP_WORDS.isdisjoint(tokens(text))


def _begins_by_chance(word: str, begin: str) -> bool:
    """Whether it is a word of its own, like hoera. In hoerenlopers another word comes behind the blocked one: that is
    no chance, whether the lexicon knows the whole or not."""
    if not in_lexicon(word):
        return False
    base = lemma(word)
    rest = (base if base.startswith(begin) else fold(word)).removeprefix(begin)
    behind = [rest.removeprefix(link) for link in _LINKS]
    return rest not in _ENDINGS and not any(len(part) >= _SHORTEST_REST and in_lexicon(part) for part in behind)
