"""A page whose record changed: a new revision, so that the text before the change can still be found."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import chain

from wagtail.actions.publish_revision import PublishRevisionAction

from bestanden.models import Bestand
from handreikingen.models import Hoofdstuk
from portal.importeren.nieuwe_paginas import NieuwePagina, voeg_toe
from portal.importeren.soorten import Hoofdstukinhoud, Inhoud
from search.boom import direct_onder
from search.models import Begrip, VindbarePagina


def werk_bij(pagina: VindbarePagina, inhoud: Inhoud, begrippen: Sequence[Begrip], bijlagen: Sequence[Bestand]) -> None:
    """Give the page this content. Without concepts in the record those of the page stay; files are only added."""
    for naam, waarde in inhoud.velden.items():
        if naam != "publicatiedatum" or waarde is not None:
            setattr(pagina, naam, waarde)
    if begrippen:
        pagina.begrippen.set(begrippen)
    if bijlagen:
        _voeg_bijlagen_toe(pagina, bijlagen)
    _bewaar(pagina)
    if inhoud.hoofdstukken or Hoofdstuk.objects.filter(direct_onder(pagina)).exists():
        _werk_hoofdstukken_bij(pagina, inhoud.hoofdstukken)


def _bewaar(pagina: VindbarePagina) -> None:
    """A withdrawn page stays withdrawn: the change waits there as a concept."""
    revisie = pagina.save_revision(log_action=True, clean=False)
    if pagina.live:
        actie = PublishRevisionAction(revisie, changed=True)
        actie.object.volledigheid_uitgesteld = True  # imported items may lack what editors must fill in
        actie.execute(skip_permission_checks=True)


def _voeg_bijlagen_toe(pagina: VindbarePagina, bijlagen: Sequence[Bestand]) -> None:
    relatie = pagina.bijlagen
    aanwezig = {bijlage.bestand_id for bijlage in relatie.all()}
    for bestand in bijlagen:
        if bestand.pk not in aanwezig:
            relatie.add(relatie.model(bestand=bestand, sort_order=relatie.count()))


def _werk_hoofdstukken_bij(pagina: VindbarePagina, delen: Sequence[Hoofdstukinhoud]) -> None:
    """Chapters keep their address as long as their title stays; those that went are withdrawn."""
    over: dict[str, deque[Hoofdstuk]] = defaultdict(deque)  # several may have one title
    for hoofdstuk in Hoofdstuk.objects.filter(direct_onder(pagina)).order_by("path"):
        over[hoofdstuk.title].append(hoofdstuk)
    volgorde = []
    for nummer, deel in enumerate(delen, start=1):
        bestaande = over[deel.titel]
        volgorde.append(_wijzig(bestaande.popleft(), deel) if bestaande else _nieuw_hoofdstuk(pagina, deel, nummer))
    for hoofdstuk in chain.from_iterable(over.values()):
        if hoofdstuk.live:
            hoofdstuk.unpublish()
    _zet_op_volgorde(pagina, [hoofdstuk.pk for hoofdstuk in volgorde])


def _zet_op_volgorde(pagina: VindbarePagina, volgorde: Sequence[int]) -> None:
    huidig = Hoofdstuk.objects.filter(direct_onder(pagina)).filter(pk__in=volgorde).order_by("path")
    if list(volgorde) == list(huidig.values_list("pk", flat=True)):
        return
    for pk in volgorde:
        pagina.refresh_from_db(fields=["path", "depth", "numchild"])
        Hoofdstuk.objects.get(pk=pk).move(pagina, pos="last-child")


def _wijzig(hoofdstuk: Hoofdstuk, deel: Hoofdstukinhoud) -> Hoofdstuk:
    oud = (hoofdstuk.samenvatting, list(hoofdstuk.tekst.raw_data))
    for naam, waarde in deel.velden().items():
        setattr(hoofdstuk, naam, waarde)
    if oud != (hoofdstuk.samenvatting, list(hoofdstuk.tekst.raw_data)):
        _bewaar(hoofdstuk)
    return hoofdstuk


def _nieuw_hoofdstuk(pagina: VindbarePagina, deel: Hoofdstukinhoud, nummer: int) -> Hoofdstuk:
    hoofdstuk = Hoofdstuk(**deel.velden(), publicatiedatum=pagina.publicatiedatum)
    voeg_toe(pagina, [NieuwePagina(hoofdstuk, str(nummer))], live=pagina.live)
    return hoofdstuk
