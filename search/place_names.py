"""What gemeenten and provinces are called, officially and by everyone."""

from collections.abc import Iterable, Mapping

from search.names import Name, name_of

# What hardly anyone calls by its official name.
_EVERYDAY = {
    "Den Haag": "'s-Gravenhage",
    "Den Bosch": "'s-Hertogenbosch",
    "Friesland": "Fryslân",
    "Brabant": "Noord-Brabant",
    "Zuidwest-Friesland": "Súdwest-Fryslân",
    "De Friese Meren": "De Fryske Marren",
    "Noordoost-Friesland": "Noardeast-Fryslân",
}

# Gemeenten that are called like an ordinary Dutch word, folded.
ORDINARY_WORDS = frozenset(
    (
        "assen",
        "beek",
        "bergen",
        "best",
        "borne",
        "buren",
        "duiven",
        "hoorn",
        "houten",
        "huizen",
        "hulst",
        "kampen",
        "landgraaf",
        "leiden",
        "losser",
        "putten",
        "sluis",
        "stein",
        "waterland",
        "wierden",
    )
)


def place_names(
    gemeenten: Iterable[tuple[str, str, str | None]], provincies: Iterable[tuple[str, str]]
) -> dict[Name, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Name -> (facet, values), out of (code, name, code of the successor) and (slug, name)."""
    gemeenten = list(gemeenten)
    merged = _merged({code: successor for code, _, successor in gemeenten if successor})
    found: dict[Name, dict[str, dict[str, None]]] = {}
    for code, official, _ in gemeenten:
        for name in _written(official):
            found.setdefault(name, {}).setdefault("gemeente", {}).update(dict.fromkeys((code, *merged.get(code, ()))))
    for slug, official in provincies:
        for name in _written(official):
            found.setdefault(name, {}).setdefault("provincie", {})[slug] = None
    return {name: tuple((facet, tuple(values)) for facet, values in facets.items()) for name, facets in found.items()}


def _written(official: str) -> set[Name]:
    """A name in all ways it is written: Bergen (NH.) also as Bergen."""
    names = [official, official.split(" (")[0], *(other for other, name in _EVERYDAY.items() if name == official)]
    return {name for each in names if (name := name_of(each))}


def _merged(successors: Mapping[str, str]) -> dict[str, list[str]]:
    """For each gemeente that merged what it went into, and for what it went into all that went."""
    found: dict[str, list[str]] = {}
    for code in successors:
        later: str | None = successors[code]
        passed = {code}
        while later is not None and later not in passed:
            passed.add(later)
            found.setdefault(code, []).append(later)
            found.setdefault(later, []).append(code)
            later = successors.get(later)
    return found
