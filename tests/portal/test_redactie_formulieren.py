"""The editors' forms, and what their pages load."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from gemeenten.models import Gebruiker, Gemeente, Maildomein
from handreikingen.models import Handreiking, Modelverordening, ModelverordeningenOverzicht, Onderdeel, Versie
from search.models import Begrip, Schema
from tests.portal.conftest import maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


def test_formulier_bevat_geen_lange_keuzelijsten(
    als: Callable[[Gebruiker], Client], redacteur: Gebruiker, gemeente: Gemeente
) -> None:
    overzicht = Page.objects.get(slug="handreikingen")
    gekozen = overzicht.add_child(instance=Handreiking(title="Wel gekozen", samenvatting="s", live=False))
    overzicht.add_child(instance=Handreiking(title="Niet gekozen", samenvatting="s", live=False))
    pagina = maak_praktijkvoorbeeld("Met handreiking", live=False)
    pagina.handreikingen.add(gekozen)
    pagina.save_revision()
    html = als(redacteur).get(f"/redactie/pages/{pagina.pk}/edit/").content.decode()
    assert "Wel gekozen" in html
    assert "Niet gekozen" not in html
    gevonden = als(redacteur).get("/redactie/keuzes/handreikingen/?q=niet").json()["keuzes"]
    assert [keuze["label"] for keuze in gevonden] == ["Niet gekozen"]


@pytest.mark.parametrize(
    "vraag", ["", "a" * 5000, "'\"%_\\", "\0", "zoek dit en dat en nog meer woorden dan er ooit passen"]
)
def test_keuzelijst_verdraagt_alles(vraag: str, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
    antwoord = als(redacteur).get("/redactie/keuzes/modelartikelen/", {"q": vraag})
    assert antwoord.json() == {"keuzes": []}


def test_keuzelijst_is_alleen_voor_redactie(client: Client) -> None:
    assert client.get("/redactie/keuzes/gemeenten/").status_code == 302


def test_gemeente_krijgt_maildomeinen_en_is_niet_te_verwijderen(
    als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker, gemeente: Gemeente
) -> None:
    client = als(eindredacteur)
    velden = {
        "naam": "Voorbeeldstad",
        "provincie": "utrecht",
        "grootte": "klein",
        "breedtegraad": "52",
        "lengtegraad": "5",
        "opgeheven_op": "",
        "opvolger": "",
    }
    adres = f"/redactie/gemeenten/edit/{gemeente.pk}/"
    antwoord = client.post(adres, {**velden, "maildomeinen": "info@voorbeeldstad.nl"})
    assert "Vul alleen in wat na de @ staat" in antwoord.content.decode()
    client.post(adres, {**velden, "maildomeinen": "@Voorbeeldstad.NL\n\nsociaal.example"})
    assert {d.domein for d in gemeente.maildomeinen.all()} == {"voorbeeldstad.nl", "sociaal.example"}
    client.post(adres, {**velden, "maildomeinen": "voorbeeldstad.nl"})
    assert list(Maildomein.objects.values_list("domein", flat=True)) == ["voorbeeldstad.nl"]
    beheerder = Gebruiker.objects.create_superuser("baas@redactie.example", "een-lang-wachtwoord-2")
    als(beheerder).post(f"/redactie/gemeenten/delete/{gemeente.pk}/")
    assert Gemeente.objects.filter(pk=gemeente.pk).exists()


def test_redactie_heeft_eigen_beleid_en_lezers_het_strenge(client: Client) -> None:
    assert "'unsafe-inline'" in client.get("/redactie/login/")["Content-Security-Policy"]
    for pad in ("/bestaat-niet/", "/"):
        assert "'unsafe-inline'" not in client.get(pad)["Content-Security-Policy"]


def test_redactie_noemt_geen_andere_host(als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker) -> None:
    pagina = maak_praktijkvoorbeeld("Tekst")
    client = als(eindredacteur)
    for pad in (
        "/redactie/",
        "/redactie/account/",
        "/redactie/praktijkvoorbeelden/",
        f"/redactie/pages/{pagina.pk}/edit/",
    ):
        html = client.get(pad).content.decode()
        geladen = re.findall(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="(?:https?:)?//([^"/]+)', html)
        assert set(geladen) <= {"localhost:8000"}, pad
        assert "gravatar" not in html
        assert "releases.wagtail" not in html


def test_inlogscherm_is_nederlands(client: Client) -> None:
    html = client.get("/redactie/login/").content.decode()
    assert "Inloggen bij de redactie van De Kanteling" in html
    assert "Wachtwoord" in html
    assert "Password" not in html


@pytest.mark.parametrize(("status", "waarschuwt"), [("definitief", True), ("concept", False)])
def test_definitieve_tekst_waarschuwt_en_is_te_verbeteren(
    status: str, waarschuwt: bool, als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker
) -> None:
    wet = Begrip.objects.create(schema=Schema.WETTELIJK_KADER, label="Wmo", slug="wmo")
    model = ModelverordeningenOverzicht.objects.get().add_child(instance=Modelverordening(title="Model", wet=wet))
    versie = model.add_child(
        instance=Versie(title="Versie", samenvatting="s", status=status, vastgesteld_op=datetime.date(2010, 12, 1))
    )
    onderdeel = Onderdeel.objects.create(versie=versie, volgorde=1, soort="aanhef", tekst="De raat besluit:")
    adres = f"/redactie/onderdelen/edit/{onderdeel.pk}/"
    html = als(eindredacteur).get(adres).content.decode()
    assert "uit de versie" in html
    assert ("definitief en gepubliceerd" in html) is waarschuwt
    als(eindredacteur).post(adres, {"opschrift": "", "tekst": "De raad besluit:", "toelichting": "", "noot": ""})
    onderdeel.refresh_from_db()
    assert onderdeel.tekst == "De raad besluit:"
    assert als(eindredacteur).get("/redactie/onderdelen/new/").status_code in (302, 404)


def test_tabblad_noemt_de_kanteling(als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
    html = als(redacteur).get("/redactie/praktijkvoorbeelden/").content.decode()
    assert "De Kanteling</title>" in " ".join(html.split())


def test_adres_van_een_begrip_blijft(als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker) -> None:
    begrip = Begrip.objects.create(schema=Schema.THEMA, label="Vervoer", slug="vervoer")
    velden = {"schema": "doelgroep", "label": "Mobiliteit", "slug": "mobiliteit", "volgorde": "0"}
    antwoord = als(eindredacteur).post(f"/redactie/begrippen/edit/{begrip.pk}/", velden)
    assert antwoord.status_code == 302
    begrip.refresh_from_db()
    assert (begrip.schema, begrip.label, begrip.slug) == ("thema", "Mobiliteit", "vervoer")
