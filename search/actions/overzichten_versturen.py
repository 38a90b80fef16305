"""The mails with what is new in what people follow.

A search is told of once what appeared in its window: from where the last mail ended up to a moment for which the index
is sure to be complete. The window moves in the transaction that writes the mail, and only from where it was found:
of two workers one succeeds, and a worker that dies halfway did nothing. While the engine is down nothing moves.
"""

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone

from berichten.actions.versturen import zet_klaar
from search.actions.ontvolgen import KOPREGEL
from search.actions.volgen import beheerlink, stoplink
from search.document import VERZONNEN
from search.engines.contract import EngineHit, EngineUnavailable
from search.kinds import kind
from search.labels import labels
from search.models import Indexwijziging, Volger, Zoekabonnement
from search.results import Venster, zoek_nieuw
from search.volgbaar import naam_van, vraag_van

logger = logging.getLogger(__name__)

PER_ZOEKVRAAG = 20  # things told of one search; a link leads to the others
HOOGSTENS = 50  # followers at a time: other periodic work waits meanwhile
# A page has the moment of its publication before its transaction ends and others see it, and clocks differ a little.
MARGE = datetime.timedelta(minutes=15)
VERGEEFS = 1_000  # times: the worker tries every five seconds


class _Ingehaald(Exception):
    """Meanwhile somebody else sent this overview, or its follower changed or stopped it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ding:
    """Something new, as the mail shows it."""

    titel: str
    wat: str  # its kind, and whose it is
    samenvatting: str
    url: str
    verzonnen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuws:
    """What is new in one search."""

    naam: str
    dingen: Sequence[Ding]
    meer: int  # things that are not among these
    adres: str  # of all that is new

    @property
    def aantal(self) -> int:
        return len(self.dingen) + self.meer


def verstuur_overzichten(nu: datetime.datetime | None = None) -> int:
    """Write the overviews that are due to the outbox; how many. What is left over is for the next time."""
    nu = nu or timezone.now()
    tot = _volledig_tot(nu)
    beurt = Zoekabonnement.objects.aan_de_beurt(nu, tot)
    volgers = Volger.objects.filter(pk__in=beurt.values("volger")).order_by("pk")[:HOOGSTENS]
    verstuurd = 0
    for volger in volgers.prefetch_related(Prefetch("abonnementen", queryset=beurt, to_attr="beurt")):
        try:
            verstuurd += _verstuur(volger, volger.beurt, nu, tot)
        except EngineUnavailable as fout:
            logger.warning("De overzichten gaan later: %s", fout)
            break
    return verstuurd


def _volledig_tot(nu: datetime.datetime) -> datetime.datetime:
    """Everything that appeared up to here is in the index: nothing of that time waits in the outbox, but what was
    tried in vain for more than an hour, which the log tells of."""
    wachtend = Indexwijziging.objects.filter(pogingen__lt=VERGEEFS).order_by("aangemaakt")
    oudste = wachtend.values_list("aangemaakt", flat=True).first()
    return min(nu, oudste or nu) - MARGE


def _verstuur(volger: Volger, beurt: Sequence[Zoekabonnement], nu: datetime.datetime, tot: datetime.datetime) -> bool:
    nieuws = _zoek_nieuws(beurt, tot)  # outside the transaction, which on SQLite keeps others from writing
    try:
        with transaction.atomic():
            for abonnement in beurt:
                _schuif_op(abonnement, nu, tot)
            if nieuws:
                _mail(volger, nieuws)
    except _Ingehaald:
        return False
    return bool(nieuws)


def _zoek_nieuws(beurt: Sequence[Zoekabonnement], tot: datetime.datetime) -> list[Nieuws]:
    """Per search that has something new; a thing that is in two of them stands in the first."""
    nieuws: list[Nieuws] = []
    genoemd: tuple[str, ...] = ()
    namen = labels()
    for abonnement in beurt:
        vraag = vraag_van(abonnement.adres)
        venster = Venster(na=abonnement.bij_tot, tot=tot, zonder=genoemd)
        gevonden = zoek_nieuw(replace(vraag, per_pagina=PER_ZOEKVRAAG), venster)
        if gevonden.hits:
            genoemd += tuple(hit.id for hit in gevonden.hits)
            sinds = timezone.localdate(abonnement.bij_tot)
            nieuws.append(
                Nieuws(
                    naam=naam_van(vraag, namen),
                    dingen=[_ding(hit) for hit in gevonden.hits],
                    meer=max(0, gevonden.total - PER_ZOEKVRAAG),
                    adres=replace(vraag, sinds=sinds, sortering="datum").adres(),
                )
            )
    return nieuws


def _ding(hit: EngineHit) -> Ding:
    samenvatting = str(hit.kaart.get("samenvatting") or hit.samenvatting)
    return Ding(
        titel=hit.titel,
        wat=", ".join(filter(None, (kind(hit.soort).name, hit.kaart.get("gemeente")))),
        samenvatting=" ".join(samenvatting.split()),
        url=hit.url,
        verzonnen=hit.verzonnen,
    )


def _schuif_op(abonnement: Zoekabonnement, nu: datetime.datetime, tot: datetime.datetime) -> None:
    """Begin the next window where this one ends, if it is still where it was when we searched."""
    onveranderd = Zoekabonnement.objects.filter(
        pk=abonnement.pk, bij_tot=abonnement.bij_tot, volgende=abonnement.volgende
    )
    if not onveranderd.update(bij_tot=tot, volgende=abonnement.ritme.eerstvolgende(nu)):
        raise _Ingehaald


def _mail(volger: Volger, nieuws: Sequence[Nieuws]) -> None:
    onderwerp = f"Nieuw over {nieuws[0].naam}" if len(nieuws) == 1 else f"Nieuw in {len(nieuws)} zoekvragen die u volgt"
    stop = stoplink(volger)
    context = {
        "SITE_URL": settings.SITE_URL,
        "nieuws": nieuws,
        "VERZONNEN": VERZONNEN,
        "beheerlink": beheerlink(volger),
        "stoplink": stop,
    }
    zet_klaar(
        aan=volger.email,
        onderwerp=onderwerp[:200],
        tekst=render_to_string("search/volgen/mail/overzicht.txt", context),
        kopregels={
            KOPREGEL: f"<{settings.SITE_URL}{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
