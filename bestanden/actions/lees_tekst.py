"""Store the text of a document per page, so that search finds the words and the page they stand on."""

from pathlib import Path

from django.db import transaction

from bestanden.html import als_platte_tekst, zonder_stuurtekens
from bestanden.lezen import kantoor, pdf
from bestanden.lezen.fouten import GeenTekst, Leesfout, OnbekendeSoort
from bestanden.lezen.grenzen import TEKENS
from bestanden.models import Bestand, Bestandspagina
from bestanden.signals import tekst_gelezen


def lees_tekst(bestand: Bestand) -> None:
    """Read `bestand` and store its pages and the state of its text; reading again changes nothing."""
    paginas: list[str] = []
    try:
        paginas = _paginas(Path(bestand.file.path))
        stand = Bestand.Tekststand.GELEZEN
    except GeenTekst:
        stand = Bestand.Tekststand.GEEN_TEKST
    except Leesfout:
        stand = Bestand.Tekststand.ONLEESBAAR
    _bewaar(bestand, paginas, stand)


def _paginas(pad: Path) -> list[str]:
    soort = pad.suffix.lower().lstrip(".")
    if soort == "pdf":
        return pdf.lees_paginas(pad)
    if soort in kantoor.FORMATEN:
        return [als_platte_tekst(kantoor.lees_html(pad))]
    if soort == "csv":
        return [_lees_csv(pad)]
    raise OnbekendeSoort


def _lees_csv(pad: Path) -> str:
    with pad.open("rb") as bestand:
        inhoud = bestand.read(TEKENS)
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if not tekst.strip():
        raise GeenTekst
    return zonder_stuurtekens(tekst)


@transaction.atomic
def _bewaar(bestand: Bestand, paginas: list[str], stand: Bestand.Tekststand) -> None:
    bewaard = list(bestand.paginas.values_list("nummer", "tekst"))
    nieuw = list(enumerate(paginas, start=1))
    if (bewaard, bestand.tekststand) == (nieuw, stand):
        return
    if bewaard != nieuw:
        bestand.paginas.all().delete()
        Bestandspagina.objects.bulk_create(
            [Bestandspagina(bestand=bestand, nummer=nummer, tekst=tekst) for nummer, tekst in nieuw], batch_size=500
        )
    bestand.tekststand = stand
    bestand.paginas_aantal = len(paginas) or None
    bestand.save(update_fields=["tekststand", "paginas_aantal"])
    tekst_gelezen.send(sender=Bestand, bestand=bestand)
