"""The lines of an import file, one at a time, however large the file is."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

REGEL_MAXIMUM = 32 * 1024 * 1024  # bytes


def lees_regels(pad: Path) -> Iterator[tuple[int, bytes | None]]:
    """Number and content of each line that is not blank; None for a line too long to read."""
    with pad.open("rb") as bestand:
        nummer = 0
        while regel := bestand.readline(REGEL_MAXIMUM + 1):
            nummer += 1
            if len(regel) > REGEL_MAXIMUM:
                _sla_over(bestand, regel)
                yield nummer, None
            elif regel.strip(b"\xef\xbb\xbf \t\r\n"):
                yield nummer, regel


def _sla_over(bestand: IO[bytes], regel: bytes) -> None:
    while regel and not regel.endswith(b"\n"):
        regel = bestand.readline(REGEL_MAXIMUM)
