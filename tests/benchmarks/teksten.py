"""Dutch prose to build large collections from: real sections where they are at hand, else made-up sentences."""

import gzip
import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from bin.places import ROOT

ECHT = ROOT.parent / "shared" / "belasting" / "teksten.jsonl.gz"
_ZIN = re.compile(r"(?<=[.!?])\s+")
_ONDERWERPEN = ["De gemeente", "Een inwoner", "De consulent", "Het wijkteam", "De Wmo-raad", "Een mantelzorger"]
_WERKWOORDEN = ["bespreekt", "regelt", "onderzoekt", "beschrijft", "betaalt", "verbetert", "deelt", "plant"]
_DINGEN = ["de melding", "het gesprek", "een voorziening", "het verslag", "de kosten", "een vervolg", "de hulp thuis"]
_BEPALINGEN = ["in de wijk", "samen met de buren", "voor het einde van het jaar", "zonder indicatie", "met een partner"]


@dataclass(frozen=True)
class Sectie:
    titel: str
    zinnen: tuple[str, ...]


def secties() -> list[Sectie]:
    """The same ones, in the same order, on every run."""
    return list(_echte() if ECHT.exists() else _verzonnen())


def _echte() -> Iterator[Sectie]:
    with gzip.open(ECHT, "rt", encoding="utf-8") as bestand:
        for regel in bestand:
            sectie = json.loads(regel)
            yield Sectie(re.sub(r"^[\d.\s]+", "", sectie["title"]) or "Zonder titel", tuple(_ZIN.split(sectie["text"])))


def _verzonnen() -> Iterator[Sectie]:
    """As long as the real ones: some two hundred words a section."""
    toeval = random.Random(20101121)
    woorden = _woorden()
    for _ in range(4_500):
        zinnen = tuple(
            f"{toeval.choice(_ONDERWERPEN)} {toeval.choice(_WERKWOORDEN)} {toeval.choice(_DINGEN)} rond "
            f"{toeval.choice(woorden)} {toeval.choice(_BEPALINGEN)}."
            for _ in range(17)
        )
        yield Sectie(f"{toeval.choice(_DINGEN).capitalize()} en {toeval.choice(woorden)}", zinnen)


def _woorden() -> list[str]:
    return sorted({naam for begrip in begrippen() for naam in (begrip["label"], *begrip.get("alternatieven", []))})


def begrippen() -> list[dict]:
    """The portal's own vocabulary."""
    return tomllib.loads((ROOT / "search" / "gegevens" / "begrippen.toml").read_text())["begrip"]
