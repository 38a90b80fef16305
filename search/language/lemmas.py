"""The dictionary form of Dutch words, from simplemma's lexicon."""

from functools import lru_cache

import simplemma

from search.language.stemming import stemmed
from search.language.tokens import fold

_PLURALS_WITHOUT_APOSTROPHE = ("as", "is", "os", "us", "ys")  # fotos, paginas: as people type them


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The folded lemma of a plain word (accents kept: the lexicon needs them)."""
    if not word.isalpha():
        return fold(word)
    if word[-2:] in _PLURALS_WITHOUT_APOSTROPHE and not in_lexicon(word) and in_lexicon(word[:-1]):
        return fold(word[:-1])
    found = simplemma.lemmatize(word, lang="nl").lower()
    return fold("".join(filter(str.isalnum, found)))  # the lexicon shows seams: in_dienen


@lru_cache(maxsize=200_000)
def in_lexicon(word: str) -> bool:
    return simplemma.is_known(word, lang="nl")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Porter stem, as the engines make it of lemmas and parts."""
    return stemmed(word)


def base(word: str) -> str:
    """What a plain word is compared by, whatever its inflection."""
    return stem(lemma(word))
