"""The Atom feed of a search: valid, newest on the site first, only what is public, and cheap to ask for again."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from wagtail.models import Page, PageViewRestriction

from search.actions.index_herbouwen import herbouw
from search.atom import AANTAL
from tests import factories

pytestmark = pytest.mark.usefixtures("zoekindex")
ATOM = "{http://www.w3.org/2005/Atom}"
BEGIN = datetime(2026, 11, 1, 9, tzinfo=UTC)


def feed(client: Client, adres: str = "") -> ET.Element:
    antwoord = client.get(f"/zoeken/atom/{adres}")
    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(antwoord.content)


def titels(wortel: ET.Element) -> list[str | None]:
    return [stuk.findtext(f"{ATOM}title") for stuk in wortel.iter(f"{ATOM}entry")]


@pytest.fixture
def inhoud(zoekindex: Any) -> list[Page]:
    paginas = [
        factories.praktijkvoorbeeld("Vervoer & markt", first_published_at=BEGIN, samenvatting="Samen <op pad>."),
        factories.praktijkvoorbeeld(
            "Vervoer in 2009", first_published_at=BEGIN + timedelta(days=3), publicatiedatum=datetime(2009, 1, 1)
        ),
        factories.praktijkvoorbeeld("Wonen", first_published_at=BEGIN + timedelta(days=1), verzonnen=True),
    ]
    herbouw()
    return paginas


class TestGeldig:
    """What RFC 4287 asks of a feed and of an entry."""

    def test_feed(self, inhoud: list[Page], client: Client) -> None:
        wortel = feed(client, "?q=vervoer")
        assert wortel.tag == f"{ATOM}feed"
        for naam in ("id", "title", "updated"):
            assert len(wortel.findall(f"{ATOM}{naam}")) == 1
        assert wortel.findtext(f"{ATOM}title") == "Nieuw op De Kanteling: ‘vervoer’"
        assert wortel.findtext(f"{ATOM}id") == "tag:localhost,2026:zoeken?q=vervoer"
        assert wortel.findtext(f"{ATOM}updated") == "2026-11-04T09:00:00+00:00"
        assert wortel.find(f"{ATOM}author/{ATOM}name") is not None
        assert {link.get("rel"): link.get("href") for link in wortel.findall(f"{ATOM}link")} == {
            "alternate": "http://localhost:8000/zoeken/?q=vervoer",
            "self": "http://localhost:8000/zoeken/atom/?q=vervoer",
        }

    def test_stukken(self, inhoud: list[Page], client: Client) -> None:
        wortel = feed(client)
        stukken = wortel.findall(f"{ATOM}entry")
        for stuk in stukken:
            for naam in ("id", "title", "updated"):
                assert len(stuk.findall(f"{ATOM}{naam}")) == 1
            assert parse_datetime(stuk.findtext(f"{ATOM}updated") or "")
            (link,) = stuk.findall(f"{ATOM}link")
            assert link.get("rel") == "alternate"
        markt = stukken[-1]
        assert markt.findtext(f"{ATOM}title") == "Vervoer & markt"
        assert markt.findtext(f"{ATOM}summary") == "Samen &lt;op pad&gt;."  # HTML, as its type says
        assert markt.findtext(f"{ATOM}id") == f"tag:localhost,2026-11-01:pagina-{inhoud[0].pk}"
        assert (stukken[1].findtext(f"{ATOM}summary") or "").startswith("Verzonnen voorbeeld, geen VNG-tekst. ")
        assert len({stuk.findtext(f"{ATOM}id") for stuk in stukken}) == 3

    def test_naam_blijft_als_het_adres_verandert(self, inhoud: list[Page], client: Client) -> None:
        eerst = {stuk.findtext(f"{ATOM}id") for stuk in feed(client).iter(f"{ATOM}entry")}
        inhoud[0].slug = "heel-anders"
        inhoud[0].save()
        herbouw()
        assert {stuk.findtext(f"{ATOM}id") for stuk in feed(client).iter(f"{ATOM}entry")} == eerst

    def test_tekens_die_niet_in_xml_mogen(self, zoekindex: Any, client: Client) -> None:
        factories.praktijkvoorbeeld("Vervoer\x0b\x1f naar", first_published_at=BEGIN)
        herbouw()
        assert len(titels(feed(client, "?q=vervoer%0B&thema=%1F%EF%BF%BE"))) == 0
        assert len(titels(feed(client, "?q=vervoer%0B"))) == 1

    def test_leeg(self, zoekindex: Any, client: Client) -> None:
        assert titels(feed(client, "?q=bestaatniet")) == []
        assert client.get("/zoeken/atom/").content == client.get("/zoeken/atom/").content


class TestInhoud:
    def test_nieuwste_op_de_site_eerst(self, inhoud: list[Page], client: Client) -> None:
        assert titels(feed(client)) == ["Vervoer in 2009", "Wonen", "Vervoer & markt"]

    def test_zelfde_filters_als_zoeken(self, inhoud: list[Page], client: Client) -> None:
        assert titels(feed(client, "?jaar=2009")) == ["Vervoer in 2009"]
        assert titels(feed(client, "?q=vervoer&soort=handreiking")) == []

    def test_alleen_wat_openbaar_is(self, inhoud: list[Page], client: Client) -> None:
        Page.objects.filter(pk=inhoud[0].pk).update(live=False)
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=inhoud[1], restriction_type="login")])
        assert titels(feed(client)) == ["Wonen"]

    def test_niet_meer_dan(self, zoekindex: Any, client: Client) -> None:
        for nummer in range(AANTAL + 2):
            factories.praktijkvoorbeeld(f"Vervoer {nummer}", first_published_at=BEGIN + timedelta(hours=nummer))
        herbouw()
        gevonden = titels(feed(client))
        assert len(gevonden) == AANTAL
        assert gevonden[0] == f"Vervoer {AANTAL + 1}"
        with CaptureQueriesContext(connection) as queries:
            feed(client)
        assert len(queries) <= 8


class TestOpnieuwVragen:
    def test_niets_veranderd(self, inhoud: list[Page], client: Client) -> None:
        eerst = client.get("/zoeken/atom/?q=vervoer")
        antwoord = client.get("/zoeken/atom/?q=vervoer", headers={"If-None-Match": eerst.headers["ETag"]})
        assert antwoord.status_code == 304
        assert not antwoord.content
        assert antwoord.headers["ETag"] == eerst.headers["ETag"]

    def test_iets_nieuws(self, inhoud: list[Page], client: Client) -> None:
        etag = client.get("/zoeken/atom/?q=vervoer").headers["ETag"]
        factories.praktijkvoorbeeld("Vervoer nu", first_published_at=BEGIN + timedelta(days=9))
        herbouw()
        assert client.get("/zoeken/atom/?q=vervoer", headers={"If-None-Match": etag}).status_code == 200

    @pytest.mark.parametrize("weg", [0, 1])
    def test_iets_teruggetrokken(self, inhoud: list[Page], client: Client, weg: int) -> None:
        """The newest date is the same or an older one: it says nothing about what went."""
        eerst = client.get("/zoeken/atom/?q=vervoer")
        assert "Last-Modified" not in eerst.headers
        inhoud[weg].unpublish()
        sinds = http_date(datetime.now(UTC).timestamp())
        for vraag in ({"If-Modified-Since": sinds}, {"If-None-Match": eerst.headers["ETag"]}):
            antwoord = client.get("/zoeken/atom/?q=vervoer", headers=vraag)
            assert antwoord.status_code == 200
            assert inhoud[weg].title not in titels(ET.fromstring(antwoord.content))


def test_zoekmachine_weg(inhoud: list[Page], client: Client, settings: Any, tmp_path: Any) -> None:
    """Not an empty feed: readers would think that all was gone."""
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    antwoord = client.get("/zoeken/atom/")
    assert antwoord.status_code == 503
    assert "Retry-After" in antwoord.headers


@pytest.mark.parametrize("adres", ["/zoeken/?q=vervoer", "/thema/mantelzorg/?q=vervoer", "/praktijkvoorbeelden/"])
def test_pagina_wijst_naar_haar_feed(inhoud: list[Page], client: Client, adres: str) -> None:
    vastgelegd = {"/zoeken/": "", "/thema/mantelzorg/": "&thema=mantelzorg", "/praktijkvoorbeelden/": ""}
    html = client.get(adres).text
    assert 'rel="alternate" type="application/atom+xml"' in html
    href = html.split('type="application/atom+xml"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert href.endswith(vastgelegd[adres.split("?")[0]])
    assert titels(feed(client, href.removeprefix("/zoeken/atom/")))
