"""The mails with what is new: each thing once, nothing missed, only what is public, and no mail without news."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from berichten.models import Bericht
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_bijwerken import werk_bij
from search.actions.overzichten_versturen import MARGE, PER_ZOEKVRAAG, verstuur_overzichten
from search.models import Indexwijziging, Volger, Zoekabonnement
from tests import factories

pytestmark = pytest.mark.usefixtures("zoekindex")
NU = timezone.now()
LEZER = "lezer@gemeente.example"


def abonnement(adres: str = "?q=vervoer", email: str = LEZER, **velden: Any) -> Zoekabonnement:
    """Confirmed a week ago, and due now."""
    week = NU - timedelta(days=7)
    volger = Volger.objects.get_or_create(email=email)[0]
    waarden = {"aangevraagd": week, "bevestigd_op": week, "bij_tot": week, "volgende": NU - timedelta(hours=1)}
    return Zoekabonnement.objects.create(volger=volger, adres=adres, **{**waarden, **velden})


def verschijn(titel: str, geleden: timedelta = timedelta(hours=2), **velden: Any) -> Praktijkvoorbeeld:
    """Published so long ago, and in the index."""
    pagina = factories.praktijkvoorbeeld(titel, first_published_at=NU - geleden, **velden)
    werk_bij()
    return pagina


def nog_eens(**velden: Any) -> int:
    Zoekabonnement.objects.update(volgende=NU - timedelta(hours=1))
    return verstuur_overzichten(**velden)


class TestWatErInStaat:
    def test_een_mail_met_het_nieuwe(self) -> None:
        factories.gemeente("Losser", "GM0168")
        volger = abonnement().volger
        verschijn("Vervoer naar de markt", gemeente=factories.gemeente(), samenvatting="Samen op pad.")
        verschijn("Oud vervoer", timedelta(days=30))
        verschijn("Iets anders")
        assert verstuur_overzichten(NU) == 1
        bericht = Bericht.objects.get()
        assert bericht.aan == LEZER
        assert bericht.onderwerp == "Nieuw over ‘vervoer’"
        assert "‘vervoer’: 1 nieuw" in bericht.tekst
        assert "* Vervoer naar de markt\n  Praktijkvoorbeeld, Losser\n  Samen op pad.\n  http://localhost:8000/" in (
            bericht.tekst
        )
        assert "Oud vervoer" not in bericht.tekst
        assert "Iets anders" not in bericht.tekst
        assert set(bericht.kopregels) == {"List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"}
        assert bericht.kopregels["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        stoplink = bericht.kopregels["List-Unsubscribe"].strip("<>")
        assert stoplink.startswith("http://localhost:8000/volgen/stoppen/")
        assert stoplink in bericht.tekst
        assert "/volgen/beheren/" in bericht.tekst
        assert str(volger.email) not in bericht.tekst

    def test_oud_stuk_dat_nu_pas_op_de_site_kwam(self) -> None:
        abonnement()
        verschijn("Vervoer in 2009", publicatiedatum=timezone.localdate() - timedelta(days=6000))
        assert verstuur_overzichten(NU) == 1

    def test_verzonnen_staat_erbij(self) -> None:
        abonnement()
        verschijn("Vervoer", verzonnen=True)
        verstuur_overzichten(NU)
        assert "Verzonnen voorbeeld, geen VNG-tekst. Praktijkvoorbeeld" in Bericht.objects.get().tekst

    def test_meer_zoekvragen_in_een_mail_en_elk_ding_een_keer(self) -> None:
        abonnement()
        abonnement("?q=markt")
        abonnement("?thema=wonen")
        verschijn("Vervoer naar de markt")
        verschijn("Een huis", begrippen=[factories.begrip("Wonen")])
        assert verstuur_overzichten(NU) == 1
        tekst = Bericht.objects.get().tekst
        assert tekst.count("* Vervoer naar de markt") == 1
        assert "Thema Wonen: 1 nieuw" in tekst
        assert "‘markt’" not in tekst
        assert Bericht.objects.get().onderwerp == "Nieuw in 2 zoekvragen die u volgt"

    def test_de_rest_achter_een_link(self, client: Any) -> None:
        abonnement("?thema=wonen")
        wonen = [factories.begrip("Wonen")]
        for nummer in range(PER_ZOEKVRAAG + 3):
            factories.praktijkvoorbeeld(f"Huis {nummer}", begrippen=wonen, first_published_at=NU - timedelta(hours=2))
        verschijn("Oud huis", timedelta(days=60), begrippen=wonen)
        verstuur_overzichten(NU)
        tekst = Bericht.objects.get().tekst
        assert tekst.count("\n* ") == PER_ZOEKVRAAG
        assert f"{PER_ZOEKVRAAG + 3} nieuw" in tekst
        assert "Er zijn nog 3 nieuwe resultaten" in tekst
        (link,) = (regel for regel in tekst.splitlines() if "/zoeken/" in regel)
        lijst = client.get(link.removeprefix("http://localhost:8000")).context["lijst"]
        assert lijst.totaal == PER_ZOEKVRAAG + 3
        assert any(filter.label.startswith("Nieuw sinds") for filter in lijst.actieve_filters)
        sinds = link.split("sinds=")[1].split("&")[0]
        assert f'name="sinds" value="{sinds}" form="zoekformulier"' in client.get(link.split("8000")[1]).text

    def test_woorden_die_niet_allemaal_voorkomen_zijn_geen_nieuws(self) -> None:
        """On the results page little is made more; in a mail that would be noise."""
        abonnement("?q=vervoer+markt+avond")
        verschijn("Vervoer")
        assert verstuur_overzichten(NU) == 0


class TestNietsNieuws:
    def test_geen_mail_en_toch_verder(self) -> None:
        dit = abonnement()
        assert verstuur_overzichten(NU) == 0
        assert not Bericht.objects.exists()
        dit.refresh_from_db()
        assert dit.bij_tot == NU - MARGE
        assert dit.volgende > NU

    def test_wie_niet_aan_de_beurt_is_of_niet_bevestigde(self) -> None:
        abonnement(volgende=NU + timedelta(hours=1))
        abonnement(email="ander@gemeente.example", bevestigd_op=None, volgende=None)
        verschijn("Vervoer")
        assert verstuur_overzichten(NU) == 0


class TestEenKeerEnNietsGemist:
    def test_de_volgende_keer_niet_nog_eens(self) -> None:
        abonnement()
        verschijn("Vervoer")
        assert verstuur_overzichten(NU) == 1
        assert nog_eens(nu=NU + timedelta(days=1)) == 0

    def test_wat_net_verscheen_komt_de_volgende_keer(self) -> None:
        """It may have been published by a transaction that others see later than its own moment."""
        abonnement()
        verschijn("Vervoer net", MARGE / 2)
        assert verstuur_overzichten(NU) == 0
        assert nog_eens(nu=NU + timedelta(days=1)) == 1
        assert "Vervoer net" in Bericht.objects.get().tekst

    def test_index_loopt_achter(self) -> None:
        dit = abonnement()
        verschijn("Vervoer vroeg", timedelta(hours=9))
        factories.praktijkvoorbeeld("Vervoer dat wacht", first_published_at=NU - timedelta(hours=5))
        Indexwijziging.objects.all().delete()
        Indexwijziging.objects.create(bron="pagina", sleutel=Page.objects.latest("pk").pk)
        Indexwijziging.objects.update(aangemaakt=NU - timedelta(hours=5))
        factories.praktijkvoorbeeld("Vervoer laat", first_published_at=NU - timedelta(hours=3))
        assert verstuur_overzichten(NU) == 1
        assert "Vervoer vroeg" in Bericht.objects.get().tekst
        assert "wacht" not in Bericht.objects.get().tekst
        assert "laat" not in Bericht.objects.get().tekst
        dit.refresh_from_db()
        assert dit.bij_tot == NU - timedelta(hours=5) - MARGE
        werk_bij()
        assert nog_eens(nu=NU + timedelta(days=1)) == 1
        tekst = Bericht.objects.latest("pk").tekst
        assert "Vervoer dat wacht" in tekst
        assert "Vervoer laat" in tekst
        assert "vroeg" not in tekst

    def test_zoekmachine_weg(self, settings: Any, tmp_path: Path) -> None:
        dit = abonnement()
        verschijn("Vervoer")
        goed = settings.SEARCH_INDEX_DIR
        settings.SEARCH_INDEX_DIR = tmp_path / "weg"
        assert verstuur_overzichten(NU) == 0
        dit.refresh_from_db()
        assert dit.bij_tot == NU - timedelta(days=7)
        settings.SEARCH_INDEX_DIR = goed
        assert verstuur_overzichten(NU) == 1

    def test_gestopt_terwijl_er_gezocht_werd(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What changed between searching and writing: no mail, and the others go on."""
        weg = abonnement()
        abonnement(email="zz@gemeente.example")
        verschijn("Vervoer")
        te_laat = [weg]

        def stop_eerst(execute: Any, sql: str, *rest: Any) -> Any:
            if sql.startswith("UPDATE") and "zoekabonnement" in sql and te_laat:
                te_laat.pop().delete()
            return execute(sql, *rest)

        with connection.execute_wrapper(stop_eerst):
            assert verstuur_overzichten(NU) == 1
        assert not te_laat
        assert [bericht.aan for bericht in Bericht.objects.all()] in ([LEZER], ["zz@gemeente.example"])


