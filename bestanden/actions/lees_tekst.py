"""Store the text of a document per page, so that search finds the words and the page they stand on."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from bestanden.html import als_platte_tekst, zonder_stuurtekens
from bestanden.lezen import kantoor, pdf
from bestanden.lezen.fouten import GeenTekst, Leesfout, OnbekendeSoort
from bestanden.lezen.grenzen import TEKENS
from bestanden.models import Bestand, Bestandspagina
from bestanden.signals import tekst_gelezen


@dataclass(frozen=True)
class Gelezen:
    """What reading a document gave."""

    paginas: list[str]
    stand: Bestand.Tekststand


def lees_tekst(bestand: Bestand) -> None:
    """Read `bestand` and store its pages and the state of its text; reading again changes nothing."""
    bewaar(bestand, lees(Path(bestand.file.path)))


def lees(pad: Path) -> Gelezen:
    """Read a file. That may take a minute, so not within a transaction: on SQLite nobody else could save meanwhile."""
    try:
        return Gelezen(_paginas(pad), Bestand.Tekststand.GELEZEN)
    except GeenTekst:
        return Gelezen([], Bestand.Tekststand.GEEN_TEKST)
    except Leesfout:
        return Gelezen([], Bestand.Tekststand.ONLEESBAAR)


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
def bewaar(bestand: Bestand, gelezen: Gelezen) -> None:
    """Store what was read, unless the document was removed or got another file meanwhile, which is read in its turn."""
    if not Bestand.objects.select_for_update().filter(pk=bestand.pk, file=bestand.file.name).exists():
        return
    bewaard = list(bestand.paginas.values_list("nummer", "tekst"))
    nieuw = list(enumerate(gelezen.paginas, start=1))
    if (bewaard, bestand.tekststand) == (nieuw, gelezen.stand):
        return
    if bewaard != nieuw:
        bestand.paginas.all().delete()
        Bestandspagina.objects.bulk_create(
            [Bestandspagina(bestand=bestand, nummer=nummer, tekst=tekst) for nummer, tekst in nieuw], batch_size=500
        )
    bestand.tekststand = gelezen.stand
    bestand.paginas_aantal = len(gelezen.paginas) or None
    bestand.save(update_fields=["tekststand", "paginas_aantal"])
    tekst_gelezen.send(sender=Bestand, bestand=bestand)
