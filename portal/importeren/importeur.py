"""A whole import file: its lines into records, the records in batches into pages, and what became of each."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal.importeren.naslag import Naslag
from portal.importeren.record import Record, Recordfout, lees_record
from portal.importeren.regels import REGEL_MAXIMUM, lees_regels
from portal.importeren.verwerken import Uitkomst, verwerk

PARTIJ = 250  # records in one transaction
PARTIJ_TEKENS = 4_000_000  # ... and at most so much text


@dataclass
class Verslag:
    """What became of the lines so far."""

    tellingen: Counter[Uitkomst] = field(default_factory=Counter)
    meldingen: dict[str, list[int]] = field(default_factory=dict)  # notice -> first line, times

    def meld(self, tekst: str, regel: int) -> None:
        eerste = self.meldingen.setdefault(tekst, [regel, 0])
        eerste[1] += 1


def importeer(pad: Path, bij_fout: Callable[[str], None], bij_partij: Callable[[Verslag], None]) -> Verslag:
    """Bring all records of the file in; a bad one is told to `bij_fout` and the others go on."""
    verslag = Verslag()

    def mislukt(regel: int, reden: str) -> None:
        verslag.tellingen[Uitkomst.MISLUKT] += 1
        bij_fout(f"Regel {regel}: {reden}.")

    for partij in _partijen(_records(pad, mislukt)):
        for resultaat in verwerk(partij):
            if resultaat.uitkomst is Uitkomst.MISLUKT:
                mislukt(resultaat.record.regel, resultaat.reden.rstrip("."))
                continue
            verslag.tellingen[resultaat.uitkomst] += 1
            for melding in resultaat.record.meldingen:
                verslag.meld(melding, resultaat.record.regel)
        bij_partij(verslag)
    return verslag


def _records(pad: Path, mislukt: Callable[[int, str], None]) -> Iterator[Record]:
    naslag = Naslag()
    gezien: dict[tuple[str, str], int] = {}
    for nummer, regel in lees_regels(pad):
        if regel is None:
            mislukt(nummer, f"de regel is langer dan {REGEL_MAXIMUM // 1024**2} MB")
            continue
        try:
            record = lees_record(nummer, regel, naslag, pad.parent)
        except Recordfout as fout:
            mislukt(nummer, str(fout))
            continue
        eerder = gezien.setdefault(record.sleutel, nummer)
        if eerder != nummer:
            mislukt(nummer, f"{record.soort} “{record.bron_id}” stond al op regel {eerder}")
            continue
        yield record


def _partijen(records: Iterator[Record]) -> Iterator[list[Record]]:
    partij: list[Record] = []
    tekens = 0
    for record in records:
        partij.append(record)
        tekens += len(record.html)
        if len(partij) >= PARTIJ or tekens >= PARTIJ_TEKENS:
            yield partij
            partij, tekens = [], 0
    if partij:
        yield partij
