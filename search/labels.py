"""Names of facet values, and which names mean the same: kept per process, read again when they change.

Who changes them without a signal of Django (bulk writes) says so with `labels_changed`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from gemeenten.models import Gemeente, Provincie
from search.editor_rules import Sturing, lees_sturing
from search.kinds import kinds
from search.language.tokens import tokens
from search.models.begrip import Begrip, Schema
from search.models.teller import Teller
from search.names import Name, NameIndex, inflected_name, name_of, says_enough
from search.place_names import place_names

FacetValues = tuple[str, tuple[str, ...]]  # a facet and values of it


@dataclass(frozen=True)
class Labels:
    """What the vocabulary and the gemeenten are called."""

    names: Mapping[str, Mapping[str, str]]  # facet -> value -> name
    synonyms: Mapping[Name, tuple[Name, ...]]  # words -> other words for the same
    concepts: Mapping[Name, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # -> (scheme, slug), best first
    places: Mapping[Name, tuple[FacetValues, ...]] = field(default_factory=dict)
    words: frozenset[str] = field(default_factory=frozenset)  # all words of names and synonyms
    sturing: Sturing = field(default_factory=Sturing)

    def name(self, facet: str, value: str) -> str:
        return self.names.get(facet, {}).get(value, value)

    @cached_property
    def synonym_index(self) -> NameIndex[tuple[Name, ...]]:
        return NameIndex(self.synonyms, inflections=True, together=_all_others)

    @cached_property
    def concept_index(self) -> NameIndex[tuple[tuple[str, str], ...]]:
        return NameIndex(self.concepts, inflections=True)

    @cached_property
    def place_index(self) -> NameIndex[tuple[FacetValues, ...]]:
        """Exactly as written: the plural of a name is another word."""
        return NameIndex(self.places, inflections=False)


_kept: tuple[int, Labels] | None = None


def labels() -> Labels:
    """The names as they are now; read again only after something changed in them."""
    global _kept
    kept, stand = _kept, Teller.stand(Teller.WOORDEN)
    if kept is None or kept[0] != stand:
        _kept = kept = (stand, _read(lees_sturing()))
    return kept[1]


def labels_with(sturing: Sturing) -> Labels:
    """The names as they are now under other steering, for who wants to see what it does."""
    return _read(sturing)


def labels_changed() -> None:
    """Tell all processes, when the transaction of the change commits, to read them again."""
    Teller.volgende(Teller.WOORDEN)


def _read(sturing: Sturing) -> Labels:
    gemeenten = list(Gemeente.objects.order_by("naam").values_list("code", "naam", "opvolger__code"))
    begrippen = _begrippen(sturing.begrip)
    names: dict[str, dict[str, str]] = {
        "provincie": dict(Provincie.choices),
        "gemeente": {code: naam for code, naam, _ in gemeenten},
        "soort": {soort: kind.name for soort, kind in kinds().items()},
        "fase": _phases(),
    }
    for begrip in begrippen:
        names.setdefault(begrip.schema, {})[begrip.slug] = begrip.label
    synonyms = _synonyms(begrippen)
    for phrase, others in sturing.synoniemen:
        if says_enough(phrase):
            synonyms.setdefault(name_of(phrase), set()).update(name_of(other) for other in others if says_enough(other))
    places = place_names(gemeenten, Provincie.choices)
    named = [*synonyms, *places, *(tuple(tokens(name)) for facet in names.values() for name in facet.values())]
    return Labels(
        names=names,
        synonyms={label: tuple(sorted(others)) for label, others in synonyms.items() if others},
        concepts=_concepts(begrippen),
        places=places,
        words=frozenset(word for label in named for word in label),
        sturing=sturing,
    )


def _begrippen(unsaved: Begrip | None) -> list[Begrip]:
    saved = Begrip.objects.order_by("volgorde", "pk")
    return list(saved) if unsaved is None else [*saved.exclude(pk=unsaved.pk), unsaved]


def _synonyms(begrippen: Iterable[Begrip]) -> dict[Name, set[Name]]:
    """All names of a concept mean the same."""
    synonyms: dict[Name, set[Name]] = {}
    for begrip in begrippen:
        group = {name_of(label) for label in (begrip.label, *begrip.alternatieve_labels) if says_enough(label)}
        for name in group:
            synonyms.setdefault(name, set()).update(group - {name})
    return synonyms


def _all_others(key: Name, one: tuple[Name, ...], other: tuple[Name, ...]) -> tuple[Name, ...]:
    """Of two names that are the same to search; without that name itself, which is looked for anyway."""
    return tuple(dict.fromkeys(name for name in (*one, *other) if inflected_name(name) != key))


def _concepts(begrippen: Iterable[Begrip]) -> dict[Name, tuple[tuple[str, str], ...]]:
    """By the name editors gave before other names and abbreviations, themes before the other schemes."""
    order = list(Schema.values)
    found: dict[Name, set[tuple[int, int, str, str]]] = {}
    for begrip in begrippen:
        for rank, label in enumerate((begrip.label, *begrip.alternatieve_labels, begrip.afkorting)):
            if says_enough(label):
                place = (0 if not rank else 2 if label == begrip.afkorting else 1, order.index(begrip.schema))
                found.setdefault(name_of(label), set()).add((*place, begrip.schema, begrip.slug))
    return {
        name: tuple(dict.fromkeys((schema, slug) for _, _, schema, slug in sorted(places)))
        for name, places in found.items()
    }


def _phases() -> dict[str, str]:
    """The names of phases, from whichever content type has them."""
    found: dict[str, str] = {}
    for kind in kinds().values():
        if kind.model:
            try:
                found.update(dict(apps.get_model(kind.model)._meta.get_field("fase").choices or ()))
            except FieldDoesNotExist:
                continue
    return found
