"""Words and phrases as editors list them, and when two of them are the same to search."""

from functools import lru_cache

from search.language.lemmas import base, stem
from search.language.stopwords import STOP_WORDS
from search.language.tokens import fold, words

Phrase = tuple[frozenset[str], ...]  # its words that say something, each in all forms it is recognised by


def lines(text: str) -> list[str]:
    """One phrase a line, without what surrounds it."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=10_000)
def phrase(text: str) -> Phrase:
    """A text as it is compared; one of small words only keeps these."""
    found = words(text)
    telling = [word for word in found if fold(word) not in STOP_WORDS]
    return tuple(_forms(word) for word in telling or found)


def same_words(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases have the same words, however inflected and in whatever order."""
    return (
        len(one) == len(other)
        and all(any(word & another for another in other) for word in one)
        and all(any(word & another for another in one) for word in other)
    )


def contains(text: Phrase, part: Phrase) -> bool:
    """Whether the words of the part stand next to each other in the text."""
    return any(
        all(word & wanted for word, wanted in zip(text[at:], part, strict=False))
        for at in range(len(text) - len(part) + 1)
    )


def _forms(word: str) -> frozenset[str]:
    """The stem of the lemma alone is not enough: of short words the lexicon and the stemmer sometimes differ."""
    folded = fold(word)
    return frozenset((folded, base(word), stem(folded)))
