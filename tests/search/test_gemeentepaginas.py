"""The map of the gemeenten and the page of each: what is drawn can be read as text too."""

import datetime
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gemeenten.landkaart import kaartpunt
from gemeenten.models import Gemeente
from search.actions.index_herbouwen import herbouw
from tests import factories

pytestmark = pytest.mark.usefixtures("zoekindex")


@pytest.fixture
def losser() -> Gemeente:
    """One gemeente of all that shared something, twice."""
    call_command("laad_gemeenten", verbosity=0)
    gemeente = Gemeente.objects.get(naam="Losser")
    partner = Gemeente.objects.get(naam="Zwolle")
    factories.praktijkvoorbeeld("Samen eten", gemeente=gemeente)
    factories.praktijkvoorbeeld("Samen rijden", gemeente=gemeente, partnergemeenten=[partner])
    herbouw()
    return gemeente


def kaart(html: str) -> str:
    return html[html.index('<svg class="nederland') : html.index("</svg>", html.index('<svg class="nederland'))]


def test_alleen_gemeenten_met_items_zijn_een_link_op_de_kaart(losser: Gemeente, client: Client) -> None:
    svg = kaart(client.get("/gemeenten/").content.decode())
    assert re.findall(r'<a href="([^"]+)"', svg) == ["/gemeenten/zwolle/", "/gemeenten/losser/"]  # most on top
    assert "<title>Losser: 2 publicaties</title>" in svg
    assert "<title>Zwolle: 1 publicatie</title>" in svg
    stippen = re.search(r'class="nederland__stippen" d="([^"]+)"', svg)
    assert stippen
    assert stippen[1].count("M") == 342


def test_de_kaart_staat_er_ook_als_tekst(losser: Gemeente, client: Client) -> None:
    html = client.get("/gemeenten/").content.decode()
    tekst = html.replace(kaart(html), "")
    adressen = set(re.findall(r'href="(/gemeenten/[^"/]+/)"', tekst))
    assert adressen == {gemeente.get_absolute_url() for gemeente in Gemeente.objects.all()}
    assert len(adressen) == 342
    with_items = tekst[tekst.index("Gemeenten die iets deelden") : tekst.index("Zoek uw gemeente")]
    assert re.findall(r'href="(/gemeenten/[^"/]+/)"', with_items) == ["/gemeenten/losser/", "/gemeenten/zwolle/"]


def test_kaart_gebruikt_geen_komma_in_getallen(losser: Gemeente, client: Client) -> None:
    assert not re.search(r'c[xy]="\d+,', kaart(client.get("/gemeenten/").content.decode()))


def test_wat_bewaard_blijft_volgt_wijzigingen(losser: Gemeente, client: Client) -> None:
    """The drawing is kept between requests, yet no change is missed, and names stay text."""
    client.get("/gemeenten/")
    losser.naam, losser.lengtegraad = "Losser & <b>", losser.lengtegraad - 1
    losser.save()
    factories.praktijkvoorbeeld("Samen lezen", gemeente=losser)
    herbouw()
    html = client.get("/gemeenten/").content.decode()
    assert "<title>Losser &amp; &lt;b&gt;: 3 publicaties</title>" in kaart(html)
    assert f'cx="{kaartpunt(losser).x}"' in kaart(html)
    assert html.count(">Losser &amp; &lt;b&gt;</a>") == 2
    assert "<b>" not in html


def test_opgeheven_gemeente_staat_niet_op_de_kaart_en_verwijst_door(losser: Gemeente, client: Client) -> None:
    oud = Gemeente.objects.get(naam="Aalsmeer")
    oud.opgeheven_op, oud.opvolger = datetime.date(2022, 3, 24), losser
    oud.save()
    assert oud.get_absolute_url() not in client.get("/gemeenten/").content.decode()
    html = client.get(oud.get_absolute_url()).content.decode()
    assert "bestaat niet meer" in html
    assert 'href="/gemeenten/losser/"' in html
    assert oud.naam in client.get("/gemeenten/losser/").content.decode()


def test_pagina_van_gemeente_toont_ook_wat_zij_als_partner_deed(losser: Gemeente, client: Client) -> None:
    html = client.get("/gemeenten/zwolle/").content.decode()
    assert "Samen rijden" in html
    assert "Samen eten" not in html


def test_gemeente_zonder_items_vertelt_wat_er_kan_komen(losser: Gemeente, client: Client) -> None:
    html = client.get("/gemeenten/aalsmeer/").content.decode()
    assert "Nog niets van Aalsmeer" in html
    assert 'href="/praktijkvoorbeelden/?provincie=noord-holland"' in html


def test_onbekende_gemeente_is_er_niet(client: Client) -> None:
    assert client.get("/gemeenten/atlantis/").status_code == 404


def test_storing_zegt_dat_er_niet_geteld_is(losser: Gemeente, client: Client, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR.parent / "weg"
    antwoord = client.get("/gemeenten/")
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "kunnen nu niet tellen" in html
    assert "Nog geen gemeente" not in html
    assert html.count('href="/gemeenten/losser/"') == 1
    html = client.get("/gemeenten/losser/").content.decode()
    assert "Wij kunnen nu niet laten zien wat bij deze gemeente hoort" in html
    assert "Samen eten" not in html  # what others did is not shown as hers


@pytest.mark.parametrize("adres", ["/gemeenten/", "/gemeenten/losser/"])
def test_vast_aantal_queries(losser: Gemeente, client: Client, adres: str) -> None:
    def tel() -> int:
        client.get(adres)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(adres).status_code == 200
        return len(queries)

    eerst = tel()
    for nummer in range(8):
        factories.praktijkvoorbeeld(f"Nog een {nummer}", gemeente=losser)
    herbouw()
    assert tel() == eerst <= 20
