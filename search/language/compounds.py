"""The parts of Dutch compounds: mantelzorgadviesraad is mantelzorg and adviesraad, advies and raad."""

from collections.abc import Container

from search.language.lemmas import in_lexicon, lemma, stem
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold, plain

_SHORTEST_COMPOUND = 8
_SHORTEST_PART = 3  # val, was, dag: words of the collection
_SHORTEST_IN_LEXICON = 4
_ENDINGS = frozenset(("baar", "heid", "heden", "lijk", "lijke", "ling", "loos", "schap", "sing", "zaam"))
_LINKS = ("", "s", "en", "e", "n")
_LONGEST_COMPOUND = 45  # beyond this it is a web address or noise


class Splitter:
    """Splits compounds by the lexicon and the collection's own vocabulary (words in two or more documents)."""

    def __init__(self, vocabulary: Container[str]) -> None:
        self._vocabulary = vocabulary
        self._parts: dict[str, tuple[str, ...]] = {}
        self._forms: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of all parts of a plain word, halves of halves included; none if it is not a compound."""
        known = self._parts.get(word)
        if known is None:
            if len(self._parts) > 200_000:
                self._parts.clear()
            known = self._parts[word] = self._split(word)
        return known

    def forms(self, written: str) -> tuple[str, ...]:
        """All a word of a text can be recognised by: folded, its stem and the stems of its parts."""
        known = self._forms.get(written)
        if known is None:
            if len(self._forms) > 100_000:
                self._forms.clear()
            word = plain(written)
            known = self._forms[written] = (fold(word), stem(lemma(word)), *map(stem, self.parts(word)))
        return known

    def halves(self, word: str) -> tuple[str, ...]:
        """The lemmas of its two parts, however these are made up; none if it is not a compound."""
        halves = self._halves(word)
        return tuple(lemma(half) for half in halves) if halves else ()

    def apart(self, word: str) -> tuple[str, str] | None:
        """The two words that were typed as one where the collection has them apart: wmoraad. Also of short words,
        since both are words of the collection and only count where they stand together."""
        if word in self._vocabulary or not word.isalpha() or len(word) > _LONGEST_COMPOUND:
            return None
        seams = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        found = [at for at in seams if word[:at] in self._vocabulary and word[at:] in self._vocabulary]
        if not found:
            return None
        best = max(found, key=lambda at: min(at, len(word) - at))
        return word[:best], word[best:]

    def _split(self, word: str) -> tuple[str, ...]:
        halves = self._halves(word)
        if halves is None:
            return ()
        left, right = halves
        found = [lemma(left), *self.parts(left), lemma(right), *self.parts(right)]
        return tuple(dict.fromkeys(found))

    def _halves(self, word: str) -> tuple[str, str] | None:
        """The split whose shorter half is longest; halves that are compounds themselves come last."""
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND or not word.isalpha():
            return None
        best: tuple[tuple[bool, int], str, str] | None = None
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            right = word[at:]
            whole = self._is_word(right)
            if not whole and not self.parts(right):
                continue
            left = self._left(word[:at])
            if left is None:
                continue
            rank = (whole, min(len(left), len(right)))
            if best is None or rank > best[0]:
                best = (rank, left, right)
        return best[1:] if best else None

    def _left(self, letters: str) -> str | None:
        """The word before the seam, without the letters that only link."""
        for link in _LINKS:
            if letters.endswith(link):
                word = letters[: len(letters) - len(link)]
                if len(word) >= _SHORTEST_PART and self._is_word(word):
                    return word
        return None

    def knows(self, word: str) -> bool:
        return word in self._vocabulary or in_lexicon(word)

    def _is_word(self, word: str) -> bool:
        """Small words and endings are no parts: a voorziening has no voor in it, and vriendschap no schap."""
        if word in STOP_WORDS or word in _ENDINGS:
            return False
        return word in self._vocabulary or (len(word) >= _SHORTEST_IN_LEXICON and in_lexicon(word))


_kept: tuple[Container[str], Splitter] | None = None


def splitter_for(vocabulary: Container[str]) -> Splitter:
    """The splitter of the vocabulary that is in use now, with all it already worked out."""
    global _kept
    if _kept is None or _kept[0] is not vocabulary:
        _kept = (vocabulary, Splitter(vocabulary))
    return _kept[1]
