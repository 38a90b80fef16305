"""Turn PDF and Word files into handreikingen."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bestanden.lezen.fouten import Leesfout
from portal.actions.site_opbouwen import bouw_site
from portal.importeren.document import importeer_document
from portal.importeren.record import Recordfout


class Command(BaseCommand):
    help = (
        "Maakt van elk PDF-, DOCX- of ODT-bestand een handreiking, met hoofdstukken en met het bestand als bijlage. "
        "Ze worden concepten; een bestand dat al eens is ingelezen, wordt overgeslagen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestanden", nargs="+", type=Path, metavar="BESTAND")
        parser.add_argument("--publiceer", action="store_true", help="Publiceer meteen in plaats van als concept.")

    def handle(self, *args: Any, bestanden: list[Path], publiceer: bool, **options: Any) -> None:
        bouw_site()
        mislukt = 0
        for nummer, pad in enumerate(bestanden, start=1):
            self.stderr.write(f"{nummer} van {len(bestanden)}: {pad.name}")
            try:
                ingelezen = importeer_document(pad, publiceer=publiceer)
            except FileNotFoundError:
                mislukt += 1
                self.stderr.write(f"{pad.name}: dit bestand is er niet.")
            except OSError as fout:
                mislukt += 1
                self.stderr.write(f"{pad.name}: dit bestand is niet te openen ({fout.strerror}).")
            except (Leesfout, Recordfout) as fout:
                mislukt += 1
                self.stderr.write(f"{pad.name}: {fout}")
            else:
                delen = f"{ingelezen.hoofdstukken} hoofdstukken" if ingelezen.hoofdstukken else "zonder hoofdstukken"
                self.stdout.write(f"“{ingelezen.pagina.title}” ({delen}) {ingelezen.stand.value}.")
        if mislukt:
            raise CommandError(f"{mislukt} van {len(bestanden)} bestanden niet ingelezen.")
