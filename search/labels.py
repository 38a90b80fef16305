"""Names of facet values, and which names mean the same: kept per process, read again when they change.

Who changes them without a signal of Django (bulk writes) says so with `labels_changed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from gemeenten.models import Gemeente, Provincie
from search.kinds import kinds
from search.language.stopwords import STOP_WORDS
from search.language.tokens import tokens
from search.models.begrip import Begrip
from search.models.teller import Teller


@dataclass(frozen=True)
class Labels:
    """What the vocabulary and the gemeenten are called."""

    names: Mapping[str, Mapping[str, str]]  # facet -> value -> name
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]  # words -> other words for the same
    longest_synonym: int = 0
    words: frozenset[str] = field(default_factory=frozenset)  # all words of names and synonyms

    def name(self, facet: str, value: str) -> str:
        return self.names.get(facet, {}).get(value, value)


_kept: tuple[int, Labels] | None = None


def labels() -> Labels:
    """The names as they are now; read again only after something changed in them."""
    global _kept
    kept, stand = _kept, Teller.stand(Teller.WOORDEN)
    if kept is None or kept[0] != stand:
        _kept = kept = (stand, _read())
    return kept[1]


def labels_changed() -> None:
    """Tell all processes, when the transaction of the change commits, to read them again."""
    Teller.volgende(Teller.WOORDEN)


def _read() -> Labels:
    names: dict[str, dict[str, str]] = {
        "provincie": dict(Provincie.choices),
        "gemeente": dict(Gemeente.objects.order_by().values_list("code", "naam")),
        "soort": {soort: kind.name for soort, kind in kinds().items()},
        "fase": _phases(),
    }
    synonyms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for begrip in Begrip.objects.order_by().only("schema", "slug", "label", "alternatieven"):
        names.setdefault(begrip.schema, {})[begrip.slug] = begrip.label
        group = {_meaningful(label) for label in (begrip.label, *begrip.alternatieve_labels)} - {()}
        for label in group:
            synonyms.setdefault(label, set()).update(group - {label})
    named = [*synonyms, *(tuple(tokens(name)) for facet in names.values() for name in facet.values())]
    return Labels(
        names=names,
        synonyms={label: tuple(sorted(others)) for label, others in synonyms.items() if others},
        longest_synonym=max((len(label) for label in synonyms), default=0),
        words=frozenset(word for label in named for word in label),
    )


def _meaningful(label: str) -> tuple[str, ...]:
    """The words of a label as the query has them: without those that say nothing."""
    return tuple(token for token in tokens(label) if token not in STOP_WORDS)


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
