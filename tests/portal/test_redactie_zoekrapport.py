"""The report of what readers search for."""

import csv
import datetime
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from gemeenten.models import Gebruiker
from search.actions.zoekopdrachten_opruimen import ruim_zoekopdrachten_op
from search.models import Zoekopdracht
from search.redactie.zoekrapport import PERIODES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


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
