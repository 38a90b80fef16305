"""`manage.py importeer`: what goes in, what is refused and why, and that running it again changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from bestanden.lezen.pdf import lees_paginas
from bestanden.models import Bestand, OpenbaarGebruik
from bijeenkomsten.models import Bijeenkomst
from gemeenten.models import Gemeente, Provincie
from handreikingen.blocks import platte_tekst
from handreikingen.models import Handreiking, Hoofdstuk, Kantelingboekje
from portal.models import AlgemenePagina, Importrecord
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.models import Begrip, Indexwijziging
from tests.bestanden.documenten import Regel, maak_pdf
from tests.portal.importbestand import importeer, record

pytestmark = pytest.mark.django_db

HOOFDSTUKKEN = "<p>Vooraf</p><h2>Een</h2><p>Tekst een</p><h2>Twee</h2><p>Tekst twee</p>"


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "import.jsonl"


@pytest.fixture
def pdf() -> bytes:
    return maak_pdf([[Regel("Verslag van de avond", 700)]])


@pytest.fixture
def zwolle() -> Gemeente:
    return Gemeente.objects.create(
        code="GM0193",
        naam="Zwolle",
        slug="zwolle",
        provincie=Provincie.OVERIJSSEL,
        breedtegraad=52.5,
        lengtegraad=6.1,
        grootte=Gemeente.Grootte.GROOT,
    )


@pytest.fixture
def vervoer() -> Begrip:
    return Begrip.objects.create(schema="thema", label="Vervoer", slug="vervoer", alternatieven="taxi\nregiotaxi")


def staat() -> tuple[int, ...]:
    """All that a second run must not touch."""
    modellen = (Page, Revision, Indexwijziging, Importrecord, Bestand, OpenbaarGebruik)
    return tuple(model._default_manager.count() for model in modellen)


def _ontvouwd(velden: dict[str, Any]) -> dict[str, Any]:
    """With the text of StreamFields as data: PostgreSQL keeps the keys of JSON in an order of its own."""
    return {
        naam: json.loads(waarde) if isinstance(waarde, str) and waarde.startswith("[") else waarde
        for naam, waarde in velden.items()
    }


class TestWatErinGaat:
    def test_praktijkvoorbeeld(self, pad: Path, zwolle: Gemeente, vervoer: Begrip, client: Client) -> None:
        extra = {"gemeente": "GM0193", "begrippen": {"thema": ["Regiotaxi"]}, "url": "https://oud.voorbeeld.nl/1"}
        assert importeer(pad, [record(**extra)]).code == 0
        pagina = Praktijkvoorbeeld.objects.get()
        assert (pagina.bron_id, pagina.title, str(pagina.publicatiedatum)) == ("a-1", record()["titel"], "2012-05-03")
        assert (pagina.live, pagina.archief, pagina.gemeente, pagina.bron) == (True, True, zwolle, extra["url"])
        assert list(pagina.begrippen.all()) == [vervoer]
        assert "Elke week samen eten." in platte_tekst(pagina.tekst)
        assert b"Elke week" in client.get(pagina.pad).content
        assert Indexwijziging.objects.filter(bron="pagina", sleutel=pagina.pk).count() == 1

    def test_handreiking_met_hoofdstukken(self, pad: Path, client: Client) -> None:
        importeer(
            pad, [record(soort="handreiking", tekst=HOOFDSTUKKEN), record(soort="kantelingboekje", tekst="Kort.")]
        )
        handreiking = Handreiking.objects.get()
        assert [h.title for h in handreiking.hoofdstukken()] == ["Een", "Twee"]
        assert platte_tekst(handreiking.inleiding).strip() == "Vooraf"
        assert b"Tekst twee" in client.get(handreiking.hoofdstukken()[1].pad).content
        assert not Kantelingboekje.objects.get().hoofdstukken().exists()

    def test_bijeenkomst_en_pagina(self, pad: Path, zwolle: Gemeente) -> None:
        uit = importeer(
            pad,
            [
                record(soort="bijeenkomst", gemeente="gemeente Zwolle"),
                record(soort="bijeenkomst", bron_id="a-2", datum="2012-05-03T13:30:00"),
                record(soort="pagina"),
            ],
        )
        assert uit.code == 0, uit.gemeld
        dag, moment = Bijeenkomst.objects.order_by("begin")
        assert (dag.begin.astimezone().strftime("%H:%M"), dag.plaats) == ("00:00", "Zwolle")
        assert (moment.einde - moment.begin).seconds == 2 * 3600
        assert AlgemenePagina.objects.get().live

    def test_platte_tekst_en_scripts(self, pad: Path) -> None:
        importeer(
            pad,
            [
                record(tekst="Regel een & twee\n\nmet a < b"),
                record(bron_id="2", tekst="<p onclick='x()'>goed</p><script>alert('fout')</script>"),
            ],
        )
        teksten = [platte_tekst(pagina.tekst) for pagina in Praktijkvoorbeeld.objects.order_by("path")]
        assert "Regel een & twee" in teksten[0]
        assert "a < b" in teksten[0]
        assert teksten[1].strip() == "goed"

    def test_zelfde_titel_krijgt_een_blijvend_eigen_adres(self, pad: Path) -> None:
        importeer(pad, [record(), record(bron_id="X 2"), record(bron_id="x-2"), record(bron_id="4", titel="😀")])
        assert sorted(Praktijkvoorbeeld.objects.values_list("slug", flat=True)) == [
            "4",
            "samen-eten-in-de-wijk",
            "samen-eten-in-de-wijk-x-2",
            "samen-eten-in-de-wijk-x-2-2",
        ]

    def test_boom_blijft_heel_en_redactie_kan_verder(self, pad: Path) -> None:
        importeer(pad, [record(), record(bron_id="b"), record(soort="handreiking", tekst=HOOFDSTUKKEN)])
        assert Page.find_problems() == ([], [], [], [], [])
        for pagina in Page.objects.filter(depth__gt=3).specific():
            revisie = pagina.latest_revision
            assert revisie is not None
            assert revisie == pagina.live_revision
            rij = json.loads(json.dumps(pagina.serializable_data(), cls=DjangoJSONEncoder))
            assert _ontvouwd(rij) == _ontvouwd(
                {**revisie.content, "latest_revision": revisie.pk, "live_revision": revisie.pk}
            )
            assert revisie.as_object().title == pagina.title

    def test_lange_samenvatting_verliest_niets(self, pad: Path) -> None:
        uit = importeer(pad, [record(samenvatting="woord " * 80 + "einde")])
        pagina = Praktijkvoorbeeld.objects.get()
        assert len(pagina.samenvatting) <= 300
        assert "einde" in platte_tekst(pagina.tekst)
        assert "samenvatting" in uit.gemeld

    def test_zonder_samenvatting_en_datum(self, pad: Path) -> None:
        importeer(pad, [{"soort": "pagina", "bron_id": 7, "titel": "Kort", "tekst": "Een zin."}])
        pagina = AlgemenePagina.objects.get()
        assert (pagina.bron_id, pagina.samenvatting) == ("7", "Een zin.")
        assert pagina.publicatiedatum is not None


class TestWatNietGaat:
    @pytest.mark.parametrize(
        ("regel", "reden"),
        [
            ("{kapot", "geen geldige JSON"),
            ("[1, 2]", "geen JSON-object"),
            ("[" * 100_000, "geen geldige JSON"),
            (b"\xff\xfe\x00", "UTF-8"),
            (b'{"titel": "nul \x00"}', "geen geldige JSON"),
            (record(soort="nieuws"), "soort “nieuws” bestaat niet"),
            (record(soort=None), "soort"),
            (record(titel="  "), "“titel” ontbreekt of is leeg"),
            (record(titel="x" * 256), "langer dan 255"),
            (record(titel=["x"]), "“titel” is geen tekst"),
            (record(bron_id=""), "“bron_id” ontbreekt"),
            (record(datum="2012-02-30"), "datum “2012-02-30” bestaat niet"),
            (record(datum="gisteren"), "datum “gisteren” bestaat niet"),
            (record(soort="bijeenkomst", datum=""), "bijeenkomst heeft een “datum” nodig"),
            (record(datum="0001-01-01T00:30:00+01:00"), "ligt niet tussen 1500 en 2500"),
            (record(soort="bijeenkomst", datum="9999-12-31T23:00"), "ligt niet tussen 1500 en 2500"),
            (record(begrippen=["Vervoer"]), "begrippen"),
            (record(begrippen={"thema": 5}), "geen lijst van teksten"),
            (record(begrippen={"thema": ["Vervoer", None]}), "geen lijst van teksten"),
            (record(bestanden=["../geheim.pdf"]), "staat niet naast of onder"),
            (record(bestanden=["/etc/passwd"]), "staat niet naast of onder"),
            (record(bestanden=["nul\x00.pdf"]), "staat niet naast of onder"),
            (record(tekst="x" * 5_000_001), "“tekst” is langer"),
        ],
    )
    def test_reden_met_regelnummer_en_de_andere_gaan_door(self, pad: Path, regel: object, reden: str) -> None:
        uit = importeer(pad, [record(bron_id="eerste"), regel, record(bron_id="laatste")])  # type: ignore[list-item]
        assert uit.code == 1
        assert f"Regel 2: {reden}" in uit.gemeld or ("Regel 2:" in uit.gemeld and reden in uit.gemeld)
        assert sorted(Praktijkvoorbeeld.objects.values_list("bron_id", flat=True)) == ["eerste", "laatste"]

    def test_dubbel_nummer_in_een_bestand(self, pad: Path) -> None:
        uit = importeer(pad, [record(), record(titel="Tweede"), record(soort="pagina")])
        assert "Regel 2: praktijkvoorbeeld “a-1” stond al op regel 1." in uit.gemeld
        assert Praktijkvoorbeeld.objects.get().title == record()["titel"]

    def test_onbekende_namen_worden_gemeld_en_het_record_gaat_mee(self, pad: Path) -> None:
        anders = {"gemeente": "Atlantis", "begrippen": {"thema": ["Bestaat niet"], "gek": ["x"]}, "titl": "?"}
        uit = importeer(pad, [record(**anders), record(bron_id="b", **anders)])
        assert uit.code == 0
        assert Praktijkvoorbeeld.objects.filter(gemeente_als_tekst="Atlantis", gemeente=None).count() == 2
        for melding in ("gemeente “Atlantis”", "begrip “Bestaat niet”", "begrip “x” (gek)", "veld “titl”"):
            assert melding in uit.gemeld
        assert "(regel 1 en nog 1 keer)" in uit.gemeld

    def test_gemeente_bij_een_handreiking_wordt_gemeld(self, pad: Path, zwolle: Gemeente) -> None:
        assert "hoort niet bij een gemeente" in importeer(pad, [record(soort="handreiking", gemeente="Zwolle")]).gemeld

    def test_bestand_dat_liegt_over_zijn_soort(self, pad: Path) -> None:
        (pad.parent / "nep.pdf").write_bytes(b"<html>")
        uit = importeer(pad, [record(bestanden=["nep.pdf"]), record(bron_id="b")])
        assert "Regel 1: het bestand “nep.pdf” kan niet mee: Dit is geen PDF-bestand." in uit.gemeld
        assert Praktijkvoorbeeld.objects.get().bron_id == "b"

    def test_geen_bestand(self, pad: Path) -> None:
        assert "is er niet" in importeer(pad).gemeld


class TestRegels:
    def test_bom_crlf_en_lege_regels(self, pad: Path) -> None:
        regels = [b"\xef\xbb\xbf" + json.dumps(record()).encode() + b"\r", "", "  \r", json.dumps(record(bron_id="b"))]
        uit = importeer(pad, [*regels, "kapot"])
        assert Praktijkvoorbeeld.objects.count() == 2
        assert "Regel 5" in uit.gemeld

    def test_regel_van_tien_megabyte(self, pad: Path) -> None:
        uit = importeer(
            pad, [record(tekst="<p>woord</p>" + " " * 4_900_000), record(bron_id="b", extra="x" * 10_000_000)]
        )
        assert (uit.code, Praktijkvoorbeeld.objects.count()) == (0, 2)

    def test_te_lange_regel_wordt_overgeslagen(self, pad: Path) -> None:
        uit = importeer(pad, [json.dumps(record(tekst="x" * (33 * 1024 * 1024))), record(bron_id="b")])
        assert "Regel 1: de regel is langer dan 32 MB." in uit.gemeld
        assert Praktijkvoorbeeld.objects.get().bron_id == "b"

    def test_stuurtekens_verdwijnen(self, pad: Path) -> None:
        importeer(pad, [record(titel="a\x00b\ud800", tekst="nul\x00letter")])
        pagina = Praktijkvoorbeeld.objects.get()
        assert (pagina.title, platte_tekst(pagina.tekst).strip()) == ("ab", "nulletter")


class TestNogEens:
    def test_zonder_wijziging_verandert_er_niets(self, pad: Path, vervoer: Begrip, pdf: bytes) -> None:
        (pad.parent / "bijlage.pdf").write_bytes(pdf)
        regels = [
            record(begrippen={"thema": ["Vervoer"]}, bestanden=["bijlage.pdf"], gemeente="Nergens"),
            record(soort="handreiking", tekst=HOOFDSTUKKEN),
            record(soort="bijeenkomst"),
        ]
        importeer(pad, regels)
        voor = staat()
        uit = importeer(pad, regels)
        assert "0 toegevoegd, 0 gewijzigd, 3 ongewijzigd, 0 mislukt" in uit.klaar
        assert staat() == voor

    def test_gewijzigd_record_wordt_een_nieuwe_revisie(self, pad: Path) -> None:
        importeer(pad, [record()])
        pagina = Praktijkvoorbeeld.objects.get()
        uit = importeer(pad, [record(tekst="Nieuwe tekst", titel="Nieuwe titel")])
        assert "1 gewijzigd" in uit.klaar
        nieuw = Praktijkvoorbeeld.objects.get()
        assert (nieuw.pk, nieuw.slug, nieuw.title) == (pagina.pk, pagina.slug, "Nieuwe titel")
        assert platte_tekst(nieuw.tekst).strip() == "Nieuwe tekst"
        assert nieuw.revisions.count() == 2
        assert Indexwijziging.objects.filter(sleutel=pagina.pk).count() >= 2

    def test_werk_van_de_redactie_blijft_zolang_de_bron_niet_verandert(self, pad: Path) -> None:
        importeer(pad, [record()])
        pagina = Praktijkvoorbeeld.objects.get()
        pagina.title = "Door de redactie"
        pagina.save_revision().publish()
        importeer(pad, [record()])
        assert Praktijkvoorbeeld.objects.get().title == "Door de redactie"

    def test_ingetrokken_pagina_blijft_ingetrokken(self, pad: Path) -> None:
        importeer(pad, [record()])
        Praktijkvoorbeeld.objects.get().unpublish()
        importeer(pad, [record(titel="Anders")])
        pagina = Praktijkvoorbeeld.objects.get()
        assert not pagina.live
        assert pagina.get_latest_revision_as_object().title == "Anders"

    def test_hoofdstukken_houden_hun_adres(self, pad: Path) -> None:
        handreiking = record(soort="handreiking", tekst=HOOFDSTUKKEN)
        importeer(pad, [handreiking])
        voor = {h.title: h.pk for h in Hoofdstuk.objects.all()}
        tekst = "<h2>Twee</h2><p>anders</p><h2>Nieuw</h2><p>n</p>"
        importeer(pad, [{**handreiking, "tekst": tekst}])
        hoofdstukken = list(Handreiking.objects.get().hoofdstukken())
        assert [h.title for h in hoofdstukken] == ["Twee", "Nieuw"]
        assert hoofdstukken[0].pk == voor["Twee"]
        assert not Hoofdstuk.objects.get(pk=voor["Een"]).live
        importeer(pad, [{**handreiking, "tekst": "<h2>Nieuw</h2><p>n</p><h2>Twee</h2><p>anders</p>"}])
        assert [h.title for h in Handreiking.objects.get().hoofdstukken()] == ["Nieuw", "Twee"]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_hoofdstukken_met_dezelfde_titel(self, pad: Path) -> None:
        handreiking = record(
            soort="handreiking",
            tekst="<h2>Thuis</h2><p>a</p><h2>Noten</h2><p>1</p><h2>Werk</h2><p>b</p><h2>Noten</h2><p>2</p>",
        )
        importeer(pad, [handreiking])
        voor = list(Hoofdstuk.objects.order_by("path").values_list("pk", flat=True))
        importeer(pad, [record(soort="handreiking", tekst=handreiking["tekst"].replace("<p>2</p>", "<p>twee</p>"))])
        na = list(Handreiking.objects.get().hoofdstukken())
        assert [h.pk for h in na] == voor
        assert [platte_tekst(h.tekst).strip() for h in na] == ["a", "1", "b", "twee"]

    def test_hoofdstuk_dat_erbij_kwam_en_weer_ging(self, pad: Path, client: Client) -> None:
        for tekst in (HOOFDSTUKKEN, HOOFDSTUKKEN + "<h2>Drie</h2><p>Tekst drie</p>", HOOFDSTUKKEN):
            importeer(pad, [record(soort="handreiking", tekst=tekst)])
        drie = Hoofdstuk.objects.get(title="Drie")
        assert not drie.live
        assert client.get(drie.pad).status_code == 410
        assert Page.find_problems() == ([], [], [], [], [])

    def test_later_toegevoegd_begrip_telt_als_wijziging(self, pad: Path) -> None:
        regels = [record(begrippen={"thema": ["Vervoer"]})]
        importeer(pad, regels)
        Begrip.objects.create(schema="thema", label="Vervoer", slug="vervoer")
        assert "1 gewijzigd" in importeer(pad, regels).klaar
        assert Praktijkvoorbeeld.objects.get().begrippen.count() == 1

    def test_pagina_die_langs_een_andere_weg_kwam_wordt_bijgewerkt(self, pad: Path) -> None:
        importeer(pad, [record()])
        Importrecord.objects.all().delete()
        assert "1 gewijzigd" in importeer(pad, [record(titel="Nieuw")]).klaar
        assert Praktijkvoorbeeld.objects.get().title == "Nieuw"


def test_bijlage_is_openbaar_en_gelezen(pad: Path, pdf: bytes, client: Client) -> None:
    (pad.parent / "map").mkdir()
    (pad.parent / "map" / "verslag.pdf").write_bytes(pdf)
    importeer(pad, [record(bestanden=["map/verslag.pdf"]), record(bron_id="b", bestanden=["map/verslag.pdf"])])
    bestand = Bestand.objects.get()
    assert bestand.tekststand == Bestand.Tekststand.GELEZEN
    assert OpenbaarGebruik.objects.filter(bestand=bestand).count() == 2
    assert client.get(bestand.url).status_code == 200


def test_bijlagen_worden_niet_in_een_transactie_gelezen(pad: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite a transaction keeps editors from saving, and reading a file may take a minute."""
    van_de_test = len(connection.savepoint_ids)
    transacties: list[int] = []

    def lees(pad: Path) -> list[str]:
        transacties.append(len(connection.savepoint_ids) - van_de_test)
        return lees_paginas(pad)

    monkeypatch.setattr("bestanden.lezen.pdf.lees_paginas", lees)
    (pad.parent / "verslag.pdf").write_bytes(pdf)
    assert importeer(pad, [record(bestanden=["verslag.pdf"])]).code == 0
    assert transacties == [0]
    assert Bestand.objects.get().paginas.count() == 1


def test_aantal_opdrachten_hangt_niet_af_van_wat_er_al_is(pad: Path) -> None:
    """A batch costs the same on an empty portal as beside many siblings, but for the rows it writes."""

    def opdrachten(begin: int) -> int:
        with CaptureQueriesContext(connection) as vragen:
            importeer(pad, [record(bron_id=str(nummer)) for nummer in range(begin, begin + 20)])
        return len(vragen)

    importeer(pad, [record()])
    eerste = opdrachten(0)
    importeer(pad, [record(bron_id=f"x{nummer}") for nummer in range(200)])
    assert opdrachten(100) <= eerste + 2
    assert eerste < 100
