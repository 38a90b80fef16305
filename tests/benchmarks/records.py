"""Import records for a collection of a given size, spread over soorten, gemeenten, concepts and years."""

import csv
import random
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from bin.places import ROOT
from tests.benchmarks.teksten import Sectie, begrippen, secties

_HOOFDSTUKKEN = 3
_PAGINAS = {"handreiking": 1 + _HOOFDSTUKKEN, "kantelingboekje": 1 + _HOOFDSTUKKEN}  # all others are one page
# How many in a hundred records; with their chapters a third of the pages belongs to publications.
_VERDELING = {"praktijkvoorbeeld": 80, "handreiking": 8, "kantelingboekje": 3, "bijeenkomst": 8, "pagina": 1}


def records(items: int) -> Iterator[dict]:
    """Records that become at least `items` pages; the same ones on every run."""
    toeval = random.Random(items)
    bron, gemeenten, vocabulaire = secties(), _gemeenten(), _vocabulaire()
    paginas = 0
    for nummer in count(1):
        soort = toeval.choices(list(_VERDELING), list(_VERDELING.values()))[0]
        yield _record(toeval, nummer, soort, bron, gemeenten, vocabulaire)
        paginas += _PAGINAS.get(soort, 1)
        if paginas >= items:
            return


def _gemeenten() -> list[tuple[str, str]]:
    """Code and name; the large ones first, and they publish more."""
    with (ROOT / "gemeenten" / "gegevens" / "gemeenten.csv").open(encoding="utf-8") as bestand:
        rijen = sorted(csv.DictReader(bestand), key=lambda rij: -int(rij["inwoners_2016"] or 0))
    return [(rij["code"], rij["naam"]) for rij in rijen]


def _vocabulaire() -> dict[str, list[str]]:
    per_schema: dict[str, list[str]] = {}
    for begrip in begrippen():
        per_schema.setdefault(begrip["schema"], []).append(begrip["label"])
    return per_schema


def _record(
    toeval: random.Random,
    nummer: int,
    soort: str,
    bron: Sequence[Sectie],
    gemeenten: Sequence[tuple[str, str]],
    vocabulaire: dict[str, list[str]],
) -> dict:
    code, naam = gemeenten[min(int(toeval.expovariate(1 / 90)), len(gemeenten) - 1)]
    gekozen = {
        schema: toeval.sample(labels, min(len(labels), toeval.choice([1, 1, 2, 3])))
        for schema, labels in vocabulaire.items()
    }
    delen = toeval.sample(bron, _HOOFDSTUKKEN if soort in _PAGINAS else 2)
    aanhef = f"In {naam} ging dit over {' en '.join(label.lower() for label in gekozen['thema'])}."
    record = {
        "soort": soort,
        "bron_id": f"bench-{nummer}",
        "titel": f"{delen[0].titel[:120]}: {gekozen['thema'][0].lower()} in {naam} ({nummer})",
        "samenvatting": f"{aanhef} {toeval.choice(delen[1].zinnen)}"[:290],
        "tekst": f"<p>{escape(aanhef)}</p>" + "".join(_html(toeval, deel) for deel in delen),
        "datum": f"{toeval.randint(2008, 2025)}-{toeval.randint(1, 12):02}-{toeval.randint(1, 28):02}",
        "begrippen": gekozen,
    }
    if soort in ("praktijkvoorbeeld", "bijeenkomst"):
        record["gemeente"] = code
    return record


def _html(toeval: random.Random, sectie: Sectie) -> str:
    """A section under its heading, its sentences in another order each time: paragraphs of four."""
    zinnen = toeval.sample(sectie.zinnen, len(sectie.zinnen))
    alineas = (" ".join(zinnen[i : i + 4]) for i in range(0, len(zinnen), 4))
    return f"<h2>{escape(sectie.titel)}</h2>" + "".join(f"<p>{escape(alinea)}</p>" for alinea in alineas)
