"""Reading the text of documents: words whole, per page, and a clear reason where it cannot be done."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from bestanden.actions.lees_tekst import Gelezen, lees_tekst
from bestanden.actions.lees_tekst import bewaar as bewaar_tekst
from bestanden.lezen import kantoor, pdf
from bestanden.lezen.afbreking import Afbreking
from bestanden.lezen.fouten import Beveiligd, GeenTekst, Kapot, Leesfout, TeGroot
from bestanden.lezen.inhoud import soort_van_inhoud
from bestanden.models import Bestand
from bestanden.signals import tekst_gelezen
from bestanden.tasks import lees_bestand
from tests.bestanden.documenten import Regel, maak_docx, maak_pdf, maak_zip

TWEE_PAGINAS = maak_pdf([[Regel("Eerste bladzijde", 700)], [Regel("Een bijzondere zin", 700)]])
# RC4 with an empty owner key: what a reader sees is that a password is needed.
BEVEILIGD = TWEE_PAGINAS.replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + b"41" * 32
    + b"> /U <"
    + b"42" * 32
    + b"> >>",
)


def bewaar(tmp_path: Path, naam: str, inhoud: bytes) -> Path:
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    return pad


class TestPdf:
    def test_tekst_per_pagina(self, tmp_path: Path) -> None:
        assert pdf.lees_paginas(bewaar(tmp_path, "a.pdf", TWEE_PAGINAS)) == ["Eerste bladzijde", "Een bijzondere zin"]

    @pytest.mark.parametrize(
        ("inhoud", "fout"),
        [
            (b"%PDF-1.7 niets", Kapot),
            (b"", Kapot),
            (maak_pdf([[]]), GeenTekst),
            (BEVEILIGD, Beveiligd),
        ],
    )
    def test_onleesbaar(self, tmp_path: Path, inhoud: bytes, fout: type[Leesfout]) -> None:
        with pytest.raises(fout) as gevangen:
            pdf.lees_paginas(bewaar(tmp_path, "a.pdf", inhoud))
        assert str(gevangen.value).endswith(".")

    def test_te_veel_paginas(self, tmp_path: Path) -> None:
        with pytest.raises(TeGroot):
            pdf.lees_paginas(bewaar(tmp_path, "a.pdf", maak_pdf([[]] * 2001)))


@pytest.mark.parametrize(
    ("gebroken", "heel"),
    [
        ("ver-\nschuiving", "verschuiving"),
        ("ver\ufffeschuiving", "verschuiving"),
        ("AI\ufffesysteem", "AI-systeem"),
        ("maat-\nwerk, en later maatwerk", "maatwerk, en later maatwerk"),
        ("auto-\nimmuun of auto-immuun", "auto-immuun of auto-immuun"),
        ("zorg-\nen welzijn", "zorg-en welzijn"),
        ("https://a.nl/lang\ufffeadres", "https://a.nl/lang-adres"),
        ("be\xadleid", "beleid"),
        ("mogelĳk eﬃciënt", "mogelijk efficiënt"),
    ],
)
def test_afgebroken_woorden_worden_heel(gebroken: str, heel: str) -> None:
    assert Afbreking([gebroken]).herstel(gebroken) == heel


class TestKantoor:
    @pytest.mark.parametrize("soort", ["docx", "odt"])
    def test_leest_tekst_en_titel(self, tmp_path: Path, soort: str) -> None:
        pad = maak_docx(tmp_path / f"a.{soort}", "---\ntitle: Plan van aanpak\n---\n# Kop\n\nEen *mooie* zin.", soort)
        html = kantoor.lees_html(pad)
        assert "<h1>Kop</h1>" in html
        assert "Plan van aanpak" in html
        assert "<em>mooie</em>" in html
        assert kantoor.lees_titel(pad) == "Plan van aanpak"

    def test_bom_wordt_niet_uitgepakt(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kantoor, "UITGEPAKT", 1_000_000)
        bom = maak_zip({"word/document.xml": "0" * 1_000_001})
        with pytest.raises(TeGroot):
            kantoor.lees_html(bewaar(tmp_path, "a.docx", bom))

    def test_van_de_eigenschappen_alleen_het_begin(self, tmp_path: Path) -> None:
        bom = maak_zip({"docProps/core.xml": " " * 10_000_000 + "<dc:title>Te ver</dc:title>"})
        assert kantoor.lees_titel(bewaar(tmp_path, "a.docx", bom)) == ""

    def test_versleuteld_deel(self, tmp_path: Path) -> None:
        pad = bewaar(tmp_path, "a.odt", versleuteld(maak_zip({"mimetype": "x", "meta.xml": "<dc:title>a</dc:title>"})))
        with pytest.raises(Kapot):
            kantoor.lees_titel(pad)
        with pad.open("rb") as bestand:
            assert soort_van_inhoud(bestand) == ""

    @pytest.mark.parametrize("inhoud", [b"geen zip", maak_zip({"word/document.xml": "<w:kapot"})])
    def test_kapot(self, tmp_path: Path, inhoud: bytes) -> None:
        with pytest.raises(Kapot):
            kantoor.lees_html(bewaar(tmp_path, "a.docx", inhoud))


def versleuteld(zip_: bytes) -> bytes:
    """The same archive with the flag of encryption on each part."""
    inhoud = bytearray(zip_)
    for kop, vlaggen in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plaats = inhoud.find(kop)
        while plaats >= 0:
            inhoud[plaats + vlaggen] |= 1
            plaats = inhoud.find(kop, plaats + 1)
    return bytes(inhoud)


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (TWEE_PAGINAS, "pdf"),
        (maak_zip({"[Content_Types].xml": "", "word/document.xml": ""}), "docx"),
        (maak_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "xlsx"),
        (maak_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        (maak_zip({"iets": "anders"}), ""),
        (b"PK\x03\x04kapot", ""),
        (b"naam;aantal\nZwolle;3\n", "csv"),
        (b"\x7fELF\x00\x00", ""),
        (b"", ""),
    ],
)
def test_soort_blijkt_uit_de_inhoud(tmp_path: Path, inhoud: bytes, soort: str) -> None:
    with bewaar(tmp_path, "x", inhoud).open("rb") as bestand:
        assert soort_van_inhoud(bestand) == soort


@pytest.mark.django_db
class TestBestand:
    def maak(self, inhoud: bytes = TWEE_PAGINAS, naam: str = "verslag.pdf") -> Bestand:
        bestand = Bestand(title="Verslag", file=ContentFile(inhoud, name=naam))
        bestand.full_clean(exclude={"collection"})
        bestand.save()
        return bestand

    def test_paginas_worden_bewaard_en_gemeld(self) -> None:
        gemeld: list[Bestand] = []

        def ontvang(bestand: Bestand, **kwargs: object) -> None:
            gemeld.append(bestand)

        tekst_gelezen.connect(ontvang)
        bestand = self.maak()
        lees_tekst(bestand)
        lees_tekst(bestand)
        tekst_gelezen.disconnect(ontvang)
        assert list(bestand.paginas.values_list("nummer", "tekst"))[1] == (2, "Een bijzondere zin")
        assert (bestand.tekststand, bestand.paginas_aantal) == (Bestand.Tekststand.GELEZEN, 2)
        assert gemeld == [bestand]

    @pytest.mark.parametrize(
        ("inhoud", "naam", "stand"),
        [
            (maak_pdf([[]]), "scan.pdf", Bestand.Tekststand.GEEN_TEKST),
            (b"%PDF-1.7 kapot", "kapot.pdf", Bestand.Tekststand.ONLEESBAAR),
            (maak_zip({"[Content_Types].xml": "", "xl/a.xml": ""}), "tabel.xlsx", Bestand.Tekststand.ONLEESBAAR),
            ("gemeente;jaar\nFryslân;2012".encode("cp1252"), "tabel.csv", Bestand.Tekststand.GELEZEN),
        ],
    )
    def test_stand(self, inhoud: bytes, naam: str, stand: str) -> None:
        bestand = self.maak(inhoud, naam)
        lees_tekst(bestand)
        assert Bestand.objects.get().tekststand == stand

    def test_nieuw_bestand_wordt_door_de_werker_gelezen(self, django_capture_on_commit_callbacks: object) -> None:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            bestand = self.maak()
        assert DBTaskResult.objects.filter(task_path__endswith="lees_bestand").count() == 1
        lees_bestand.func(bestand.pk)
        assert bestand.paginas.count() == 2
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            bestand.title = "Anders"
            bestand.save()
        assert DBTaskResult.objects.filter(task_path__endswith="lees_bestand").count() == 1

    def test_vervangen_bestand_wordt_opnieuw_gelezen(self) -> None:
        bestand = self.maak()
        lees_tekst(bestand)
        bestand.file = ContentFile(maak_pdf([[Regel("Nieuw", 700)]]), name="nieuw.pdf")
        bestand.save()
        assert bestand.tekststand == Bestand.Tekststand.TE_LEZEN
        lees_bestand.func(bestand.pk)
        assert [pagina.tekst for pagina in bestand.paginas.all()] == ["Nieuw"]

    def test_vervangen_tijdens_het_lezen(self) -> None:
        bestand = self.maak()
        in_lezing = Bestand.objects.get()
        bestand.file = ContentFile(maak_pdf([[Regel("Nieuw", 700)]]), name="nieuw.pdf")
        bestand.save()
        bewaar_tekst(in_lezing, Gelezen(["Oud"], Bestand.Tekststand.GELEZEN))
        bestand.refresh_from_db()
        assert (bestand.tekststand, bestand.paginas.count()) == (Bestand.Tekststand.TE_LEZEN, 0)

    def test_verdwenen_bestand_is_geen_fout(self) -> None:
        lees_bestand.func(404)

    @pytest.mark.parametrize(
        ("inhoud", "naam", "melding"),
        [
            (b"MZ\x00programma", "verslag.pdf", "geen PDF-bestand"),
            (TWEE_PAGINAS, "verslag.docx", "geen DOCX-bestand"),
            (TWEE_PAGINAS, "verslag.exe", "exe"),
            (b"%PDF-" + b"0" * (50 * 1024 * 1024), "groot.pdf", "groter dan 50 MB"),
        ],
    )
    def test_wat_niet_klopt_wordt_geweigerd(self, inhoud: bytes, naam: str, melding: str) -> None:
        with pytest.raises(ValidationError, match=melding):
            self.maak(inhoud, naam)
