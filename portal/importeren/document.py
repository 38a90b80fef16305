"""A PDF or Word file as a handreiking, with the original attached."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction

from handreikingen.documenten.document import lees_document
from handreikingen.models import Handreiking, HandreikingenOverzicht, Hoofdstuk
from portal.importeren.bijlagen import bewaar_bestand
from portal.importeren.nieuwe_paginas import NieuwePagina, voeg_toe
from portal.importeren.record import kort_in, vingerafdruk_van
from portal.importeren.soorten import publicatie_inhoud
from portal.tasks import ververs_verwijzingen
from search.models import VindbarePagina


class Stand(Enum):
    CONCEPT = "staat klaar als concept"
    GEPUBLICEERD = "is gepubliceerd"
    WAS_ER_AL = "was er al en is niet veranderd"


@dataclass(frozen=True)
class Ingelezen:
    pagina: Handreiking
    stand: Stand
    hoofdstukken: int


def importeer_document(pad: Path, *, publiceer: bool = False) -> Ingelezen:
    """The handreiking made of this file, known by its content; a Leesfout or Recordfout says why there is none."""
    bron_id = vingerafdruk_van(pad)
    if bestaand := Handreiking.objects.filter(bron_id=bron_id).first():
        stand = _publiceer(bestaand) if publiceer and not bestaand.live else Stand.WAS_ER_AL
        return Ingelezen(bestaand, stand, bestaand.get_children().count())
    document = lees_document(pad)
    inhoud = publicatie_inhoud(document.html)
    pagina = Handreiking(
        title=document.titel, samenvatting=kort_in(document.eerste_alinea), bron_id=bron_id, **inhoud.velden
    )
    hoofdstukken = [
        NieuwePagina(Hoofdstuk(**deel.velden()), str(nummer)) for nummer, deel in enumerate(inhoud.hoofdstukken, 1)
    ]
    bestand = bewaar_bestand(pad, document.titel)
    with transaction.atomic():
        nieuw = NieuwePagina(pagina, bron_id[:8], bijlagen=[bestand], onder=hoofdstukken)
        voeg_toe(HandreikingenOverzicht.objects.get(), [nieuw], live=publiceer)
        ververs_verwijzingen.enqueue([deel.pagina.pk for deel in nieuw.allen])
    return Ingelezen(pagina, Stand.GEPUBLICEERD if publiceer else Stand.CONCEPT, len(hoofdstukken))


@transaction.atomic
def _publiceer(pagina: Handreiking) -> Stand:
    """Publish what waits as a concept, chapters and all."""
    te_publiceren: list[VindbarePagina] = [pagina, *Hoofdstuk.objects.child_of(pagina).filter(live=False)]
    for deel in te_publiceren:
        actie = PublishRevisionAction(deel.get_latest_revision())
        actie.object.volledigheid_uitgesteld = True  # the editor who asks for this sees what is missing later
        actie.execute(skip_permission_checks=True)
    return Stand.GEPUBLICEERD
