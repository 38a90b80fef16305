"""A restricted page does not show on other pages, not even by its title; who may read it sees what belongs to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from handreikingen.models import Handreiking, Hoofdstuk
from search.zicht import Zicht, openbaar, openbare_sleutels
from tests import factories

pytestmark = pytest.mark.django_db

GEHEIM = "Besloten proef in de wijk"


def beperk(pagina: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=pagina, restriction_type=PageViewRestriction.LOGIN)


def hoofdstuk(boek: Handreiking, titel: str, **velden: Any) -> Hoofdstuk:
    boek.refresh_from_db()
    nieuw: Hoofdstuk = boek.add_child(instance=Hoofdstuk(title=titel, samenvatting="Kort.", tekst=[], **velden))
    return nieuw


@pytest.mark.parametrize("relatie", ["overgenomen_van", "overgenomen_door"])
def test_voorbeeld_van_een_ander(client: Client, relatie: str) -> None:
    ander = factories.praktijkvoorbeeld(GEHEIM)
    deze = factories.praktijkvoorbeeld("Open proef")
    van, naar = (ander, deze) if relatie == "overgenomen_van" else (deze, ander)
    naar.overgenomen_van = van
    naar.save()
    assert GEHEIM in client.get(deze.url).content.decode()
    beperk(ander)
    antwoord = client.get(deze.url).content.decode()
    assert GEHEIM not in antwoord
    assert "Waar dit op voortbouwt" not in antwoord


def test_toegepaste_handreiking(client: Client) -> None:
    ander = factories.handreiking(GEHEIM)
    deze = factories.praktijkvoorbeeld("Open proef")
    deze.handreikingen = [ander]
    deze.save()
    assert GEHEIM in client.get(deze.url).content.decode()
    beperk(ander)
    assert GEHEIM not in client.get(deze.url).content.decode()


def test_hoofdstuk_in_de_inhoud(client: Client) -> None:
    boek = factories.handreiking("Boek")
    open_hoofdstuk, ander = hoofdstuk(boek, "Open hoofdstuk"), hoofdstuk(boek, GEHEIM)
    assert GEHEIM in client.get(boek.url).content.decode()
    beperk(ander)
    assert GEHEIM not in client.get(boek.url).content.decode()
    assert GEHEIM not in client.get(open_hoofdstuk.url).content.decode()


def test_onderliggende_pagina(client: Client) -> None:
    boven = factories.algemene_pagina("Boven")
    onder = boven.add_child(instance=type(boven)(title=GEHEIM, samenvatting="Kort."))
    assert GEHEIM in client.get(boven.url).content.decode()
    beperk(onder)
    assert GEHEIM not in client.get(boven.url).content.decode()


def test_wie_het_boek_mag_lezen_ziet_zijn_hoofdstukken() -> None:
    boek = factories.handreiking("Boek")
    eerste, tweede = hoofdstuk(boek, "Een"), hoofdstuk(boek, "Twee")
    concept = hoofdstuk(boek, "Drie", live=False)
    beperk(boek)
    assert Zicht(boek).van([eerste, tweede, concept]) == [eerste, tweede]
    assert list(boek.hoofdstukken().filter(Zicht(eerste).voorwaarde())) == [eerste, tweede]
    assert not boek.hoofdstukken().filter(Zicht(factories.startpagina()).voorwaarde()).exists()


def test_openbaar_voor_alle_en_voor_enkele() -> None:
    """Both ways to ask say the same of every page: open, concept, restricted, expired, and what lies below these."""
    boeken = {naam: factories.handreiking(naam) for naam in ("open", "concept", "beperkt", "verlopen")}
    hoofdstukken = {naam: hoofdstuk(boek, f"In {naam}") for naam, boek in boeken.items()}
    boeken["concept"].unpublish()
    beperk(boeken["beperkt"])
    gisteren = timezone.now() - timedelta(days=1)
    Page.objects.filter(pk=boeken["verlopen"].pk).update(expire_at=gisteren)
    alle = set(Page.objects.values_list("pk", flat=True))
    verwacht = alle - {p.pk for naam in ("concept", "beperkt", "verlopen") for p in (boeken[naam], hoofdstukken[naam])}
    assert openbare_sleutels(alle) == verwacht
    assert set(openbaar(Page.objects.all()).values_list("pk", flat=True)) == verwacht
