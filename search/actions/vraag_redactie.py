"""A reader asks the editors for what search did not find."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from berichten.actions.versturen import zet_klaar
from gemeenten.models import Gebruiker

_VRAAGBAAK = "search.change_begrip"  # who keeps the vocabulary knows what there is, and can have it found


def vraagbaken() -> QuerySet[Gebruiker]:
    """The editors who get such questions."""
    return Gebruiker.objects.with_perm(
        _VRAAGBAAK, include_superusers=False, backend="django.contrib.auth.backends.ModelBackend"
    )


@transaction.atomic
def vraag_redactie(vraag: str, email: str, adres: str) -> int:
    """Mail the question to these editors, and nothing is kept; how many there were. `adres`: the search that failed."""
    aan = sorted(set(vraagbaken().values_list("email", flat=True)))
    for ontvanger in aan:
        zet_klaar(
            aan=ontvanger,
            antwoord_aan=email,
            onderwerp="Vraag van een lezer die iets niet vond",
            tekst=(
                "Een lezer van De Kanteling vond niet wat hij zocht, en vraagt de redactie om hulp.\n"
                f"Er werd gezocht: {settings.SITE_URL}{reverse('zoeken')}{adres}\n\n"
                f"{vraag}\n\n"
                "Beantwoord deze mail om de lezer te antwoorden. "
                + ("Deze vraag ging ook naar uw collega’s." if len(aan) > 1 else "")
            ).rstrip(),
        )
    return len(aan)
