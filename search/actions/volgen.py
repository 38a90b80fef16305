"""Follow a search by mail: ask for it, confirm it, and get at it again."""

import re

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator

from berichten.actions.versturen import zet_klaar
from berichten.links import maak_kenmerk
from search.aanvraaglimiet import krijgt_te_veel_links
from search.labels import labels
from search.models import Frequentie, Volger, Zoekabonnement
from search.volgbaar import naam_van, vraag_van

_ALS_ADRES = re.compile(r"[/@\\]|[^\W\d][.:]\w|\w[.:][^\W\d]")

BEVESTIGEN, BEHEREN, STOPPEN = "volgen-bevestigen", "volgen-beheren", "volgen-stoppen"


@transaction.atomic
def vraag_volgen_aan(email: str, adres: str, frequentie: Frequentie) -> None:
    """Send a mail with which the owner of the address confirms. Who filled in the form is not told whether the
    address is known: that is in the mail."""
    nu = timezone.now()
    volger = Volger.objects.select_for_update().get_or_create(email=email.lower())[0]
    if not volger.tel_aanvraag(timezone.localdate(nu)):
        return
    abonnement = volger.abonnementen.filter(adres=adres).first()
    if abonnement is not None and abonnement.bevestigd_op:
        _mail(volger, "Dit volgt u al", "al_gevolgd", abonnement)
        return
    gevraagd = {"frequentie": frequentie, "aangevraagd": nu, "bij_tot": nu}
    if abonnement is None:
        abonnement = volger.abonnementen.create(adres=adres, **gevraagd)
    else:  # not by saving: it may be confirmed at this very moment
        volger.abonnementen.niet_bevestigd().filter(pk=abonnement.pk).update(**gevraagd)
        abonnement.refresh_from_db()
    _mail(volger, "Bevestig dat u dit wilt volgen", "bevestig", abonnement)


def vraag_beheerlink_aan(email: str) -> None:
    """Have the link sent to everything this address follows.

    Whether it follows anything is looked up by the worker: else the time the answer takes would tell. What waits for
    the worker is kept for some weeks, so it is a keyed hash: of who follows nothing no address stays behind.
    """
    from search.tasks import stuur_link  # which imports this module

    if not krijgt_te_veel_links(email):
        stuur_link.enqueue(_kenmerk(email))


def stuur_beheerlink(kenmerk: str) -> None:
    """Mail the link to the one whose mark this is, if there is one."""
    adressen = Volger.objects.values_list("email", flat=True)
    email = next((email for email in adressen if _kenmerk(email) == kenmerk), "")
    if volger := Volger.objects.van(email).first():
        _mail(volger, "Uw link naar wat u volgt", "beheerlink")


def _kenmerk(email: str) -> str:
    return salted_hmac("search.actions.volgen", email.lower()).hexdigest()


def bevestig(abonnement: Zoekabonnement) -> None:
    """From now on overviews are sent; what appeared since it was asked for is in the first one."""
    nu = timezone.now()
    Zoekabonnement.objects.niet_bevestigd().filter(pk=abonnement.pk).update(
        bevestigd_op=nu, volgende=abonnement.ritme.eerstvolgende(nu)
    )


def beheerlink(volger: Volger) -> str:
    return reverse("volgen-beheren", args=[maak_kenmerk(BEHEREN, str(volger.pk))])


def stoplink(volger: Volger) -> str:
    return reverse("volgen-stoppen", args=[maak_kenmerk(STOPPEN, str(volger.pk))])


def bevestiglink(abonnement: Zoekabonnement) -> str:
    return reverse("volgen-bevestigen", args=[maak_kenmerk(BEVESTIGEN, str(abonnement.pk))])


def _mail(volger: Volger, onderwerp: str, soort: str, abonnement: Zoekabonnement | None = None) -> None:
    context = {"SITE_URL": settings.SITE_URL, "beheerlink": beheerlink(volger), "stoplink": stoplink(volger)}
    if abonnement is not None:
        context |= {
            "abonnement": abonnement,
            "naam": _zonder_adressen(naam_van(vraag_van(abonnement.adres), labels())),
            "link": bevestiglink(abonnement),
        }
    zet_klaar(
        aan=volger.email,
        onderwerp=onderwerp,
        tekst=render_to_string(f"search/volgen/mail/{soort}.txt", context),
        kopregels={"Auto-Submitted": "auto-generated"},
    )


def _zonder_adressen(naam: str) -> str:
    """Anybody can have us mail anybody: nobody's advertisement goes along. Numbers of articles stay."""
    woorden = (woord if not _ALS_ADRES.search(woord) else "…" for woord in naam.split())
    return Truncator(" ".join(woorden)).chars(100)
