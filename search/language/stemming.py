"""Porter's stemmer for Dutch, as Elasticsearch has it under the name `dutch`.

tantivy's stemmer of that name is another one: it takes ge and be off as well, and finds beleid for begeleiding.
"""

import re

_VOWELS = frozenset("aeiouyè")
_DOUBLED = ("kk", "dd", "tt")
_REGION = re.compile(r"[aeiouyè][^aeiouyè]()")  # what comes after the first consonant that follows a vowel
_CONSONANT_I = re.compile(r"(?<=[aeiouyè])i(?=[aeiouyè])")
_CONSONANT_Y = re.compile(r"(?:^|(?<=[aeiouyè]))y")
_LONG_VOWEL = re.compile(r"[^aeiouyè](aa|ee|oo|uu)[^aeiouyèI]\Z")
_SHORTEST_BEFORE = 3  # letters that no ending is taken from


def stemmed(word: str) -> str:
    """The stem of a folded word."""
    return _Stemmer(word).stem()


class _Stemmer:
    """One word, ending by ending."""

    def __init__(self, word: str) -> None:
        # i and y between vowels are consonants; a capital tells them apart until the end.
        self._word = _CONSONANT_I.sub("I", _CONSONANT_Y.sub("Y", word))
        self._r1 = max(self._region(0), _SHORTEST_BEFORE) if self._region(0) < len(word) else len(word)
        self._r2 = self._region(self._region(0))

    def stem(self) -> str:
        self._plural()
        lost_e = self._final_e()
        self._heid()
        self._derived(lost_e)
        if _LONG_VOWEL.search(self._word):
            self._word = self._word[:-2] + self._word[-1]
        return self._word.lower()

    def _region(self, start: int) -> int:
        found = _REGION.search(self._word, start)
        return found.start(1) if found else len(self._word)

    def _plural(self) -> None:
        if self._ends("heden"):
            if self._in(self._r1, "heden"):
                self._word = self._word[:-5] + "heid"
        elif ending := self._longest("ene", "en"):
            self._drop_en(ending)
        elif ending := self._longest("se", "s"):
            before = self._word[: -len(ending)]
            if self._in(self._r1, ending) and before[-1] not in _VOWELS and before[-1] != "j":
                self._word = before

    def _drop_en(self, ending: str) -> None:
        before = self._word[: -len(ending)]
        if self._in(self._r1, ending) and before[-1] not in _VOWELS and not before.endswith("gem"):
            self._word = before
            self._undouble()

    def _final_e(self) -> bool:
        if self._ends("e") and self._in(self._r1, "e") and self._word[-2] not in _VOWELS:
            self._word = self._word[:-1]
            self._undouble()
            return True
        return False

    def _heid(self) -> None:
        if self._ends("heid") and self._in(self._r2, "heid") and not self._word.endswith("cheid"):
            self._word = self._word[:-4]
            if self._ends("en"):
                self._drop_en("en")

    def _derived(self, lost_e: bool) -> None:
        ending = self._longest("lijk", "baar", "bar", "end", "ing", "ig")
        if not ending or not self._in(self._r2, ending):
            return
        if ending == "bar" and not lost_e:
            return
        if ending == "ig" and self._word.endswith("eig"):
            return
        self._word = self._word[: -len(ending)]
        if ending == "lijk":
            self._final_e()
        elif ending in ("end", "ing"):
            if self._ends("ig") and self._in(self._r2, "ig") and not self._word.endswith("eig"):
                self._word = self._word[:-2]
            else:
                self._undouble()

    def _undouble(self) -> None:
        if self._word.endswith(_DOUBLED):
            self._word = self._word[:-1]

    def _ends(self, ending: str) -> bool:
        return self._word.endswith(ending)

    def _longest(self, *endings: str) -> str:
        return max((ending for ending in endings if self._ends(ending)), key=len, default="")

    def _in(self, region: int, ending: str) -> bool:
        return len(self._word) - len(ending) >= region
