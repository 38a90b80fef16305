"""A question to the contact person: the address stays hidden, nothing typed is lost, no mail is."""

import pytest
from django.core import mail
from django.test import Client, override_settings

from berichten.actions.versturen import verstuur_wachtende
from berichten.models import Bericht
from portal.actions.site_opbouwen import bouw_site
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht

pytestmark = pytest.mark.django_db
VRAAG = {
    "naam": "A. Lezer",
    "email": "lezer@gemeente.example",
    "organisatie": "",
    "vraag": "Hoe begon u?",
    "website": "",
}


@pytest.fixture
def praktijkvoorbeeld() -> Praktijkvoorbeeld:
    bouw_site()
    return PraktijkvoorbeeldenOverzicht.objects.get().add_child(
        instance=Praktijkvoorbeeld(
            title="Buurttuin",
            slug="buurttuin",
            samenvatting="Een tuin.",
            archief=True,
            contact_email="tuin@gemeente.example",
        )
    )


def test_vraag_gaat_naar_contactpersoon_en_vrager(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    antwoord = client.post("/praktijkvoorbeelden/buurttuin/contact/", VRAAG, follow=True)
    assert antwoord.status_code == 200
    assert "tuin@gemeente.example" not in antwoord.content.decode()
    assert verstuur_wachtende() == 2
    assert [(m.to, m.reply_to) for m in mail.outbox] == [
        (["tuin@gemeente.example"], ["lezer@gemeente.example"]),
        (["lezer@gemeente.example"], []),
    ]
    assert "tuin@gemeente.example" not in mail.outbox[1].body
    assert not Bericht.objects.exists()


def test_fout_staat_bij_het_veld_en_tekst_blijft(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    antwoord = client.post("/praktijkvoorbeelden/buurttuin/contact/", {**VRAAG, "email": "geen adres"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Dit is geen e-mailadres" in html
    assert "Hoe begon u?" in html
    assert not Bericht.objects.exists()


def test_programma_loopt_in_de_val(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    client.post("/praktijkvoorbeelden/buurttuin/contact/", {**VRAAG, "website": "spam.example"})
    assert not Bericht.objects.exists()


def test_kop_van_mail_is_niet_te_misbruiken(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    client.post("/praktijkvoorbeelden/buurttuin/contact/", {**VRAAG, "naam": "A\nBcc: x@y.example"})
    for bericht in Bericht.objects.all():
        assert "\n" not in bericht.onderwerp + bericht.aan + bericht.antwoord_aan


def test_zonder_contactadres_geen_formulier(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    praktijkvoorbeeld.contact_email = ""
    praktijkvoorbeeld.save()
    assert client.get("/praktijkvoorbeelden/buurttuin/contact/").status_code == 404


def test_mailserver_plat_kost_niets(praktijkvoorbeeld: Praktijkvoorbeeld, client: Client) -> None:
    """A refused connection on a port where nothing listens: the mail waits for the next try."""
    client.post("/praktijkvoorbeelden/buurttuin/contact/", VRAAG)
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9
    ):
        assert verstuur_wachtende() == 0
    assert [bericht.pogingen for bericht in Bericht.objects.all()] == [1, 1]
    assert verstuur_wachtende() == 0  # its time has not come yet
