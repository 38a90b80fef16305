"""The editors' home: what waits for whom, in a fixed number of queries."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from gemeenten.models import Gebruiker
from tests.portal.conftest import aantal_vragen, maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


def test_startscherm_toont_wat_wacht(
    als: Callable[[Gebruiker], Client], redacteur: Gebruiker, eindredacteur: Gebruiker
) -> None:
    te_herzien = maak_praktijkvoorbeeld("Oude tekst", herzien_op=timezone.localdate() - datetime.timedelta(days=1))
    maak_praktijkvoorbeeld("Nog goed", herzien_op=timezone.localdate() + datetime.timedelta(days=9))
    blijft_liggen = maak_praktijkvoorbeeld("Vergeten concept", live=False, owner=redacteur)
    Page.objects.filter(pk=blijft_liggen.pk).update(
        has_unpublished_changes=True, latest_revision_created_at=timezone.now() - datetime.timedelta(days=15)
    )
    ingestuurd = maak_praktijkvoorbeeld("Ingestuurde tekst", live=False, owner=redacteur)
    ingestuurd.get_workflow().start(ingestuurd, redacteur)

    def wachtend(gebruiker: Gebruiker) -> dict[str, list[str]]:
        html = als(gebruiker).get("/redactie/").content.decode()
        paneel = html.partition('id="wacht-op-mij')[2].partition('id="laatst-gepubliceerd')[0]
        rijen = re.findall(r'redactie-rij">(.*?) <span.*?<ul(.*?)</ul>', paneel, re.DOTALL)
        return {titel: re.findall(r"<a [^>]*>(.*?)</a>", regels) for titel, regels in rijen}

    assert wachtend(redacteur) == {
        "Opnieuw te bekijken": [te_herzien.title],
        "Uw concepten die bleven liggen": ["Vergeten concept"],
        "Door u ingestuurd": ["Ingestuurde tekst"],
    }
    assert wachtend(eindredacteur) == {"Ter beoordeling": ["Ingestuurde tekst"], "Opnieuw te bekijken": ["Oude tekst"]}


def test_startscherm_vraagt_niet_meer_bij_meer_werk(
    als: Callable[[Gebruiker], Client], redacteur: Gebruiker, eindredacteur: Gebruiker
) -> None:
    def werk(vanaf: int, tot: int) -> None:
        for nummer in range(vanaf, tot):
            maak_praktijkvoorbeeld(f"Te herzien {nummer}", herzien_op=timezone.localdate())
            ingestuurd = maak_praktijkvoorbeeld(f"Ingestuurd {nummer}", live=False, owner=redacteur)
            ingestuurd.get_workflow().start(ingestuurd, redacteur)

    werk(0, 1)
    weinig = aantal_vragen(als(eindredacteur), "/redactie/")
    werk(1, 7)
    assert aantal_vragen(als(eindredacteur), "/redactie/") == weinig
