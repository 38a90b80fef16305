"""The piece of a text that shows why it was found."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.contract import QueryGroup
from search.language.compounds import Splitter
from search.language.lemmas import stem
from search.language.stopwords import STOP_WORDS
from search.language.tokens import clean, places, raw_words

LENGTH = 200
_READ_AT_ONCE = 5_000  # characters; of a long text no more than needed
_READ_AT_MOST = 400_000
_LEAD = 40  # characters before the first marked word


class Highlighter:
    """Marks the words of one query, also where they stand inflected or in a compound."""

    def __init__(self, groups: Iterable[QueryGroup], splitter: Splitter) -> None:
        self._splitter = splitter
        groups = tuple(groups)
        only_small = all(term.written in STOP_WORDS for group in groups for term in group.terms)
        self._groups: dict[str, int] = {}  # form of a word -> number of its group
        self._part_forms: dict[str, int] = {}
        for number, group in enumerate(groups):
            for terms in (group.terms, *(other.terms for other in group.alternatives)):
                for term in terms:
                    if term.written in STOP_WORDS and not only_small:
                        continue
                    self._groups.setdefault(term.written, number)
                    if term.lemma:
                        self._groups.setdefault(stem(term.lemma), number)
                    for part in term.parts:
                        self._part_forms.setdefault(stem(part), number)
        self._seen: set[str] = set()
        self._matching: dict[str, tuple[int, bool]] = {}  # word as it stands there -> group, whether it is the word

    def fragment(self, *texts: str) -> SafeString | None:
        """About 200 characters of the text, with the words found in <mark>; None without any."""
        text = clean("\n".join(text for text in texts if text))
        matches = self._matches(text)
        if not matches:
            return None
        start, end = _around(text, _best_window(matches))
        return _marked(text, start, end, [(a, b) for a, b, _, _ in matches if a >= start and b <= end])

    def title(self, text: str) -> SafeString:
        text = clean(text)
        return _marked(text, 0, len(text), [(a, b) for a, b, _, _ in self._matches(text)])

    def _matches(self, text: str) -> list[tuple[int, int, int, bool]]:
        """(start, end, group, whether it is the word itself) from the first stretch of text that has any."""
        if not self._groups:
            return []
        for begin in range(0, min(len(text), _READ_AT_MOST), _READ_AT_ONCE):
            stretch = text[begin : begin + _READ_AT_ONCE]
            found = [
                (begin + start, begin + end, *self._matching[word])
                for word in self._matching_of(set(raw_words(stretch)))
                for start, end in places(word, stretch)
            ]
            if found:
                return sorted(found)
        return []

    def _matching_of(self, found: set[str]) -> set[str]:
        """Those of these words that are marked; most words of a text were seen before and are not."""
        new = found - self._seen
        self._seen |= new
        forms, none_of = self._splitter.forms, (self._groups.keys() | self._part_forms.keys()).isdisjoint
        for word in new:
            if not none_of(forms(word)):
                self._match(word, *forms(word))
        return self._matching.keys() & found

    def _match(self, word: str, folded: str, base: str, *parts: str) -> None:
        """The word itself, else a compound with the word in it, else a word that is part of a compound."""
        if (number := self._groups.get(folded, self._groups.get(base))) is not None:
            self._matching[word] = number, True
            return
        of_parts = (self._groups[part] for part in parts if part in self._groups)
        if (number := next(of_parts, self._part_forms.get(base))) is not None:
            self._matching[word] = number, False


def _best_window(matches: list[tuple[int, int, int, bool]]) -> tuple[int, int]:
    """The stretch with most different words of the query, then most words, then the earliest."""
    best: tuple[float, int, int, int] = (0.0, 0, 0, 0)
    last = 0
    for first in range(len(matches)):
        last = max(last, first)
        while last + 1 < len(matches) and matches[last + 1][1] - matches[first][0] <= LENGTH - _LEAD:
            last += 1
        inside = matches[first : last + 1]
        worth: dict[int, float] = {}
        for _, _, group, whole in inside:
            worth[group] = max(worth.get(group, 0), 1.0 if whole else 0.6)
        total = sum(worth.values())
        if (total, len(inside)) > best[:2]:
            best = (total, len(inside), matches[first][0], matches[last][1])
    return best[2], best[3]


def _around(text: str, window: tuple[int, int]) -> tuple[int, int]:
    """The window with what surrounds it, cut between words."""
    start = max(0, window[0] - _LEAD)
    end = min(len(text), max(window[1], start + LENGTH))
    start = max(0, min(start, end - LENGTH))
    if start:
        start = min(window[0], _next_word(text, start))
    if end < len(text):
        end = max(window[1], text.rfind(" ", window[1], end + 1))
    return start, end


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> SafeString:
    pieces = ["… "] if start else []
    at = start
    for begin, stop in marks:
        pieces += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        at = stop
    pieces.append(escape(text[at:end]))
    if end < len(text):
        pieces.append(" …")
    return mark_safe(" ".join("".join(pieces).split()))  # noqa: S308 - all text in it is escaped above


def shortened(text: str) -> SafeString:
    """The start of a text, for where nothing is marked."""
    text = " ".join(clean(text).split())
    if len(text) <= LENGTH * 1.5:
        return escape(text)
    return escape(text[:LENGTH].rsplit(" ", 1)[0] + " …")
