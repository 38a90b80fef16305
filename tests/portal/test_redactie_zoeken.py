"""Editors steer search: the forms, and what a change would do."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from gemeenten.models import Gebruiker
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR
from search.actions.index_herbouwen import herbouw
from search.models import Aanbeveling, AanbevolenPagina, Begrip, GeblokkeerdWoord, Synoniemgroep, Zoekopdracht
from search.redactie.effect import Kant, Spelling, Vergelijking
from tests.portal.conftest import aantal_vragen, maak_gebruiker, maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]
PADEN = [
    "/redactie/synoniemen/",
    "/redactie/aanbevelingen/",
    "/redactie/geblokkeerde-woorden/",
    "/redactie/wat-geeft-deze-zoekvraag/",
    "/redactie/reports/zoekvragen/",
]


@pytest.fixture(autouse=True)
def index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
    herbouw()


@pytest.fixture
def paginas() -> list[Page]:
    gemaakt = [maak_praktijkvoorbeeld("Scootmobiel delen"), maak_praktijkvoorbeeld("Rolstoel lenen")]
    herbouw()
    return gemaakt


def synoniemen(**velden: str) -> dict[str, str]:
    return {"richting": "beide", "woorden": "karretje\nscootmobiel", "vindt_ook": "", "toelichting": "", **velden}


def aanbeveling(zoekvragen: str, *paginas: int, **velden: str) -> dict[str, Any]:
    formulier: dict[str, Any] = {
        "zoekvragen": zoekvragen,
        "geldig_tot": "",
        "toelichting": "",
        "paginas-TOTAL_FORMS": len(paginas),
        "paginas-INITIAL_FORMS": 0,
        "paginas-MIN_NUM_FORMS": 1,
        "paginas-MAX_NUM_FORMS": 5,
        **velden,
    }
    for plaats, pagina in enumerate(paginas):
        formulier |= {f"paginas-{plaats}-pagina": pagina, f"paginas-{plaats}-ORDER": plaats + 1}
    return formulier


@pytest.mark.parametrize("rol", [REDACTEUR, EINDREDACTEUR])
@pytest.mark.parametrize("pad", PADEN)
def test_beide_rollen_sturen_zoeken(rol: str, pad: str, als: Callable[[Gebruiker], Client]) -> None:
    assert als(maak_gebruiker(rol)).get(pad).status_code == 200


@pytest.mark.parametrize("pad", [*PADEN, "/redactie/synoniemen/effect/"])
def test_wie_geen_redactie_is_niet(pad: str, client: Client, als: Callable[[Gebruiker], Client]) -> None:
    assert client.get(pad).status_code == 302
    zonder_rol = Gebruiker.objects.create_user("lezer@elders.example", "een-lang-wachtwoord-1")
    assert als(zonder_rol).post(pad, synoniemen()).status_code in (302, 403)


class TestFormulieren:
    def test_synoniemen_maken_wijzigen_en_verwijderen(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(redacteur)
        assert client.post("/redactie/synoniemen/new/", synoniemen()).status_code == 302
        assert "Scootmobiel delen" in client.get("/zoeken/", {"q": "karretje"}).text
        groep = Synoniemgroep.objects.get()
        nieuw = synoniemen(richting="een", woorden="karretje", vindt_ook="rolstoel")
        assert client.post(f"/redactie/synoniemen/edit/{groep.pk}/", nieuw).status_code == 302
        html = client.get("/zoeken/", {"q": "karretje"}).text
        assert "Rolstoel lenen" in html
        assert "Scootmobiel delen" not in html
        client.post(f"/redactie/synoniemen/delete/{groep.pk}/")
        assert "Rolstoel lenen" not in client.get("/zoeken/", {"q": "karretje"}).text

    def test_fouten_staan_bij_het_veld(self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
        client = als(redacteur)
        html = client.post("/redactie/synoniemen/new/", synoniemen(woorden="de\nhet")).text
        assert "dit woord is te algemeen" in html
        html = client.post("/redactie/synoniemen/new/", synoniemen(woorden="")).text
        assert "ten minste twee woorden" not in html  # that it is empty is enough
        html = client.post("/redactie/geblokkeerde-woorden/new/", {"woord": "!!", "toelichting": ""}).text
        assert "letters of cijfers" in html
        assert not Synoniemgroep.objects.exists()

    def test_aanbeveling_met_paginas_in_volgorde(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(redacteur)
        formulier = aanbeveling("vervoer", paginas[1].pk, paginas[0].pk)
        assert client.post("/redactie/aanbevelingen/new/", formulier).status_code == 302
        html = client.get("/zoeken/", {"q": "vervoer"}).text
        assert "Aanbevolen door de redactie" in html
        assert html.index("Rolstoel lenen") < html.index("Scootmobiel delen")
        lijst = client.get("/redactie/aanbevelingen/").text
        assert "Rolstoel lenen, Scootmobiel delen" in lijst
        paginas[1].unpublish()
        assert "Rolstoel lenen (nu niet zichtbaar), Scootmobiel delen" in client.get("/redactie/aanbevelingen/").text

    def test_welke_paginas_er_niet_bij_mogen(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(redacteur)
        concept = maak_praktijkvoorbeeld("Concept", live=False)
        for gekozen, melding in [
            ([paginas[0].pk, paginas[0].pk], "Deze pagina staat er al"),
            ([concept.pk], "niet gepubliceerd"),
            ([], "Kies ten minste één pagina"),
        ]:
            html = client.post("/redactie/aanbevelingen/new/", aanbeveling("vervoer", *gekozen)).text
            assert melding in html, melding
        assert not Aanbeveling.objects.exists()

    def test_lijsten_vragen_niet_meer_bij_meer_rijen(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(redacteur)

        def vul(van: int, tot: int) -> None:
            for nummer in range(van, tot):
                Synoniemgroep.objects.create(woorden=f"een{nummer}\nander{nummer}")
                nieuw = Aanbeveling.objects.create(zoekvragen=f"vraag{nummer}")
                for pagina in paginas:
                    AanbevolenPagina.objects.create(aanbeveling=nieuw, pagina=pagina)
                for dag in range(2):
                    vroeger = timezone.localdate() - datetime.timedelta(days=dag)
                    Zoekopdracht.objects.create(vraag=f"vraag{nummer}", dag=vroeger, gevraagd=1)

        vul(0, 2)
        weinig = [aantal_vragen(client, pad) for pad in PADEN]
        vul(2, 8)
        assert [aantal_vragen(client, pad) for pad in PADEN] == weinig


class TestEffect:
    def test_wat_een_wijziging_doet_zonder_haar_te_bewaren(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        antwoord = als(redacteur).post("/redactie/synoniemen/effect/", synoniemen())
        karretje, scootmobiel = antwoord.context["vergelijkingen"]
        assert (karretje.q, karretje.links.totaal, karretje.rechts.totaal) == ("karretje", 0, 1)
        assert [(regel.treffer.titel, regel.verschil) for regel in karretje.rechts.regels] == [
            ("Scootmobiel delen", "nieuw")
        ]
        assert scootmobiel.gelijk
        assert "Geen verschil" in antwoord.text
        assert not Synoniemgroep.objects.exists()

    def test_een_wijziging_naast_wat_bewaard_is(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        groep = Synoniemgroep.objects.create(woorden="karretje\nscootmobiel")
        adres = f"/redactie/synoniemen/effect/{groep.pk}/"
        antwoord = als(redacteur).post(adres, synoniemen(woorden="karretje\nrolstoel"))
        karretje = antwoord.context["vergelijkingen"][0]
        assert [(regel.treffer.titel, regel.verschil) for regel in karretje.links.regels] == [
            ("Scootmobiel delen", "weg")
        ]
        assert [regel.treffer.titel for regel in karretje.rechts.regels] == ["Rolstoel lenen"]

    def test_een_aanbeveling_en_een_eigen_zoekvraag(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        formulier = aanbeveling("lenen of delen", paginas[0].pk, zoekvraag="delen lenen")
        antwoord = als(redacteur).post("/redactie/aanbevelingen/effect/", formulier)
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert next((regel.treffer.titel, regel.aanbevolen) for regel in vergelijking.rechts.regels) == (
            "Scootmobiel delen",
            True,
        )
        assert ("paginas-0-pagina", str(paginas[0].pk)) in antwoord.context["doorgegeven"]
        assert not Aanbeveling.objects.exists()

    def test_wat_wordt_aanbevolen_en_gevonden_telt_eenmaal(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        formulier = aanbeveling("scootmobiel", paginas[0].pk)
        antwoord = als(redacteur).post("/redactie/aanbevelingen/effect/", formulier)
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert (vergelijking.links.totaal, vergelijking.rechts.totaal) == (1, 1)

    def test_een_fout_in_het_formulier_wordt_verteld(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(redacteur)
        html = client.post("/redactie/aanbevelingen/effect/", aanbeveling("", paginas[0].pk)).text
        assert "Er klopt nog iets niet in het formulier" in html
        assert "Zoekvragen:" in html

    def test_met_en_zonder_wat_bewaard_is(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        Synoniemgroep.objects.create(woorden="karretje\nscootmobiel")
        antwoord = als(redacteur).get("/redactie/wat-geeft-deze-zoekvraag/", {"zoekvraag": "karretje"})
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert (vergelijking.links.totaal, vergelijking.rechts.totaal) == (0, 1)
        assert "Zonder sturing" in antwoord.text

    def test_de_spelling_die_lezers_krijgen_staat_per_kant(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker
    ) -> None:
        for titel in ("Vreemde vogels", "Vogels kijken"):
            maak_praktijkvoorbeeld(titel)
        herbouw()
        client = als(redacteur)
        html = client.get("/redactie/wat-geeft-deze-zoekvraag/", {"zoekvraag": "vogles"}).text
        assert html.count("Wij zochten op <strong>vogels</strong>") == 2
        antwoord = client.post(
            "/redactie/synoniemen/effect/", synoniemen(woorden="vogles\nscootmobiel", zoekvraag="vogles")
        )
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert (vergelijking.links.spelling.gezocht_op, vergelijking.rechts.spelling.gezocht_op) == ("vogels", "")
        assert not vergelijking.gelijk

    def test_een_andere_spelling_alleen_is_ook_een_verschil(self) -> None:
        kanten = [Kant(0, [], spelling) for spelling in (Spelling(), Spelling(bedoeld="vogels"))]
        assert not Vergelijking(q="vogles", links=kanten[0], rechts=kanten[1], storing=False).gelijk


class TestEffectVanEenGeblokkeerdWoord:
    @pytest.fixture(autouse=True)
    def _door_geen_andere_test_gevraagd(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.query_report.popular._kept", None)

    def test_welke_voorstellen_verdwijnen(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page], thema: Begrip
    ) -> None:
        """Of each kind: titles, concepts and what others asked."""
        for titel in ("Mantelzorg delen", "Mantelzorgpunt delen", "Mantelzorg bij dementie"):
            maak_praktijkvoorbeeld(titel)
        herbouw()
        for dag in range(3):
            vroeger = timezone.localdate() - datetime.timedelta(days=dag)
            Zoekopdracht.objects.create(vraag="mantelzorg delen", dag=vroeger, gevraagd=2, geklikt=1)
        formulier = {"woord": "mantelzorg", "ook_begin": "on", "toelichting": "", "zoekvraag": "mant"}
        antwoord = als(redacteur).post("/redactie/geblokkeerde-woorden/effect/", formulier)
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert vergelijking.q == "mant"
        assert {groep.naam: [regel.weg for regel in groep.regels] for groep in vergelijking.nu} == {
            "Veel gezocht": [True],
            "Onderwerpen": [True],
            "Pagina’s": [True, True, True],
        }
        assert not vergelijking.straks
        assert "verdwijnt" in antwoord.text
        assert not GeblokkeerdWoord.objects.filter(woord="mantelzorg").exists()

    def test_wat_er_van_overblijft(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        maak_praktijkvoorbeeld("Scootmobielpool")
        herbouw()
        client = als(redacteur)
        bewaard = GeblokkeerdWoord.objects.create(woord="brommer")
        adres = f"/redactie/geblokkeerde-woorden/effect/{bewaard.pk}/"
        (vergelijking,) = client.post(adres, {"woord": "scootmobiel", "toelichting": ""}).context["vergelijkingen"]
        assert [regel.voorstel.tekst for groep in vergelijking.straks for regel in groep.regels] == ["Scootmobielpool"]
        assert (vergelijking.aantal_nu, vergelijking.aantal_straks) == (2, 1)
        antwoord = client.post(adres, {"woord": "fiets", "toelichting": "", "zoekvraag": "scoot"})
        assert "Geen verschil" in antwoord.text

    def test_ook_geen_verbetering_van_spelling(self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
        for titel in ("Vreemde vogels", "Vogels kijken"):
            maak_praktijkvoorbeeld(titel)
        herbouw()
        formulier = {"woord": "vogel", "toelichting": "", "zoekvraag": "vogles"}
        antwoord = als(redacteur).post("/redactie/geblokkeerde-woorden/effect/", formulier)
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert (vergelijking.spelling_nu.gezocht_op, vergelijking.spelling_straks.gezocht_op) == ("vogels", "")
        assert "Wij zochten op <strong>vogels</strong>" in antwoord.text


class TestEffectVanEenBegrip:
    def begrip(self, **velden: str) -> dict[str, str]:
        leeg = dict.fromkeys(
            (
                "definitie",
                "breder",
                "van",
                "naar",
                "meer",
                "afkorting",
                "bwb_id",
                "geldig_van",
                "vervallen_op",
                "opvolger",
            ),
            "",
        )
        return {**leeg, "schema": "thema", "label": "Scootmobiel", "slug": "scootmobiel", "volgorde": "0", **velden}

    def test_wat_andere_namen_doen_zonder_ze_te_bewaren(
        self, als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        begrip = Begrip.objects.create(
            schema="thema", label="Scootmobiel", slug="scootmobiel", alternatieven="wagentje\nbuggy"
        )
        formulier = self.begrip(alternatieven="karretje\nbuggy")
        antwoord = als(eindredacteur).post(f"/redactie/begrippen/effect/{begrip.pk}/", formulier)
        karretje, wagentje, scootmobiel, buggy = antwoord.context["vergelijkingen"]
        assert (karretje.q, karretje.links.totaal, karretje.rechts.totaal) == ("karretje", 0, 1)
        assert (wagentje.q, wagentje.links.totaal, wagentje.rechts.totaal) == ("wagentje", 1, 0)
        assert scootmobiel.gelijk
        assert buggy.gelijk
        begrip.refresh_from_db()
        assert begrip.alternatieven == "wagentje\nbuggy"
        assert "Scootmobiel delen" not in als(eindredacteur).get("/zoeken/", {"q": "karretje"}).text

    def test_een_nieuw_begrip(
        self, als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker, paginas: list[Page]
    ) -> None:
        client = als(eindredacteur)
        antwoord = client.post(
            "/redactie/begrippen/effect/", self.begrip(alternatieven="karretje", zoekvraag="karretje")
        )
        (vergelijking,) = antwoord.context["vergelijkingen"]
        assert (vergelijking.links.totaal, vergelijking.rechts.totaal) == (0, 1)
        assert not Begrip.objects.exists()
        assert "Bekijk het effect" in client.get("/redactie/begrippen/new/").text

    def test_alleen_voor_wie_begrippen_mag_wijzigen(
        self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker
    ) -> None:
        antwoord = als(redacteur).post("/redactie/begrippen/effect/", self.begrip(alternatieven="karretje"))
        assert antwoord.status_code in (302, 403)


def test_woord_dat_nooit_wordt_voorgesteld(
    als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
) -> None:
    client = als(redacteur)
    assert "Scootmobiel delen" in client.get("/zoeken/suggesties/?q=scoot").text
    client.post("/redactie/geblokkeerde-woorden/new/", {"woord": "Scootmobiel", "toelichting": "Proef"})
    assert GeblokkeerdWoord.objects.filter(woord="scootmobiel").exists()
    assert "Scootmobiel delen" not in client.get("/zoeken/suggesties/?q=scoot").text
