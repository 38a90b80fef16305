"""People to try the demonstration with; their passwords are public, so they exist in a demonstration only."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gemeenten.models import Gebruiker
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR, stel_rollen_in

# e-mail address, password, first name, last name, group (None: superuser)
DEMO_GEBRUIKERS = [
    ("redacteur@demo.example", "tulp-dijk-fiets-31", "Rik", "Redacteur", REDACTEUR),
    ("eindredacteur@demo.example", "molen-sluis-boot-47", "Els", "Eindredacteur", EINDREDACTEUR),
    ("beheerder@demo.example", "polder-brug-klok-58", "Bea", "Beheerder", None),
]


class Command(BaseCommand):
    help = "Maakt de gebruikers van de demonstratie en toont hoe u inlogt. Alleen met PORTAL_DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--toon", action="store_true", help="alleen tonen, niets maken")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demogebruikers hebben een bekend wachtwoord. Zij bestaan alleen met PORTAL_DEMO=1.")
        if not options["toon"]:
            stel_rollen_in()
            for email, wachtwoord, voornaam, achternaam, groep in DEMO_GEBRUIKERS:
                _maak(email, wachtwoord, voornaam, achternaam, groep)
        for email, wachtwoord, *_ in DEMO_GEBRUIKERS:
            self.stdout.write(f"  {email:<28} {wachtwoord}")


def _maak(email: str, wachtwoord: str, voornaam: str, achternaam: str, groep: str | None) -> None:
    """Create the person once; whoever exists keeps password, name and groups."""
    if Gebruiker.objects.filter(email__iexact=email).exists():
        return
    gebruiker = Gebruiker.objects.create_user(
        email, wachtwoord, first_name=voornaam, last_name=achternaam, is_superuser=groep is None
    )
    if groep:
        gebruiker.groups.add(Group.objects.get(name=groep))
