"""Queries are kept for thirteen months, and those asked on one day only for a month."""

import datetime

from django.db import transaction
from django.utils import timezone

from search.models.zoekopdracht import DAGEN_VOOR_TONEN, Zoekopdracht

BEWAAR = datetime.timedelta(days=396)  # thirteen months
BEWAAR_EENMALIG = datetime.timedelta(days=30)


def ruim_zoekopdrachten_op(vandaag: datetime.date | None = None) -> int:
    """Returns how many days of queries were forgotten; safe to repeat."""
    vandaag = vandaag or timezone.localdate()
    with transaction.atomic():
        oud, _ = Zoekopdracht.objects.filter(dag__lt=vandaag - BEWAAR).delete()
        zelden = Zoekopdracht.objects.met_dagen().filter(dagen__lt=DAGEN_VOOR_TONEN)
        eenmalig, _ = Zoekopdracht.objects.filter(
            dag__lt=vandaag - BEWAAR_EENMALIG, vraag__in=zelden.values("vraag")
        ).delete()
    return oud + eenmalig
