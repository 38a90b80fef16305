"""Stop following, change how often, and forget who never confirmed. What stops is deleted at once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from berichten.actions.versturen import houd_tegen
from search.models import Frequentie, Volger, Zoekabonnement

KOPREGEL = "List-Unsubscribe"  # what mails to followers have, and no other mail


@transaction.atomic
def stop_alles(sleutel: UUID | str) -> None:
    """Nothing is kept of this follower, nor sent that still waits. Again, or for one long gone: nothing happens."""
    volger = Volger.objects.filter(pk=sleutel).first()
    if volger is not None:
        houd_tegen(volger.email, KOPREGEL)
        volger.delete()


@transaction.atomic
def stop(abonnement: Zoekabonnement) -> None:
    """One search; with the last one the address goes too."""
    abonnement.delete()
    if not abonnement.volger.abonnementen.exists():
        stop_alles(abonnement.volger_id)


def wijzig_frequentie(abonnement: Zoekabonnement, frequentie: Frequentie) -> None:
    """What is new goes out on the first morning of the new rhythm, and begins where the last mail ended."""
    Zoekabonnement.objects.filter(pk=abonnement.pk, bevestigd_op__isnull=False).update(
        frequentie=frequentie, volgende=frequentie.eerstvolgende(timezone.now())
    )


@transaction.atomic
def vergeet_onbevestigd() -> None:
    """Who did not confirm in time is forgotten."""
    Zoekabonnement.objects.vergeten(timezone.now()).delete()
    Volger.objects.zonder_abonnement().delete()
