"""The gemeenten as data: loading, size classes, merging, the map."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from gemeenten.landkaart import BREEDTE, HOOGTE, kaartpunt
from gemeenten.models import Gebruiker, Gemeente

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeenten() -> None:
    call_command("laad_gemeenten", verbosity=0)


def test_alle_gemeenten_geladen(gemeenten: None) -> None:
    assert Gemeente.objects.count() == 342
    den_bosch = Gemeente.objects.get(naam="'s-Hertogenbosch")
    assert den_bosch.slug == "s-hertogenbosch"
    assert den_bosch.get_provincie_display() == "Noord-Brabant"
    assert Gemeente.objects.get(naam="Súdwest-Fryslân").slug == "sudwest-fryslan"


def test_opnieuw_laden_laat_werk_van_redactie_staan(gemeenten: None) -> None:
    Gemeente.objects.filter(code="GM0014").update(naam="Stad Groningen")
    call_command("laad_gemeenten", verbosity=0)
    assert Gemeente.objects.get(code="GM0014").naam == "Stad Groningen"
    assert Gemeente.objects.count() == 342


def test_elke_gemeente_ligt_op_de_kaart(gemeenten: None) -> None:
    for gemeente in Gemeente.objects.all():
        punt = kaartpunt(gemeente)
        assert 0 < punt.x < BREEDTE
        assert 0 < punt.y < HOOGTE
    groningen, maastricht, goes = (
        kaartpunt(Gemeente.objects.get(naam=naam)) for naam in ("Groningen", "Maastricht", "Goes")
    )
    assert groningen.y < goes.y < maastricht.y
    assert goes.x < maastricht.x < groningen.x


@pytest.mark.parametrize(
    ("inwoners", "klasse"), [(24_999, "klein"), (25_000, "middel"), (50_000, "middelgroot"), (100_000, "groot")]
)
def test_grootteklassen(inwoners: int, klasse: str) -> None:
    assert Gemeente.grootte_bij(inwoners) == klasse


def test_opvolger_vraagt_datum_van_opheffing(gemeenten: None) -> None:
    oud, nieuw = Gemeente.objects.all()[:2]
    oud.opvolger = nieuw
    with pytest.raises(IntegrityError), transaction.atomic():
        oud.save()
    oud.opgeheven_op = datetime.date(2026, 1, 1)
    oud.save()


def test_email_is_een_ongeacht_hoofdletters() -> None:
    Gebruiker.objects.create_user("a@gemeente.example", "een lang wachtwoord")
    with pytest.raises(IntegrityError), transaction.atomic():
        Gebruiker.objects.create_user("A@gemeente.example", "een lang wachtwoord")
