"""The words that tell what a text is about: often here, seldom elsewhere in the collection."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log

from search import weights
from search.document import SearchDocument
from search.language.lemmas import lemma
from search.language.stopwords import STOP_WORDS
from search.language.tokens import clean, fold, plain, raw_words
from search.related.general_words import GENERAL_WORDS

_SHORTEST = 4  # letters: shorter words are small words and abbreviations that half the collection has
_READ = 20_000  # characters: what a text is about it says by then


def telling_words(
    document: SearchDocument, vocabulary: Mapping[str, int], things: int, besides: Iterable[str] = ()
) -> dict[str, float]:
    """The most telling lemmas with how much each tells; `besides` are words that are known by other means."""
    left_out = {word for text in besides for word in words_of(text)}
    counted: defaultdict[str, float] = defaultdict(float)
    having: defaultdict[str, int] = defaultdict(int)
    for text, weight in (
        (document.titel, weights.TELLING_TITLE),
        (document.samenvatting, weights.TELLING_SUMMARY),
        (document.tekst[:_READ], 1.0),
    ):
        for word, times in words_of(text).items():
            in_documents = vocabulary.get(word, 0)
            base = lemma(word)
            if base in GENERAL_WORDS or word in left_out:
                continue
            if 1 < in_documents <= things * weights.TELLING_MOST:
                counted[base] += weight * times
                having[base] = max(having[base], in_documents)
    worth = {
        base: log((things + 1) / having[base]) * times / (times + weights.TELLING_ENOUGH)
        for base, times in counted.items()
    }
    best = sorted(worth, key=lambda base: (-worth[base], base))[: weights.TELLING_WORDS]
    return {base: worth[base] for base in best}


def words_of(text: str) -> Counter[str]:
    """The words of a text that can tell something, and how often each stands in it."""
    found: Counter[str] = Counter()
    for raw, times in Counter(raw_words(clean(text))).items():
        word = plain(raw)
        if len(word) >= _SHORTEST and word.isalpha() and fold(word) not in STOP_WORDS:
            found[word] += times
    return found