class TestNietOpenbaar:
    def test_ingetrokken_of_besloten(self) -> None:
        abonnement()
        weg, dicht = verschijn("Vervoer weg"), verschijn("Vervoer dicht")
        weg.unpublish()
        PageViewRestriction.objects.create(page=dicht, restriction_type="login")
        werk_bij()
        assert verstuur_overzichten(NU) == 0

    def test_ook_als_de_index_het_nog_niet_weet(self) -> None:
        abonnement()
        for titel in ("Vervoer weg", "Vervoer dicht"):
            verschijn(titel)
        Page.objects.filter(title="Vervoer weg").update(live=False)
        dicht = Page.objects.get(title="Vervoer dicht")
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=dicht, restriction_type="login")])
        assert verstuur_overzichten(NU) == 0
        assert not Bericht.objects.exists()


def test_queries_per_mail_groeien_niet() -> None:
    """With the number of things, that is."""
    aantallen = []
    for begin in (0, 5):
        Zoekabonnement.objects.all().delete()
        abonnement()
        for nummer in range(begin, begin + 5):
            verschijn(f"Vervoer {nummer}")
        Zoekabonnement.objects.update(volgende=NU - timedelta(hours=1), bij_tot=NU - timedelta(days=7))
        with CaptureQueriesContext(connection) as queries:
            assert verstuur_overzichten(NU) == 1
        aantallen.append(len(queries))
    assert aantallen[0] == aantallen[1] <= 20
