from typing import Any

from django.core.management.base import BaseCommand

from portal.actions.rollen import stel_rollen_in


class Command(BaseCommand):
    help = "Stelt de rollen redacteur en eindredacteur in, met hun rechten en de workflow. Herhalen mag."

    def handle(self, *args: Any, **options: Any) -> None:
        stel_rollen_in()
        self.stdout.write("De rollen redacteur en eindredacteur zijn ingesteld.")
