"""Editors, and pages as the editors' admin leaves them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gemeenten.models import Gebruiker, Gemeente, Provincie
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR, stel_rollen_in
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht
from search.models import Begrip, Schema


@pytest.fixture
def rollen(db: None) -> None:
    stel_rollen_in()


def maak_gebruiker(rol: str) -> Gebruiker:
    gebruiker = Gebruiker.objects.create_user(f"{rol}@redactie.example", "een-lang-wachtwoord-1", first_name=rol)
    gebruiker.groups.add(Group.objects.get(name=rol))
    return gebruiker


@pytest.fixture
def redacteur(rollen: None) -> Gebruiker:
    return maak_gebruiker(REDACTEUR)


@pytest.fixture
def eindredacteur(rollen: None) -> Gebruiker:
    return maak_gebruiker(EINDREDACTEUR)


@pytest.fixture
def als(client: Client) -> Callable[[Gebruiker], Client]:
    def inloggen(gebruiker: Gebruiker) -> Client:
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def thema(db: None) -> Begrip:
    return Begrip.objects.create(schema=Schema.THEMA, label="Mantelzorg", slug="mantelzorg")


@pytest.fixture
def gemeente(db: None) -> Gemeente:
    return Gemeente.objects.create(
        code="GM9999",
        naam="Voorbeeldstad",
        slug="voorbeeldstad",
        provincie=Provincie.UTRECHT,
        breedtegraad=52,
        lengtegraad=5,
        grootte="klein",
    )


def maak_praktijkvoorbeeld(titel: str, **velden: object) -> Praktijkvoorbeeld:
    """A praktijkvoorbeeld from the archive, which may be incomplete, with a revision as the admin leaves one."""
    velden = {"samenvatting": "Het hielp.", "archief": True, "live": True, **velden}
    pagina: Praktijkvoorbeeld = PraktijkvoorbeeldenOverzicht.objects.get().add_child(
        instance=Praktijkvoorbeeld(title=titel, **velden)
    )
    revisie = pagina.save_revision()
    if velden["live"]:
        revisie.publish()
    return Praktijkvoorbeeld.objects.get(pk=pagina.pk)


def aantal_vragen(client: Client, pad: str) -> int:
    """How many queries a page takes, once the process remembers content types and sites."""
    client.get(pad)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(pad).status_code == 200
    return len(vragen)
