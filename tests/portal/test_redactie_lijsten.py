"""Lists, filters and exports: they ask no more of the database as they grow."""

import csv
import datetime
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from gemeenten.models import Gebruiker, Gemeente
from portal.actions.rollen import EINDREDACTEUR, REDACTEUR
from search.models import Begrip
from tests.portal.conftest import aantal_vragen, maak_gebruiker, maak_praktijkvoorbeeld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rollen")]


@pytest.mark.parametrize("rol", [REDACTEUR, EINDREDACTEUR])
def test_lijst_vraagt_niet_meer_bij_meer_rijen(
    rol: str, als: Callable[[Gebruiker], Client], gemeente: Gemeente
) -> None:
    client = als(maak_gebruiker(rol))

    def vul(vanaf: int, tot: int) -> None:
        for nummer in range(vanaf, tot):
            maak_praktijkvoorbeeld(f"Live {nummer}", gemeente=gemeente)
            maak_praktijkvoorbeeld(f"Concept {nummer}", live=False)

    vul(0, 2)
    weinig = aantal_vragen(client, "/redactie/praktijkvoorbeelden/")
    vul(2, 8)
    assert aantal_vragen(client, "/redactie/praktijkvoorbeelden/") == weinig


def test_lijst_filtert(
    als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker, gemeente: Gemeente, thema: Begrip
) -> None:
    eigen = maak_praktijkvoorbeeld("Uit de stad", gemeente=gemeente, fase="proef", herzien_op=timezone.localdate())
    eigen.begrippen.add(thema)
    eigen.save()
    maak_praktijkvoorbeeld("Ergens anders", verzonnen=True)
    weg = maak_praktijkvoorbeeld("Teruggetrokken")
    weg.unpublish()
    client = als(eindredacteur)

    def titels(vraag: str) -> set[str]:
        antwoord = client.get(f"/redactie/praktijkvoorbeelden/results/?{vraag}")
        return {pagina.title for pagina in antwoord.context["object_list"]}

    assert titels("") == {"Uit de stad", "Ergens anders", "Teruggetrokken"}
    for vraag in (
        f"gemeente={gemeente.pk}",
        "provincie=utrecht",
        "fase=proef",
        f"thema={thema.pk}",
        "herziening=nu",
        f"gemeente={gemeente.pk}&fase=proef&stand=gepubliceerd&verzonnen=false&archief=true",
    ):
        assert titels(vraag) == {"Uit de stad"}, vraag
    assert titels("stand=ingetrokken") == {"Teruggetrokken"}
    assert titels("verzonnen=true") == {"Ergens anders"}
    assert titels("archief=false") == set()


def test_export_in_csv_en_xlsx(
    als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker, gemeente: Gemeente, thema: Begrip
) -> None:
    pagina = maak_praktijkvoorbeeld("=1+1", gemeente=gemeente, publicatiedatum=datetime.date(2014, 11, 21))
    pagina.begrippen.add(thema)
    pagina.save()
    client = als(eindredacteur)
    antwoord = client.get("/redactie/praktijkvoorbeelden/?export=csv")
    [rij] = csv.DictReader(io.StringIO(b"".join(antwoord.streaming_content).decode()))
    assert rij["Titel"] == "'=1+1"  # a spreadsheet takes it for text
    assert rij["Gemeente"] == "Voorbeeldstad"
    assert rij["Thema's"] == "Mantelzorg"
    assert rij["Stand"] == "gepubliceerd"
    assert rij["Archief"] == "ja"
    antwoord = client.get("/redactie/praktijkvoorbeelden/?export=xlsx")
    koppen, waarden = load_workbook(io.BytesIO(b"".join(antwoord.streaming_content))).active.iter_rows(values_only=True)
    uit_xlsx = dict(zip(koppen, waarden, strict=True))
    assert uit_xlsx["Titel"] == "=1+1"
    assert uit_xlsx["Gepubliceerd op"] == datetime.date(2014, 11, 21)


@pytest.mark.parametrize("lijst", ["handreikingen", "kantelingboekjes", "versies", "bijeenkomsten", "sprekers"])
def test_elke_lijst_en_export_werkt(lijst: str, als: Callable[[Gebruiker], Client], eindredacteur: Gebruiker) -> None:
    client = als(eindredacteur)
    assert client.get(f"/redactie/{lijst}/").status_code == 200
    assert client.get(f"/redactie/{lijst}/?export=csv").status_code == 200
    assert client.get(f"/redactie/{lijst}/?export=xlsx").status_code == 200
