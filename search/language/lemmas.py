"""The dictionary form of Dutch words, from simplemma's lexicon."""

from functools import lru_cache

import simplemma
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from search.language.tokens import fold


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The folded lemma of a plain word (accents kept: the lexicon needs them)."""
    return fold(simplemma.lemmatize(word, lang="nl").lower()) if word.isalpha() else fold(word)


@lru_cache(maxsize=200_000)
def in_lexicon(word: str) -> bool:
    return simplemma.is_known(word, lang="nl")


@lru_cache(maxsize=1)
def _stemmer() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer("dutch")).build()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Porter stem, as the engines make it of lemmas and parts."""
    stems = _stemmer().analyze(word)
    return stems[0] if stems else word
