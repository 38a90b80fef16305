"""The piece of a text that shows why it was found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.contract import QueryGroup, QueryTerm
from search.language.compounds import Splitter
from search.language.lemmas import stem
from search.language.stopwords import STOP_WORDS
from search.language.tokens import LONGEST_WORD, clean, places, raw_words

LENGTH = 200
_READ_AT_ONCE = 1_200  # characters; of a long text no more than needed
_READ_ON = 5_000  # after the first word found, for the others
_READ_AT_MOST = 400_000
_SHORTEST_BEGIN = 6  # letters
_NEAR = 30  # characters between two words that belong together
_LEAD = 40  # characters before the first marked word
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?:[.!?][”’\")]?\s+|\n\s*)(?=[A-ZÀ-Þ\d“‘\"(•]|$)")
# A heading or the cell of a table, in escaped text: it stands apart from what follows. Lines of a PDF run on.
_LINE_END = re.compile(r"(?<![\s.,;:!?…])[^\S\n]*\n\s*(?=(?:<mark>)?(?:[A-ZÀ-Þ\d“‘(•]|&quot;))")


class Highlighter:
    """Marks the words of one query, also where they stand inflected or in a compound."""

    def __init__(self, groups: Iterable[QueryGroup], splitter: Splitter) -> None:
        self._splitter = splitter
        groups = tuple(groups)
        only_small = all(term.written in STOP_WORDS for group in groups for term in group.terms)
        self._groups: dict[str, int] = {}  # form of a word -> number of its group
        self._together: dict[str, dict[int, int]] = {}  # idem of words that say nothing apart -> phrase -> group
        self._phrases = 0
        self._begins: dict[str, int] = {}  # of longer words made of one of the query: mantelzorgers
        for number, group in enumerate(groups):
            self._add(group.terms, number, apart=not group.near)
            self._begins.update((t.written, number) for t in group.terms if len(t.written) >= _SHORTEST_BEGIN)
            for other in group.alternatives:
                self._add(other.terms, number, apart=len(other.terms) == 1)
        if only_small:
            self._groups.update((term.written, number) for number, group in enumerate(groups) for term in group.terms)
        of_phrases = (number for phrases in self._together.values() for number in phrases.values())
        self._wanted = {*self._groups.values(), *of_phrases}
        self._seen: set[str] = set()
        self._matching: dict[str, tuple[int, bool]] = {}  # word as it stands there -> group, whether it is the word
        self._loose: dict[str, Mapping[int, int]] = {}  # idem -> phrase -> group

    def _add(self, terms: Sequence[QueryTerm], number: int, apart: bool) -> None:
        """What these words are recognised by; the parts of a compound count only beside each other."""
        terms = [term for term in terms if term.written not in STOP_WORDS]
        forms = {term.written for term in terms} | {stem(term.lemma) for term in terms if term.lemma}
        if apart:
            for form in forms:
                self._groups.setdefault(form, number)
        else:
            self._add_phrase(forms, number)
        for term in terms:
            self._add_phrase({stem(part) for part in term.parts}, number)

    def _add_phrase(self, forms: set[str], number: int) -> None:
        self._phrases += 1
        for form in forms:
            self._together.setdefault(form, {})[self._phrases] = number

    def fragment(self, *texts: str) -> SafeString | None:
        """About 200 characters of the text, with the words found in <mark>; None without any."""
        return self.explain(*texts)[0]

    def explain(self, *texts: str) -> tuple[SafeString | None, set[int]]:
        """The same, with the groups of the query that it shows."""
        text = clean("\n".join(text for text in texts if text))
        matches = self._matches(text)
        if not matches:
            return None, set()
        start, end = _around(text, _best_window(matches))
        inside = [match for match in matches if match[0] >= start and match[1] <= end]
        return _marked(text, start, end, [(a, b) for a, b, _, _ in inside]), {group for _, _, group, _ in inside}

    def groups_in(self, text: str) -> set[int]:
        """The groups of the query that a short text matches."""
        return {group for _, _, group, _ in self._matches(clean(text))}

    def _matches(self, text: str) -> list[tuple[int, int, int, bool]]:
        """(start, end, group, whether it is the word itself), from the first stretch of the text that has any on; no
        further than where all groups were seen."""
        if not self._groups and not self._together:
            return []
        found: list[tuple[int, int, int, bool]] = []
        seen: set[int] = set()
        begin, last = 0, min(len(text), _READ_AT_MOST)
        while begin < last and len(seen) < len(self._wanted):
            end = _next_space(text, begin + _READ_AT_ONCE)
            here = list(self._matches_in(text[begin:end]))
            found += [(begin + start, begin + stop, group, whole) for start, stop, group, whole in here]
            seen.update(group for _, _, group, _ in here)
            begin = end
            if found:
                last = min(last, found[0][0] + _READ_ON)
        return sorted(found)

    def _matches_in(self, stretch: str) -> Iterator[tuple[int, int, int, bool]]:
        words = set(raw_words(stretch))
        self._learn(words - self._seen)
        for word in self._matching.keys() & words:
            yield from ((start, end, *self._matching[word]) for start, end in places(word, stretch))
        if len(loose := self._loose.keys() & words) > 1:
            yield from ((start, end, group, False) for start, end, group in self._pairs(loose, stretch))

    def _learn(self, new: set[str]) -> None:
        """Whether these words are marked; most words of a text were seen before."""
        self._seen |= new
        forms, none_of = self._splitter.forms, (self._groups.keys() | self._together.keys()).isdisjoint
        begins = tuple(self._begins)
        for word in new:
            of_word = forms(word)
            if not none_of(of_word) or of_word[0].startswith(begins):
                self._match(word, *of_word)

    def _match(self, word: str, folded: str, base: str, *parts: str) -> None:
        """The word itself, else a compound with the word in it, else a word of a phrase."""
        if (number := self._groups.get(folded, self._groups.get(base))) is not None:
            self._matching[word] = number, True
        elif (number := next((self._groups[part] for part in parts if part in self._groups), None)) is not None:
            self._matching[word] = number, False
        elif begin := next((begin for begin in self._begins if folded.startswith(begin)), None):
            self._matching[word] = self._begins[begin], False
        elif phrases := self._together.get(folded) or self._together.get(base):
            self._loose[word] = phrases

    def _pairs(self, words: Iterable[str], text: str) -> Iterator[tuple[int, int, int]]:
        """Words that say nothing apart, where another word of their phrase is near."""
        found = sorted((*place, word) for word in words for place in places(word, text))
        for at, (start, end, word) in enumerate(found):
            for other_start, other_end, other in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]):
                shared = self._loose[word].keys() & self._loose[other].keys()
                if shared and word.lower() != other.lower() and max(start - other_end, other_start - end) <= _NEAR:
                    yield start, end, self._loose[word][min(shared)]
                    break


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
    """The window with what surrounds it: from the start of a sentence when that is near, and cut between words."""
    end = min(len(text), max(window[1], window[0] - _LEAD + LENGTH))
    start = max(0, min(window[0] - _LEAD, end - LENGTH))
    begins = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _LEAD), window[0])]
    if begins:
        start = min(begins, key=lambda at: abs(at - start))
        end = min(len(text), max(window[1], start + LENGTH))
    elif start:
        start = min(window[0], _next_word(text, start))
    if end < len(text):
        ends = [found.end() for found in _SENTENCE_END.finditer(text, max(window[1], end - _LEAD), end + _LEAD)]
        end = ends[-1] if ends else max(window[1], text.rfind(" ", window[1], end + 1))
    return start, end


def _next_space(text: str, at: int) -> int:
    """Where a stretch of text may end without cutting a word."""
    space = _SPACE.search(text, at, at + LONGEST_WORD)
    return space.start() if space else min(at, len(text))


def _next_word(text: str, at: int) -> int:
    space = _SPACE.search(text, at)
    return space.end() if space else at


def _marked(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> SafeString:
    pieces = [] if _begins_sentence(text, start) else ["… "]
    at = start
    for begin, stop in marks:
        pieces += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        at = stop
    pieces.append(escape(text[at:end]))
    if end < len(text) and not _begins_sentence(text, end):
        pieces.append(" …")
    apart = _LINE_END.sub(" · ", "".join(pieces).rstrip())
    return mark_safe(" ".join(apart.split()))  # noqa: S308 - all text in it is escaped above


def _begins_sentence(text: str, at: int) -> bool:
    return at == 0 or _SENTENCE_END.search(text, max(0, at - 5), at) is not None


def shortened(text: str) -> SafeString:
    """The start of a text, for where nothing is marked."""
    text = " ".join(clean(text).split())
    if len(text) <= LENGTH * 1.5:
        return escape(text)
    return escape(text[:LENGTH].rsplit(" ", 1)[0] + " …")
