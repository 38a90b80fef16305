"""Editors steer search: the forms, what a change would do, and the report of queries."""

import csv
import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from gemeenten.models import Gebruiker
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR
from search.actions.index_herbouwen import herbouw
from search.actions.zoekopdrachten_opruimen import ruim_zoekopdrachten_op
from search.models import Aanbeveling, AanbevolenPagina, GeblokkeerdWoord, Synoniemgroep, Zoekopdracht
from search.redactie.zoekrapport import PERIODES
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


class TestRapport:
    @pytest.fixture(autouse=True)
    def gevraagd(self) -> None:
        vandaag = timezone.localdate()
        for vraag, *dagen in [
            ("vaak", (0, 5, 0, 4), (1, 5, 0, 3)),
            ("leeg", (0, 2, 2, 0), (3, 1, 1, 0)),
            ("daalt", (1, 1, 0, 1), (40, 9, 0, 9)),
            ("zonder klik", (0, 2, 0, 0), (1, 2, 0, 0)),
            ("eenmalig jansen", (0, 50, 0, 0)),
            ("=1+1", (0, 1, 0, 0), (1, 1, 0, 0)),
        ]:
            for geleden, gevraagd, niets, geklikt in dagen:
                Zoekopdracht.objects.create(
                    vraag=vraag,
                    dag=vandaag - datetime.timedelta(days=geleden),
                    gevraagd=gevraagd,
                    zonder_resultaat=niets,
                    geklikt=geklikt,
                    plaatsen=geklikt * 2,
                )

    @pytest.mark.parametrize(
        ("keuze", "verwacht"),
        [
            ("", ["vaak", "zonder klik", "leeg", "=1+1", "daalt"]),
            ("lijst=zonder-resultaat", ["leeg"]),
            ("lijst=zonder-klik", ["zonder klik", "=1+1"]),
            ("lijst=dalend", ["daalt"]),
            ("periode=90", ["daalt", "vaak", "zonder klik", "leeg", "=1+1"]),
            ("periode=onzin", ["vaak", "zonder klik", "leeg", "=1+1", "daalt"]),
        ],
    )
    def test_lijsten(
        self, keuze: str, verwacht: list[str], als: Callable[[Gebruiker], Client], redacteur: Gebruiker
    ) -> None:
        antwoord = als(redacteur).get(f"/redactie/reports/zoekvragen/results/?{keuze}")
        assert [rij["vraag"] for rij in antwoord.context["object_list"]] == verwacht
        assert "jansen" not in antwoord.text

    def test_wat_er_staat(self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
        html = als(redacteur).get("/redactie/reports/zoekvragen/?lijst=dalend").text
        assert "−8" in html
        assert "JavaScript" in html
        assert "/redactie/wat-geeft-deze-zoekvraag/?zoekvraag=daalt" in html

    def test_een_jaar_wordt_niet_vergeleken(self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
        """Of the year before it most was forgotten, so that all queries would seem to rise."""
        client = als(redacteur)
        antwoord = client.get("/redactie/reports/zoekvragen/results/?periode=365")
        assert "Daarom vergelijken wij dit jaar niet" in antwoord.text
        assert "Periode daarvoor" not in antwoord.text
        assert antwoord.context["object_list"][0]["vraag"] == "daalt"
        antwoord = client.get("/redactie/reports/zoekvragen/results/?periode=365&lijst=dalend")
        assert not antwoord.context["object_list"]
        assert "alleen voor 30 en 90 dagen" in antwoord.text
        antwoord = client.get("/redactie/reports/zoekvragen/?export=csv&periode=365")
        (kop, *_) = b"".join(antwoord.streaming_content).decode().splitlines()
        assert kop == "Zoekvraag,Gevraagd,Zonder resultaat,Geklikt,Gemiddelde plaats"

    @pytest.mark.parametrize("periode", [dagen for dagen, _ in PERIODES])
    def test_wat_gelijk_blijft_stijgt_noch_daalt(
        self, periode: str, als: Callable[[Gebruiker], Client], redacteur: Gebruiker
    ) -> None:
        vandaag = timezone.localdate()
        Zoekopdracht.objects.bulk_create(
            Zoekopdracht(vraag="elke dag", dag=vandaag - datetime.timedelta(days=geleden), gevraagd=1)
            for geleden in range(800)
        )
        ruim_zoekopdrachten_op()
        antwoord = als(redacteur).get(f"/redactie/reports/zoekvragen/results/?periode={periode}")
        (rij,) = (rij for rij in antwoord.context["object_list"] if rij["vraag"] == "elke dag")
        assert rij["keren"] == int(periode)
        assert ("Verschil" in antwoord.text) == antwoord.context["vergelijkt"]
        assert rij["verschil"] == 0 or not antwoord.context["vergelijkt"]

    def test_export(self, als: Callable[[Gebruiker], Client], redacteur: Gebruiker) -> None:
        client = als(redacteur)
        antwoord = client.get("/redactie/reports/zoekvragen/?export=csv")
        rijen = list(csv.DictReader(io.StringIO(b"".join(antwoord.streaming_content).decode())))
        assert rijen[0] == {
            "Zoekvraag": "vaak",
            "Gevraagd": "10",
            "Zonder resultaat": "0",
            "Geklikt": "7",
            "Gemiddelde plaats": "2,0",
            "Periode daarvoor": "0",
            "Verschil": "10",
        }
        assert "'=1+1" in [rij["Zoekvraag"] for rij in rijen]
        assert len(rijen) == 5
        antwoord = client.get("/redactie/reports/zoekvragen/?export=xlsx&lijst=dalend")
        _, waarden = load_workbook(io.BytesIO(b"".join(antwoord.streaming_content))).active.iter_rows(values_only=True)
        assert waarden[0] == "daalt"


def test_woord_dat_nooit_wordt_voorgesteld(
    als: Callable[[Gebruiker], Client], redacteur: Gebruiker, paginas: list[Page]
) -> None:
    client = als(redacteur)
    assert "Scootmobiel delen" in client.get("/zoeken/suggesties/?q=scoot").text
    client.post("/redactie/geblokkeerde-woorden/new/", {"woord": "Scootmobiel", "toelichting": "Proef"})
    assert GeblokkeerdWoord.objects.filter(woord="scootmobiel").exists()
    assert "Scootmobiel delen" not in client.get("/zoeken/suggesties/?q=scoot").text
