"""Load the gemeenten from gemeenten/gegevens/gemeenten.csv; what an editor changed stays."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.text import slugify

from gemeenten.models import Gemeente, Provincie

BRON = Path(__file__).parents[2] / "gegevens" / "gemeenten.csv"


class Command(BaseCommand):
    help = "Laadt de gemeenten die er nog niet zijn; bestaande gemeenten blijven zoals ze zijn."

    def handle(self, *args: Any, **options: Any) -> None:
        provincies = {label: waarde for waarde, label in Provincie.choices}
        with BRON.open(encoding="utf-8") as regels:
            gemeenten = [
                Gemeente(
                    code=regel["code"],
                    naam=regel["naam"],
                    slug=slugify(regel["naam"]),
                    provincie=provincies[regel["provincie"]],
                    breedtegraad=float(regel["lat"]),
                    lengtegraad=float(regel["lon"]),
                    grootte=Gemeente.grootte_bij(int(regel["inwoners_2016"])),
                )
                for regel in csv.DictReader(regels)
            ]
        bestaand = set(Gemeente.objects.values_list("code", flat=True))
        nieuw = Gemeente.objects.bulk_create([g for g in gemeenten if g.code not in bestaand])
        self.stdout.write(f"{len(nieuw)} gemeenten toegevoegd, {len(bestaand)} waren er al.")
