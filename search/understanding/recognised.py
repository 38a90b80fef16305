"""What a recogniser found in a question."""

from dataclasses import dataclass

from search.engines.contract import QueryGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Some pieces from one place on, as one group, and what they are the name of."""

    length: int
    group: QueryGroup
    concept: tuple[str, str] | None = None  # scheme and slug
    gemeenten: tuple[str, ...] = ()
    provincies: tuple[str, ...] = ()
