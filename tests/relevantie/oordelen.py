"""Queries with their judgments: our own, and the known-item sets of ../shared."""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bin.places import ROOT

GEDEELD = ROOT.parent / "shared"  # read-only; absent on other machines
EIGEN = Path(__file__).parent / "vragen"
BEOORDEELD = "beoordeeld"
BEKEND = ("don", "algoritmekader")  # the query is a document's title, which the document itself is kept without
SETS = (*BEKEND, BEOORDEELD)
NIETS = "niets"  # the kind of queries that have no answer
HELFTEN = ("afstemmen", "eindcijfer")


@dataclass(frozen=True)
class Vraag:
    id: str
    q: str
    judgments: Mapping[str, int]  # document -> grade 1 to 3; all others are 0
    kind: str = ""
    half: str = ""
    irrelevant: frozenset[str] = frozenset()  # looked at, and 0


def vragen(naam: str) -> list[Vraag]:
    return beoordeeld() if naam == BEOORDEELD else _bekend(GEDEELD / "relevantie" / naam)


def beoordeeld() -> list[Vraag]:
    gelezen = (tomllib.loads(bestand.read_text("utf-8")) for bestand in sorted(EIGEN.glob("*.toml")))
    return [
        Vraag(
            id=vraag["id"],
            q=vraag["q"],
            judgments=vraag.get("judgments", {}),
            kind=vraag["kind"],
            half=vraag["half"],
            irrelevant=frozenset(vraag.get("irrelevant", ())),
        )
        for inhoud in gelezen
        for vraag in inhoud["vraag"]
    ]


def _bekend(map_: Path) -> list[Vraag]:
    """A set in BEIR form; that its documents answer is the highest grade there is."""
    per_vraag: dict[str, dict[str, int]] = {}
    with (map_ / "qrels.tsv").open(encoding="utf-8") as bestand:
        for rij in csv.DictReader(bestand, delimiter="\t"):
            if int(rij["score"]) > 0:
                per_vraag.setdefault(rij["query-id"], {})[rij["corpus-id"]] = 3
    with (map_ / "queries.jsonl").open(encoding="utf-8") as regels:
        gelezen = [json.loads(regel) for regel in regels]
    return [Vraag(id=v["_id"], q=v["text"], judgments=per_vraag.get(v["_id"], {})) for v in gelezen]
