"""Set the mail domains of a gemeente."""

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from gemeenten.models import Gemeente, Maildomein

DOMEIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def schoon_maildomein(invoer: str) -> str:
    """The domain in one way of writing ("@Voorbeeldstad.NL" is voorbeeldstad.nl), or a ValidationError."""
    domein = invoer.strip().lower().removeprefix("@")
    if not DOMEIN.fullmatch(domein):
        raise ValidationError(f"“{invoer.strip()}” is geen maildomein. Vul alleen in wat na de @ staat.")
    return domein


@transaction.atomic
def zet_maildomeinen(gemeente: Gemeente, domeinen: Collection[str]) -> None:
    """Give the gemeente exactly these domains; a domain that no gemeente uses any more is removed."""
    gemeente.maildomeinen.set([Maildomein.objects.get_or_create(domein=domein)[0] for domein in domeinen])
    Maildomein.objects.filter(gemeenten__isnull=True).delete()
