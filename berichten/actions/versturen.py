"""Put mail in the outbox and send what waits there; a mail server that is down loses nothing."""

import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from berichten.models import Bericht, controleer_kopregels

logger = logging.getLogger(__name__)
CLAIM = timedelta(minutes=15)  # longer than sending one mail can take
LANGSTE_WACHTTIJD = timedelta(hours=6)
RONDE = 10.0  # seconds; after it what is left waits for the next round


def zet_klaar(
    *, aan: str, onderwerp: str, tekst: str, antwoord_aan: str = "", kopregels: Mapping[str, str] | None = None
) -> Bericht:
    """Write a mail to the outbox, within the caller's transaction."""
    regels = dict(kopregels or {})
    controleer_kopregels(regels)
    return Bericht.objects.create(
        aan=aan, onderwerp=onderwerp, tekst=tekst, antwoord_aan=antwoord_aan, kopregels=regels
    )


def houd_tegen(aan: str, kopregel: str) -> None:
    """Take back the waiting mails to this address that have this header, such as those of a list that was left."""
    Bericht.objects.filter(aan=aan, kopregels__has_key=kopregel).delete()


def verstuur_wachtende(hoogstens: int = 50) -> int:
    """Send the mails whose time has come; returns how many went. Each is deleted as it goes.

    A mail server that hangs takes EMAIL_TIMEOUT for each: other periodic work comes between.
    """
    tot = time.monotonic() + RONDE
    sleutels = Bericht.objects.filter(volgende_poging__lte=timezone.now()).values_list("pk", flat=True)[:hoogstens]
    return sum(_verstuur(sleutel) for sleutel in list(sleutels) if time.monotonic() < tot)


def _verstuur(sleutel: int) -> bool:
    """Send one, outside any transaction: on SQLite a slow mail server would keep everybody from saving.

    It is claimed first, so that a second worker leaves it; if this one dies before it says how that ended, the mail
    is sent (again) later.
    """
    nu = timezone.now()
    wachtend = Bericht.objects.filter(pk=sleutel, volgende_poging__lte=nu)
    if not wachtend.update(pogingen=F("pogingen") + 1, volgende_poging=nu + CLAIM):
        return False
    bericht = Bericht.objects.filter(pk=sleutel).first()
    if bericht is None:  # taken back just now
        return False
    antwoord_aan = [bericht.antwoord_aan] if bericht.antwoord_aan else None
    try:
        EmailMessage(
            bericht.onderwerp, bericht.tekst, to=[bericht.aan], reply_to=antwoord_aan, headers=bericht.kopregels
        ).send()
    except (OSError, SMTPException, ValueError):  # ValueError: what cannot be made into a mail must not hold up others
        wachttijd = min(timedelta(minutes=2 ** min(bericht.pogingen, 10)), LANGSTE_WACHTTIJD)
        Bericht.objects.filter(pk=sleutel).update(volgende_poging=nu + wachttijd)  # if nobody took it back meanwhile
        logger.exception("Mail %s kon niet weg; poging %s.", bericht.pk, bericht.pogingen)
        return False
    bericht.delete()
    return True
