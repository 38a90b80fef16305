"""`manage.py importeer_document`: a document becomes a handreiking with chapters and the original attached."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bestanden.models import Bestand, OpenbaarGebruik
from handreikingen.blocks import platte_tekst
from handreikingen.models import Handreiking, Hoofdstuk
from tests.benchmarks.omzetten import GEGEVENS
from tests.bestanden.documenten import Regel, maak_docx, maak_pdf

pytestmark = pytest.mark.django_db

MARKDOWN = """---
title: Handreiking voor het gesprek
---

Deze handreiking helpt u bij het gesprek met inwoners die zich melden met een vraag om hulp.

# Voorbereiden

Lees de melding.

# Het gesprek

Luister eerst.
"""


def voer_uit(*argumenten: str) -> tuple[str, str]:
    klaar, gemeld = io.StringIO(), io.StringIO()
    try:
        call_command("importeer_document", *argumenten, stdout=klaar, stderr=gemeld)
    except CommandError as fout:
        return klaar.getvalue(), f"{gemeld.getvalue()}{fout}"
    return klaar.getvalue(), gemeld.getvalue()


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    return maak_docx(tmp_path / "plan.docx", MARKDOWN)


def test_word_wordt_een_concept(docx: Path, client: Client) -> None:
    klaar, _ = voer_uit(str(docx))
    assert "“Handreiking voor het gesprek” (2 hoofdstukken) staat klaar als concept." in klaar
    handreiking = Handreiking.objects.get()
    assert handreiking.samenvatting.startswith("Deze handreiking helpt u")
    hoofdstukken = Hoofdstuk.objects.child_of(handreiking)
    assert [h.title for h in hoofdstukken] == ["Voorbereiden", "Het gesprek"]
    assert not handreiking.live
    assert not hoofdstukken.live().exists()
    assert handreiking.get_latest_revision_as_object().title == handreiking.title
    bestand = handreiking.bijlagen.get().bestand
    assert bestand.tekststand == Bestand.Tekststand.GELEZEN
    assert client.get(handreiking.pad).status_code == 404
    assert client.get(bestand.url).status_code == 404


def test_nog_eens_verandert_niets_en_publiceren_kan_later(docx: Path, client: Client) -> None:
    voer_uit(str(docx))
    kopie = docx.rename(docx.with_name("andere naam.docx"))
    assert "was er al" in voer_uit(str(kopie))[0]
    assert "is gepubliceerd" in voer_uit("--publiceer", str(kopie))[0]
    handreiking = Handreiking.objects.get()
    assert handreiking.hoofdstukken().count() == 2
    assert client.get(handreiking.pad).status_code == 200
    assert client.get(handreiking.bijlagen.get().bestand.url).status_code == 200
    assert "was er al" in voer_uit("--publiceer", str(kopie))[0]


def test_meteen_publiceren(docx: Path) -> None:
    voer_uit("--publiceer", str(docx))
    handreiking = Handreiking.objects.get()
    assert handreiking.live
    assert handreiking.publicatiedatum
    assert OpenbaarGebruik.objects.get().bestand == handreiking.bijlagen.get().bestand


def test_wat_niet_gaat_wordt_gemeld_en_de_rest_gaat_door(docx: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(maak_pdf([[]]))
    (tmp_path / "tabel.xlsx").write_bytes(b"PK")
    (tmp_path / "map.pdf").mkdir()
    paden = [str(tmp_path / naam) for naam in ("scan.pdf", "tabel.xlsx", "weg.pdf", "map.pdf")]
    klaar, gemeld = voer_uit(*paden, str(docx))
    assert "scan.pdf: Dit bestand bevat alleen beelden" in gemeld
    assert "tabel.xlsx: Van deze soort" in gemeld
    assert "weg.pdf: dit bestand is er niet" in gemeld
    assert "map.pdf: dit bestand is niet te openen" in gemeld
    assert "4 van 5 bestanden niet ingelezen" in gemeld
    assert "concept" in klaar


def test_pdf_met_koppen_voettekst_en_afbreking(tmp_path: Path) -> None:
    voet = [Regel(f"Gemeente Voorbeeld {nummer}", 30, grootte=8) for nummer in range(1, 5)]
    paginas = [
        [Regel("Samen aan tafel", 700, grootte=24, vet=True), voet[0]],
        [Regel("Inhoudsopgave", 750, grootte=16, vet=True), Regel("Aanpak ........ 3", 720), voet[1]],
        [
            Regel("Aanpak", 750, grootte=16, vet=True),
            Regel("De gemeente begint bij iemand thuis met een open ge-", 720),
            Regel("sprek over wat iemand wil bereiken en zelf kan doen, en", 706),
            Regel("schrijft op wat er is gezegd.", 692),
            Regel("Daarna volgt een nieuwe alinea over het verslag van", 664),
            voet[2],
        ],
        [
            Regel("dat gesprek.", 750),
            Regel("Resultaat", 700, grootte=16, vet=True),
            Regel("• Minder aanvragen", 670),
            Regel("• Meer tevreden inwoners", 656),
            voet[3],
        ],
    ]
    (tmp_path / "tafel.pdf").write_bytes(maak_pdf(paginas, titel="scan_0001"))
    voer_uit(str(tmp_path / "tafel.pdf"))
    assert Handreiking.objects.get().title == "Samen aan tafel"
    aanpak, resultaat = Hoofdstuk.objects.order_by("path")
    assert (aanpak.title, resultaat.title) == ("Aanpak", "Resultaat")
    tekst = platte_tekst(aanpak.tekst)
    assert "open gesprek over wat" in tekst
    assert "verslag van dat gesprek." in tekst
    assert aanpak.tekst[0].value.source.count("<p>") == 2
    assert resultaat.tekst[0].value.source.count("<li>") == 2
    for deel in (aanpak, resultaat):
        assert "Gemeente Voorbeeld" not in platte_tekst(deel.tekst)


@pytest.mark.skipif(not GEGEVENS.is_dir(), reason=f"no example documents in {GEGEVENS}")
def test_echte_documenten() -> None:
    _, gemeld = voer_uit("--publiceer", *sorted(str(pad) for pad in (GEGEVENS / "voorbeelden").iterdir()))
    assert "niet ingelezen" not in gemeld
    hoofdstukken = {
        handreiking.title: [h.title for h in handreiking.hoofdstukken()] for handreiking in Handreiking.objects.all()
    }
    assert hoofdstukken == {
        "Handreiking inventarisatie, identificatie en classificatie AI-systemen": [
            "Wat is dit document?",
            "1. Inleiding en leeswijzer",
            "2. Inventarisatie AI & Algoritmes",
            "3. Identificatie: ‘AI-systemen’",
            "4. Classificatie",
        ],
        "AIIA 2.0 voor [NAAM SYSTEEM] ingevuld op [DATUM]": [
            "1 Doel en noodzaak van het systeem",
            "2. Impact",
            "3. Afweging voor het wel of niet inzetten van het AI-systeem",
            "4. Technische robuustheid",
            "5. Data governance",
            "6. Risicobeheer",
            "7. Verantwoordingsplicht",
        ],
        "Kader voor waardevolle, verantwoorde en ethische inzet van generatieve AI": [
            "Managementsamenvatting",
            "1. Inleiding",
            "2. Beginselen voor het gebruik van generatieve AI binnen wetenschappelijk onderzoek",
            "3. Risicoanalyse voor het gebruik van generatieve AI binnen wetenschappelijk onderzoek",
            "4. Achtergrond bij het RKI-kader",
            "Bijlage 1: Model voor risicoanalyse voor het gebruik van generatieve AI binnen wetenschappelijk onderzoek",
            "Bijlage 2: Voorbeelden ter illustratie voor Onderdeel B van het model voor risicoanalyse",
        ],
    }
    alles = " ".join(platte_tekst(hoofdstuk.tekst) for hoofdstuk in Hoofdstuk.objects.all())
    assert "impactanalyse voor de AI-verordening" in alles  # broken at a line end in the PDF
    assert "9 / 16" not in alles  # a running foot
    assert "Zie ook Gartner" in alles  # a note
    pagina = Bestand.objects.get(paginas_aantal=29).paginas.get(nummer=12)
    assert "geletterdheid is onder meer afhankelijk van de context" in pagina.tekst
