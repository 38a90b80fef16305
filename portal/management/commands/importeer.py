"""Import records of pages from a JSON Lines file; see docs/beheer/importeren.md for the contract."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import number_format

from portal.actions.site_opbouwen import bouw_site
from portal.importeren.importeur import Verslag, importeer
from portal.importeren.verwerken import Uitkomst


class Command(BaseCommand):
    help = (
        "Importeert pagina's uit een bestand met één JSON-record per regel. Wat er al is en niet veranderde, blijft "
        "zoals het is; foute regels worden gemeld en de andere gaan door."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, metavar="BESTAND.jsonl")

    def handle(self, *args: Any, bestand: Path, **options: Any) -> None:
        if not bestand.is_file():
            raise CommandError(f"Het bestand {bestand} is er niet.")
        bouw_site()
        voortgang = _Voortgang(self.stderr.write)
        try:
            verslag = importeer(bestand, self.stderr.write, voortgang.toon)
        except KeyboardInterrupt:
            raise CommandError(
                "Onderbroken. Wat al binnen is, blijft. Start de opdracht opnieuw om verder te gaan.", returncode=130
            ) from None
        for melding, (regel, keer) in verslag.meldingen.items():
            self.stderr.write(f"Let op: {melding} (regel {regel}{f' en nog {keer - 1} keer' if keer > 1 else ''}).")
        self.stdout.write(f"Klaar: {_telling(verslag)}.")
        if mislukt := verslag.tellingen[Uitkomst.MISLUKT]:
            raise CommandError(f"{number_format(mislukt)} record(s) niet geïmporteerd; zie de redenen hierboven.")


def _telling(verslag: Verslag) -> str:
    return ", ".join(f"{number_format(verslag.tellingen[een], force_grouping=True)} {een.value}" for een in Uitkomst)


class _Voortgang:
    """A line with counts, at most once a second."""

    def __init__(self, schrijf: Any) -> None:
        self._schrijf = schrijf
        self._begin = self._laatst = time.monotonic()

    def toon(self, verslag: Verslag) -> None:
        nu = time.monotonic()
        if nu - self._laatst >= 1:
            self._laatst = nu
            per_seconde = verslag.tellingen.total() / (nu - self._begin)
            self._schrijf(f"{_telling(verslag)} ({per_seconde:.0f} per seconde)")
