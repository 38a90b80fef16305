"""Files are private until a live page uses them, and private again without it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from bestanden.actions.openbaarheid import maak_prive, zet_openbaar
from bestanden.models import Afbeelding, Bestand
from gemeenten.models import Gebruiker
from portal.actions.site_opbouwen import bouw_site
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldBijlage, PraktijkvoorbeeldenOverzicht
from tests.bestanden.documenten import Regel, maak_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestand() -> Bestand:
    inhoud = maak_pdf([[Regel("Geheim tot publicatie", 700)]])
    return Bestand.objects.create(title="Verslag", file=ContentFile(inhoud, name="verslag.pdf"))


@pytest.fixture
def redactie(client: Client) -> Client:
    eindredacteur = Client()
    eindredacteur.force_login(Gebruiker.objects.create_superuser(email="redactie@voorbeeld.nl", password="x"))
    return eindredacteur


def test_volgt_de_pagina_die_het_gebruikt(bestand: Bestand, client: Client, redactie: Client) -> None:
    bouw_site()
    pagina = Praktijkvoorbeeld(title="Met bijlage", samenvatting="Kort", archief=True, live=False)
    PraktijkvoorbeeldenOverzicht.objects.get().add_child(instance=pagina)
    pagina.bijlagen = [PraktijkvoorbeeldBijlage(bestand=bestand)]
    revisie = pagina.save_revision()
    assert client.get(bestand.url).status_code == 404
    antwoord = redactie.get(bestand.url)
    assert (antwoord.status_code, antwoord["Cache-Control"]) == (200, "private, no-store")

    revisie.publish()
    antwoord = client.get(bestand.url)
    assert antwoord.status_code == 200
    assert b"".join(antwoord).startswith(b"%PDF-")

    Praktijkvoorbeeld.objects.get().unpublish()
    assert client.get(bestand.url).status_code == 404


def test_antwoord_is_veilig_en_klopt(bestand: Bestand, client: Client) -> None:
    zet_openbaar("pagina-1", bestanden=[bestand.pk], afbeeldingen=[])
    for antwoord in (client.get(bestand.url), client.head(bestand.url)):
        assert antwoord.status_code == 200
        assert antwoord["Content-Type"] == "application/pdf"
        assert antwoord["Content-Disposition"] == f'inline; filename="{bestand.filename}"'
        assert int(antwoord["Content-Length"]) == bestand.file.size
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert antwoord["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert not b"".join(client.head(bestand.url))
    assert client.post(bestand.url).status_code == 405


def test_wat_een_browser_niet_toont_wordt_een_download(client: Client) -> None:
    tabel = Bestand.objects.create(title="Tabel", file=ContentFile(b"a;b", name="tabel.csv"))
    zet_openbaar("pagina-1", bestanden=[tabel.pk], afbeeldingen=[])
    antwoord = client.get(tabel.url)
    assert antwoord["Content-Disposition"] == f'attachment; filename="{tabel.filename}"'
    assert "sandbox" in antwoord["Content-Security-Policy"]


def test_alleen_onder_de_eigen_naam(bestand: Bestand, client: Client) -> None:
    zet_openbaar("pagina-1", bestanden=[bestand.pk], afbeeldingen=[])
    assert client.get(bestand.url.replace("verslag", "anders")).status_code == 404
    assert client.get(f"/bestanden/{bestand.pk + 1}/verslag.pdf").status_code == 404


def test_bestand_dat_van_de_schijf_verdween(bestand: Bestand, client: Client) -> None:
    zet_openbaar("pagina-1", bestanden=[bestand.pk], afbeeldingen=[])
    bestand.file.storage.delete(bestand.file.name)
    assert client.get(bestand.url).status_code == 404


def test_in_gebruik_door_twee_blijft_openbaar_na_een(bestand: Bestand, client: Client) -> None:
    for bron in ("pagina-1", "pagina-2"):
        zet_openbaar(bron, bestanden=[bestand.pk], afbeeldingen=[])
    maak_prive("pagina-1")
    assert client.get(bestand.url).status_code == 200
    zet_openbaar("pagina-2", bestanden=[], afbeeldingen=[])
    assert client.get(bestand.url).status_code == 404


def test_van_beelden_alleen_de_verkleiningen(client: Client, redactie: Client) -> None:
    beeld = Afbeelding.objects.create(title="Foto", file=ImageFile(get_test_image_file(), name="foto.png"))
    klein = beeld.get_rendition("width-20|format-webp")
    assert client.get(klein.url).status_code == 404
    assert redactie.get(klein.url).status_code == 200
    zet_openbaar("pagina-1", bestanden=[], afbeeldingen=[beeld.pk])
    antwoord = client.get(klein.url)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/webp")
    for geheim in (beeld.file.name, "../portal.sqlite3", "%2e%2e/secret_key", "%00.png"):
        assert client.get(f"/beeld/{geheim}").status_code == 404
        assert redactie.get(f"/beeld/{geheim}").status_code == 404
