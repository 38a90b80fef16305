"""Pages for what went wrong: they help, and those for when nothing works need nothing."""

import re

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path

from portal.urls import handler500
from portal.urls import urlpatterns as urls_van_portal
from portal.views.fouten import serverfout
from tests import factories


def stuk(request: HttpRequest) -> HttpResponse:
    raise ValueError("stuk")


def database_weg(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


urlpatterns = [path("stuk/", stuk), path("database-weg/", database_weg), *urls_van_portal]

__all__ = ["handler500", "urlpatterns"]  # Django reads both from the urls of a test


@pytest.mark.parametrize("naam", ["400.html", "403.html", "403_csrf.html", "500.html", "503.html"])
def test_zonder_database_verzoek_of_context(naam: str) -> None:
    """No mark for the database: a query would fail here."""
    html = engines["django"].get_template(naam).render()
    assert "<!doctype html>" in html[:200]
    assert '<html lang="nl">' in html
    assert re.search(r"<h1>.+</h1>", html)
    assert 'href="/"' in html
    assert "{%" not in html


@pytest.mark.urls("tests.portal.test_foutpaginas")
@pytest.mark.parametrize(("adres", "status"), [("/stuk/", 500), ("/database-weg/", 503)])
def test_fout_in_pagina(adres: str, status: int, client: Client, db: None) -> None:
    client.raise_request_exception = False
    antwoord = client.get(adres)
    assert antwoord.status_code == status
    assert f">{status}<" in antwoord.content.decode()
    assert antwoord.headers.get("Retry-After") == ("60" if status == 503 else None)


def test_serverfout_zonder_database() -> None:
    assert serverfout(RequestFactory().get("/")).status_code == 500


def test_404_heeft_het_gezicht_van_de_site_en_een_zoekveld(client: Client, db: None) -> None:
    factories.startpagina()
    antwoord = client.get("/dit-is-er-niet/")
    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert 'class="hoofdnav' in html
    assert html.count('name="q"') >= 1
    assert '<meta name="robots" content="noindex">' in html


def test_410_noemt_wat_ervoor_in_de_plaats_kwam(db: None) -> None:
    nieuw = factories.praktijkvoorbeeld("De opvolger")
    html = render_to_string("410.html", {"titel": "Het oude", "vervangen_door": nieuw}, RequestFactory().get("/"))
    assert "‘Het oude’" in html
    assert f'href="{nieuw.pad}"' in html
    zonder = render_to_string("410.html", {"titel": "Het oude"}, RequestFactory().get("/"))
    assert "niets voor in de plaats" in zonder


def test_verlopen_formulier_legt_uit_wat_u_doet(db: None) -> None:
    factories.praktijkvoorbeeld("Buurttuin", slug="buurttuin", contact_email="tuin@gemeente.example")
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post("/praktijkvoorbeelden/buurttuin/contact/", {"naam": "A"})
    assert antwoord.status_code == 403
    assert "Er is niets verstuurd of opgeslagen" in antwoord.content.decode()
