"""Words out of text, the same for every engine: folded, without marks that only layout or trickery needs."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

# Zero-width, bidirectional and soft-hyphen marks stand inside words without being part of them.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u036f"  # combining accents of decomposed text
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_MARKS}{_INVISIBLE}]|['’](?=[^\W_]))[^\W_]*)*")  # letters in runs: twice as quick
_MOST_MARKS = 20  # on one letter
_WORD_BEFORE = re.compile(rf"[^\W_][{_MARKS}{_INVISIBLE}]*['’]?\Z")
_WORD_AFTER = re.compile(rf"[{_MARKS}{_INVISIBLE}]|['’]?[^\W_]")
_UNWANTED = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}]")
_INVISIBLE_MARK = re.compile(rf"[{_INVISIBLE}]")
_APOSTROPHE_FORM = re.compile(r"(?<=\w)['’](?:s|n|tje|tjes|er|ers)$")
_NOT_DECOMPOSED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST_WORD = 60


def clean(text: str) -> str:
    """Text without control characters, lone surrogates and invisible marks."""
    if not _UNWANTED.search(text):
        return text
    return _INVISIBLE_MARK.sub("", _CONTROL.sub(" ", text))


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word as written, in lower case and without apostrophe form: Foto's becomes foto, accents stay."""
    lowered = unicodedata.normalize("NFC", _INVISIBLE_MARK.sub("", word)).lower()
    return _APOSTROPHE_FORM.sub("", lowered).replace("'", "").replace("’", "")[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A lower-case word without accents."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.translate(_NOT_DECOMPOSED))
    return "".join(c for c in decomposed if c.isalnum()).lower()[:LONGEST_WORD]


raw_words = _WORD.findall  # the words of a text as they stand there: `plain` makes them comparable


def with_words(text: str, other: Callable[[str], str]) -> str:
    """The text with each of its `raw_words` replaced."""
    return _WORD.sub(lambda found: other(found.group()), text)


def words(text: str) -> list[str]:
    """The plain words of a text, accents kept: what lemmas are made from."""
    return [word for match in raw_words(text) if (word := plain(match))]


def places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where one of the `raw_words` of a text stands in it: quicker than looking at all its words."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _WORD_BEFORE.search(text, max(0, start - _MOST_MARKS), start) and not _WORD_AFTER.match(text, end):
            yield start, end
        start = text.find(word, end)


def tokens(text: str) -> list[str]:
    """The folded words of a text, as they are compared."""
    return [token for word in words(text) if (token := fold(word))]
