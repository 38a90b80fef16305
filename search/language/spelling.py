"""The word that was probably meant."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from search.language.compounds import Splitter
from search.language.lemmas import in_lexicon
from search.language.tokens import fold

_SHORTEST = 5  # shorter words are as likely a name or an abbreviation
_SHORT = 6  # below this two letters at the begin or the end must do
_LONG = 8  # from here on two mistakes are likely in one word
_LETTERS = {letter: 1 << number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}


class Spelling:
    """Finds the nearest of many words, without looking at all of them.

    A misspelled word mostly begins or ends as it should, so only words with the same two or three letters there are
    compared; and of those, only the ones made of much the same letters.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._counts = words
        self._words: list[str] = []
        self._letters = array("L")
        self._alike: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for word in words:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                for key in (*_keys(word, 2), *_keys(word, 3)) if len(word) < _SHORT + 2 else _keys(word, 3):
                    self._alike[key].append(len(self._words))
                self._letters.append(_letters(word))
                self._words.append(word)

    def near(self, word: str) -> Iterator[tuple[int, int, str]]:
        """(mistakes, minus the number of documents, word) of those within one mistake, two in a long word."""
        most = 1 if len(word) < _LONG else 2
        letters = _letters(word)
        numbers: set[int] = set()
        for key in _keys(word, 2 if len(word) < _SHORT else 3):
            numbers.update(self._alike.get(key, ()))
        for number in numbers:
            if (self._letters[number] ^ letters).bit_count() > 2 * most:
                continue
            candidate = self._words[number]
            if abs(len(candidate) - len(word)) > most:
                continue
            apart = distance(word, candidate, most) + _begins_otherwise(word, candidate)
            if apart <= most:
                yield apart, -self._counts[candidate], candidate


class Speller:
    """Corrects the words of questions by the words of the collection and of the names in it."""

    def __init__(self, vocabulary: Mapping[str, int], names: frozenset[str], splitter: Splitter) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._splitter = splitter
        self._spellings: list[Spelling] = []  # made when the first unknown word comes

    def knows(self, word: str) -> bool:
        """Words of the collection, common Dutch words and compounds of these are right as they are."""
        folded = fold(word)
        return (
            folded in self._vocabulary or folded in self._names or in_lexicon(word) or bool(self._splitter.halves(word))
        )

    def nearest(self, word: str) -> str | None:
        """The nearest word; of equals the most common one."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        if not self._spellings:
            self._spellings = [_spelling_of(self._vocabulary), Spelling(dict.fromkeys(self._names, 1))]
        best = min((found for spelling in self._spellings for found in spelling.near(word)), default=None)
        return best[2] if best else None

    def corrected(self, words: Iterable[str]) -> dict[str, str]:
        """For each unknown plain word that has one, the word that was probably meant."""
        unknown = [word for word in dict.fromkeys(words) if not self.knows(word)]
        return {word: nearest for word in unknown if (nearest := self.nearest(fold(word)))}


_of_collection: tuple[Mapping[str, int], Spelling] | None = None
_kept: tuple[Mapping[str, int], frozenset[str], Speller] | None = None


def _spelling_of(vocabulary: Mapping[str, int]) -> Spelling:
    """That of the collection takes a moment to make, and stays the same when names change."""
    global _of_collection
    kept = _of_collection
    if kept is None or kept[0] is not vocabulary:
        _of_collection = kept = (vocabulary, Spelling(vocabulary))
    return kept[1]


def speller_for(vocabulary: Mapping[str, int], names: frozenset[str], splitter: Splitter) -> Speller:
    """The speller of the vocabulary and the names that are in use now."""
    global _kept
    kept = _kept
    if kept is None or kept[0] is not vocabulary or kept[1] is not names:
        _kept = kept = (vocabulary, names, Speller(vocabulary, names, splitter))
    return kept[2]


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words, a swap of neighbours counted as one; anything over `most` is `most + 1`."""
    one, other = _unlike(one, other)
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if before and i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return min(previous[-1], most + 1)


def _unlike(one: str, other: str) -> tuple[str, str]:
    """What lies between the beginning and the end that both have."""
    shortest = min(len(one), len(other))
    begin = 0
    while begin < shortest and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shortest - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _keys(word: str, length: int) -> tuple[str, str]:
    return f"{word[:length]}-", f"-{word[-length:]}"


def _begins_otherwise(word: str, other: str) -> bool:
    """Hardly anyone mistypes the first letter, but its place may be wrong."""
    return word[0] != other[0] and word[:2] != other[1::-1]


def _letters(word: str) -> int:
    """Which letters it is made of."""
    found = 0
    for letter in word:
        found |= _LETTERS.get(letter, 0)
    return found
