"""What a reader probably meant to type."""

from collections.abc import Callable
from dataclasses import dataclass

from search.language.spelling import Speller
from search.language.tokens import plain, raw_words, with_words
from search.understanding.pieces import parts


@dataclass(frozen=True, slots=True)
class Correction:
    """A question with other words in it, and the same question so that it is taken as it was typed."""

    q: str
    as_typed: str
    words: tuple[str, ...]  # those that replace what was typed


def correction(q: str, speller: Speller) -> Correction | None:
    """The unknown words replaced by near ones; what stands between quotes is meant as it is typed."""
    typed = [plain(word) for text, quoted in parts(q) if not quoted for word in raw_words(text)]
    better = speller.corrected(typed)
    if not better:
        return None

    return Correction(
        q=_with_words(q, lambda word: better.get(plain(word), word)),
        as_typed=_with_words(q, lambda word: f'"{word}"' if plain(word) in better else word),
        words=tuple(better.values()),
    )


def _with_words(q: str, other: Callable[[str], str]) -> str:
    return "".join(text if quoted else with_words(text, other) for text, quoted in parts(q))
