"""Withdrawn pages say so; moved pages lead on."""

from typing import Any

import pytest
from django.test import Client

from gemeenten.models import Gebruiker
from praktijkvoorbeelden.models import PraktijkvoorbeeldenOverzicht
from tests.portal.conftest import maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


def test_ingetrokken_pagina_antwoordt_410_met_vervanger(client: Client) -> None:
    nieuw = maak_praktijkvoorbeeld("De nieuwe aanpak")
    oud = maak_praktijkvoorbeeld("De oude aanpak")
    pad = oud.pad
    assert client.get(pad).status_code == 200
    oud.unpublish()
    antwoord = client.get(pad)
    assert antwoord.status_code == 410
    assert "De oude aanpak" in antwoord.content.decode()
    assert nieuw.pad not in antwoord.content.decode()
    oud.vervangen_door = nieuw  # named after the withdrawal, in a concept
    oud.save_revision()
    assert nieuw.pad in client.get(pad).content.decode()


def test_concept_blijft_404(client: Client) -> None:
    concept = maak_praktijkvoorbeeld("Nog niet af", live=False)
    assert client.get(concept.pad).status_code == 404
    assert client.get("/bestaat/niet/").status_code == 404
    assert client.get("/bestaat%00niet/").status_code in (400, 404)


def test_hernoemde_pagina_verwijst_door_met_wat_eronder_ligt(
    client: Client, eindredacteur: Gebruiker, django_capture_on_commit_callbacks: Any
) -> None:
    pagina = maak_praktijkvoorbeeld("Oud adres")
    overzicht = PraktijkvoorbeeldenOverzicht.objects.get()
    oud_pad = pagina.pad
    overzicht.slug = "voorbeelden"
    with django_capture_on_commit_callbacks(execute=True):
        overzicht.save_revision(user=eindredacteur).publish()
    antwoord = client.get(oud_pad)
    assert antwoord.status_code == 301
    assert antwoord["Location"].endswith("/voorbeelden/oud-adres/")
