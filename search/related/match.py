"""Two things beside each other: what they share, and that in words."""

from dataclasses import dataclass
from functools import cached_property

from search import weights
from search.engines.contract import EngineHit
from search.facets import VERWIJZING
from search.language.lemmas import in_lexicon, lemma
from search.language.tokens import plain, raw_words
from search.related.likeness import Subject, Value
from search.related.telling_words import words_of

_LONGEST_ABBREVIATION = 4  # letters: Wmo, Awb, Wlz
_TOLD_AS = {
    "thema": "ook over {}",
    "resultaatgebied": "zelfde resultaat: {}",
    VERWIJZING: "haalt ook {} aan",
    "doelgroep": "ook voor {}",
    "verschuiving": "zelfde aanpak: {}",
}
_GROUNDS = ("thema", "resultaatgebied", VERWIJZING)  # one of these, or the same words
_BESIDES = ("doelgroep", "verschuiving")  # tell more, but are too wide to show something for
_MOST = 2

Reason = tuple[float, str]  # how much it says, and in words


@dataclass(frozen=True)
class Match:
    subject: Subject
    hit: EngineHit

    @property
    def belongs(self) -> bool:
        """Whether the two have enough in common; the texts are compared only where the rest does not tell."""
        return bool(self._grounds) or self._same_words >= weights.RELATED_ENOUGH_WORDS

    def reasons(self) -> tuple[str, ...]:
        """Why they belong together, the strongest reason first."""
        first, *rest = sorted([*self._grounds, *self._content], reverse=True)
        rest += [self._told(best) for facet in _BESIDES if (best := self._best(facet))]
        rest += [(weights.RELATED_GEMEENTE, f"ook in {name}") for name in self._gemeente]
        said = set(map(lemma, words_of(first[1])))
        new = [text for _, text in sorted(rest, reverse=True) if said.isdisjoint(map(lemma, words_of(text)))]
        return (first[1], *new[: _MOST - 1])

    @cached_property
    def _grounds(self) -> list[Reason]:
        best = filter(None, map(self._best, _GROUNDS))
        return [self._told(each) for each in best if each[0] >= weights.RELATED_GROUND]

    @property
    def _content(self) -> list[Reason]:
        enough = self._same_words >= weights.RELATED_ENOUGH_WORDS
        return [(self._same_words * weights.RELATED_WORDS, "lijkt op deze tekst")] if enough else []

    @cached_property
    def _same_words(self) -> float:
        """Which part of what the telling words tell is also in the other text."""
        told = self.subject.words
        text = f"{self.hit.titel}\n{self.hit.samenvatting}\n{self.hit.tekst}"
        theirs = {lemma(plain(word)) for word in set(raw_words(text))}
        return sum(worth for word, worth in told.items() if word in theirs) / sum(told.values()) if told else 0.0

    @property
    def _gemeente(self) -> list[str]:
        both = [code for code in self.subject.document.gemeenten if code in self.hit.gemeenten]
        return [self.subject.labels.name("gemeente", code) for code in both[:1]]

    def _best(self, facet: str) -> tuple[float, Value] | None:
        """What they share of a facet, the most telling."""
        theirs = self.hit.verwijzingen if facet == VERWIJZING else self.hit.begrippen.get(facet, ())
        ours = self.subject.values.items()
        return max(((worth, value) for value, worth in ours if value[0] == facet and value[1] in theirs), default=None)

    def _told(self, shared: tuple[float, Value]) -> Reason:
        worth, (facet, value) = shared
        labels = self.subject.labels
        if facet == VERWIJZING:
            law, _, number = value.partition(":")
            name = f"artikel {number} van de {labels.name('wettelijk-kader', law)}"
        else:
            name = in_sentence(labels.name(facet, value))
        return worth, _TOLD_AS[facet].format(name)


def in_sentence(label: str) -> str:
    """A label as it stands in the middle of a sentence; abbreviations keep their capital."""
    first = label.replace("-", " ").split(" ")[0]
    if len(first) <= _LONGEST_ABBREVIATION and not in_lexicon(first.lower()):
        return label
    return label[:1].lower() + label[1:]
