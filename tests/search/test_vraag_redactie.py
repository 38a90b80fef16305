"""Who finds nothing asks the editors."""

import pytest
from django.core.cache import cache
from django.test import Client

from berichten.models import Bericht
from gemeenten.models import Gebruiker
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR, stel_rollen_in
from tests import factories

ADRES = "/zoeken/vraag/?q=windmolens&thema=wonen"
VRAAG = {"vraag": "Ik zoek iets over windmolens.", "email": "lezer@gemeente.example"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def redactie() -> None:
    cache.clear()
    factories.startpagina()
    stel_rollen_in()
    for email, rol in [("eind@vng.example", EINDREDACTEUR), ("rest@vng.example", REDACTEUR)]:
        gebruiker = Gebruiker.objects.create_user(email)
        gebruiker.groups.add(gebruiker.groups.model.objects.get(name=rol))
    Gebruiker.objects.create_superuser("beheer@vng.example")


@pytest.mark.usefixtures("zoekindex")
def test_the_page_without_results_leads_to_it(client: Client) -> None:
    html = client.get("/zoeken/?q=windmolens").text
    assert 'href="/zoeken/vraag/?q=windmolens"' in html
    assert "windmolens</textarea>" in client.get("/zoeken/vraag/?q=windmolens").text


def test_who_keeps_the_vocabulary_gets_the_question(client: Client) -> None:
    assert client.post(ADRES, VRAAG).headers["Location"] == "/zoeken/vraag/verstuurd/"
    (bericht,) = Bericht.objects.all()
    assert (bericht.aan, bericht.antwoord_aan) == ("eind@vng.example", "lezer@gemeente.example")
    assert "Ik zoek iets over windmolens." in bericht.tekst
    assert "/zoeken/?q=windmolens&thema=wonen" in bericht.tekst
    assert "verstuurd" in client.get("/zoeken/vraag/verstuurd/").text


@pytest.mark.parametrize("mist", ["vraag", "email"])
def test_what_is_missing_is_told_and_what_was_typed_stays(client: Client, mist: str) -> None:
    response = client.post(ADRES, {**VRAAG, mist: ""})
    assert response.status_code == 422
    assert all(waarde in response.text for veld, waarde in VRAAG.items() if veld != mist)
    assert not Bericht.objects.exists()


def test_programs_and_floods_send_nothing(client: Client) -> None:
    assert client.post(ADRES, {**VRAAG, "website": "x"}).status_code == 302
    assert not Bericht.objects.exists()
    for _ in range(5):
        assert client.post(ADRES, VRAAG).status_code == 302
    response = client.post(ADRES, VRAAG)
    assert (response.status_code, Bericht.objects.count()) == (422, 5)
    assert "Probeer het later nog eens" in response.text


def test_without_editors_nothing_is_promised(client: Client) -> None:
    Gebruiker.objects.filter(groups__name=EINDREDACTEUR).delete()
    assert "<textarea" not in client.get(ADRES).text
    assert client.post(ADRES, VRAAG).status_code == 422
    assert not Bericht.objects.exists()
