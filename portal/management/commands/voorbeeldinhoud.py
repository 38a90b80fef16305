"""Build the sample content of the site; run again it adds only what is not there."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.actions.site_opbouwen import bouw_site
from portal.voorbeeldinhoud import laad_praktijk, laad_publicaties
from portal.voorbeeldinhoud.plaatsen import Plaatser


class Command(BaseCommand):
    help = "Bouwt de site met voorbeeldinhoud op. Wat er al staat of is aangepast, blijft zoals het is."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        plaatser = Plaatser()
        laad_publicaties.laad_paginas(plaatser, bouw_site())
        laad_publicaties.laad_boekjes(plaatser)
        laad_publicaties.laad_handreikingen(plaatser)
        laad_publicaties.laad_modelverordening(plaatser)
        laad_praktijk.laad_praktijkvoorbeelden(plaatser)
        laad_praktijk.laad_sprekers(plaatser)
        laad_praktijk.laad_bijeenkomsten(plaatser)
        self.stdout.write(f"{plaatser.toegevoegd} pagina's toegevoegd.")
