"""Ask the contact person of a praktijkvoorbeeld something; the address stays hidden."""

from typing import Any

from django.conf import settings
from django.db import transaction

from berichten.actions.versturen import zet_klaar
from praktijkvoorbeelden.models import Praktijkvoorbeeld


@transaction.atomic
def stel_vraag(praktijkvoorbeeld: Praktijkvoorbeeld, vraag: dict[str, Any]) -> None:
    """Mail the question to the contact person and a copy to whoever asks; nothing else is kept."""
    afzender = f"{vraag['naam']}{', ' + vraag['organisatie'] if vraag['organisatie'] else ''}"
    adres = f"{settings.SITE_URL}{praktijkvoorbeeld.pad}"
    zet_klaar(
        aan=praktijkvoorbeeld.contact_email,
        antwoord_aan=vraag["email"],
        onderwerp=f"Vraag over uw praktijkvoorbeeld: {praktijkvoorbeeld.title}"[:200],
        tekst=(
            f"{afzender} heeft een vraag over uw praktijkvoorbeeld “{praktijkvoorbeeld.title}”.\n{adres}\n\n"
            f"{vraag['vraag']}\n\n"
            "Beantwoord deze mail om te antwoorden. Wie de vraag stelde, heeft uw adres niet gezien."
        ),
    )
    zet_klaar(
        aan=vraag["email"],
        onderwerp=f"Uw vraag over: {praktijkvoorbeeld.title}"[:200],
        tekst=(
            f"U stelde een vraag over het praktijkvoorbeeld “{praktijkvoorbeeld.title}”.\n{adres}\n\n"
            f"Wij stuurden uw vraag aan {praktijkvoorbeeld.contact_naam or 'de contactpersoon'}.\n\n"
            f"Dit vroeg u:\n\n{vraag['vraag']}"
        ),
    )
