"""Load the vocabulary and the articles of law from search/gegevens/; what an editor changed stays."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from search.models import Begrip, Schema, Wetsartikel

GEGEVENS = Path(__file__).parents[2] / "gegevens"


class Command(BaseCommand):
    help = "Laadt de begrippen en wetsartikelen die er nog niet zijn; bestaande blijven zoals ze zijn."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        begrippen = self._laad_begrippen(tomllib.loads((GEGEVENS / "begrippen.toml").read_text("utf-8"))["begrip"])
        artikelen = self._laad_artikelen(
            tomllib.loads((GEGEVENS / "wetsartikelen.toml").read_text("utf-8"))["wetsartikel"]
        )
        self.stdout.write(f"{begrippen} begrippen en {artikelen} wetsartikelen toegevoegd.")

    def _laad_begrippen(self, gegevens: list[dict[str, Any]]) -> int:
        aantal = 0
        verbanden: list[tuple[Begrip, dict[str, str]]] = []
        for gegeven in gegevens:
            verband: dict[str, str] = {naam: gegeven.pop(naam) for naam in ("breder", "opvolger") if naam in gegeven}
            gegeven["alternatieven"] = "\n".join(gegeven.get("alternatieven", []))
            begrip, nieuw = Begrip.objects.get_or_create(
                schema=gegeven.pop("schema"), slug=gegeven.pop("slug"), defaults=gegeven
            )
            if nieuw:
                aantal += 1
                verbanden.append((begrip, verband))
        for begrip, verband in verbanden:
            for naam, label in verband.items():
                setattr(begrip, naam, Begrip.objects.get(schema=begrip.schema, label=label))
            if verband:
                begrip.save(update_fields=list(verband))
        return aantal

    def _laad_artikelen(self, gegevens: list[dict[str, str]]) -> int:
        wetten = {begrip.label: begrip for begrip in Begrip.objects.van(Schema.WETTELIJK_KADER)}
        return sum(
            Wetsartikel.objects.get_or_create(
                wet=wetten[gegeven["wet"]],
                nummer=gegeven["nummer"],
                defaults={"omschrijving": gegeven.get("omschrijving", "")},
            )[1]
            for gegeven in gegevens
        )
