"""The word that was probably meant."""

from collections.abc import Iterable, Mapping

from search.language.lemmas import in_lexicon

_SHORTEST = 4


def corrected(words: Iterable[str], vocabulary: Mapping[str, int], names: frozenset[str]) -> list[str] | None:
    """The words with the unknown ones replaced by near ones; None when there is nothing to replace."""
    given = list(words)
    found = [word if _is_known(word, vocabulary, names) else nearest(word, vocabulary, names) for word in given]
    return (
        [new or old for new, old in zip(found, given, strict=True)]
        if any(new and new != old for new, old in zip(found, given, strict=True))
        else None
    )


def nearest(word: str, vocabulary: Mapping[str, int], names: frozenset[str]) -> str | None:
    """The nearest word of the collection: one mistake, two in a long word; the more common one of equals."""
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    most = 1 if len(word) < 8 else 2
    best: tuple[int, int, str] | None = None
    for candidates in (vocabulary, names):
        for candidate in candidates:
            if abs(len(candidate) - len(word)) > most or (candidate[0] != word[0] and candidate[1:2] != word[1:2]):
                continue
            apart = distance(word, candidate, most)
            if apart <= most:
                rank = (apart, -vocabulary.get(candidate, 1), candidate)
                if best is None or rank < best:
                    best = rank
    return best[2] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words, a swap of neighbours counted as one; anything over `most` is `most + 1`."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if before and i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, previous = previous, current
    return min(previous[-1], most + 1)


def _is_known(word: str, vocabulary: Mapping[str, int], names: frozenset[str]) -> bool:
    """Words of the collection and common Dutch words are right as they are."""
    return word in vocabulary or word in names or in_lexicon(word)
