"""Put mail in the outbox and send what waits there; a mail server that is down loses nothing."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from berichten.models import Bericht

logger = logging.getLogger(__name__)
LANGSTE_WACHTTIJD = timedelta(hours=6)


def zet_klaar(*, aan: str, onderwerp: str, tekst: str, antwoord_aan: str = "") -> Bericht:
    """Write a mail to the outbox, within the caller's transaction."""
    return Bericht.objects.create(aan=aan, onderwerp=onderwerp, tekst=tekst, antwoord_aan=antwoord_aan)


def verstuur_wachtende(hoogstens: int = 50) -> int:
    """Send the mails whose time has come; returns how many went. Each is deleted as it goes."""
    verstuurd = 0
    for sleutel in Bericht.objects.filter(volgende_poging__lte=timezone.now()).values_list("pk", flat=True)[:hoogstens]:
        verstuurd += _verstuur(sleutel)
    return verstuurd


def _verstuur(sleutel: int) -> bool:
    """Send one; the lock on its row keeps a second worker from sending it too."""
    with transaction.atomic():
        bericht = Bericht.objects.select_for_update(skip_locked=True).filter(pk=sleutel).first()
        if bericht is None:
            return False
        antwoord_aan = [bericht.antwoord_aan] if bericht.antwoord_aan else None
        try:
            EmailMessage(bericht.onderwerp, bericht.tekst, to=[bericht.aan], reply_to=antwoord_aan).send()
        except (OSError, SMTPException):
            bericht.pogingen += 1
            bericht.volgende_poging = timezone.now() + min(timedelta(minutes=2**bericht.pogingen), LANGSTE_WACHTTIJD)
            bericht.save(update_fields=["pogingen", "volgende_poging"])
            logger.exception("Mail %s kon niet weg; poging %s.", bericht.pk, bericht.pogingen)
            return False
        bericht.delete()
        return True
