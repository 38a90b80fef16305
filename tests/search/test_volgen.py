"""Following a search by mail: asked, confirmed, changed and stopped, from the reader's side."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from berichten.links import maak_kenmerk
from berichten.models import Bericht
from search.aanvraaglimiet import LINKS_PER_DAG, PER_UUR
from search.actions.ontvolgen import vergeet_onbevestigd
from search.actions.volgen import BEHEREN, beheerlink, bevestiglink, stoplink
from search.models import Frequentie, Volger, Zoekabonnement
from search.query import Zoekvraag
from search.tasks import stuur_link
from search.volgbaar import volgbaar
from tests import factories

pytestmark = pytest.mark.django_db
LEZER = "lezer@gemeente.example"


def vraag_aan(client: Client, adres: str = "?q=vervoer", email: str = LEZER, **velden: str) -> str:
    """Fill in the form; the page that follows, as text."""
    antwoord = client.post(
        f"/volgen/{adres}", {"email": email, "frequentie": "wekelijks", "website": "", **velden}, follow=True
    )
    assert antwoord.status_code == 200
    return antwoord.text


def link_in(bericht: Bericht) -> str:
    (link,) = re.findall(r"http://localhost:8000(/volgen/\S+)", bericht.tekst)
    return link


def vraag_link(client: Client, email: str = LEZER) -> str:
    """Ask for the link to what one follows; the page that follows, once the worker did its work."""
    html = client.post("/volgen/link/", {"email": email}, follow=True).text
    wachtend = DBTaskResult.objects.ready()
    for taak in list(wachtend):  # the worker itself closes the connection, which on PostgreSQL is that of this test
        assert taak.task_path == stuur_link.module_path
        stuur_link.func(*taak.args_kwargs["args"], **taak.args_kwargs["kwargs"])
    wachtend.update(status=TaskResultStatus.SUCCESSFUL)
    return html


def volg(client: Client, adres: str = "?q=vervoer", email: str = LEZER, **velden: str) -> Zoekabonnement:
    """Ask and confirm."""
    vraag_aan(client, adres, email, **velden)
    client.post(link_in(Bericht.objects.latest("pk")))
    return Zoekabonnement.objects.latest("aangevraagd")


class TestVragen:
    def test_mail_met_link_en_pas_na_de_knop_volgt_men(self, client: Client) -> None:
        html = vraag_aan(client, "?q=vervoer&gemeente=GM0168")
        assert "Kijk in uw mail" in html
        bericht = Bericht.objects.get()
        assert bericht.aan == LEZER
        assert "‘vervoer’" in bericht.tekst
        assert bericht.kopregels == {"Auto-Submitted": "auto-generated"}
        pagina = client.get(link_in(bericht))  # as a mail scanner does
        assert "Ja, mail mij hierover" in pagina.text
        abonnement = Zoekabonnement.objects.get()
        assert abonnement.bevestigd_op is None
        gevolgd = client.post(link_in(bericht), follow=True)
        assert "Gelukt, u volgt dit nu." in gevolgd.text
        abonnement.refresh_from_db()
        assert abonnement.bevestigd_op is not None
        assert abonnement.bij_tot == abonnement.aangevraagd

    def test_wie_al_volgt_is_niet_te_raden(self, client: Client) -> None:
        volg(client)
        bekend = vraag_aan(client)
        onbekend = vraag_aan(client, email="ander@gemeente.example")
        assert bekend == onbekend
        assert "Dat doet u al" in Bericht.objects.filter(aan=LEZER).latest("pk").tekst
        assert Zoekabonnement.objects.filter(volger__email=LEZER).count() == 1

    def test_adres_in_hoofdletters_is_hetzelfde_adres(self, client: Client) -> None:
        volg(client)
        volg(client, "?q=wonen", email=LEZER.upper())
        assert Volger.objects.get().abonnementen.count() == 2

    def test_nog_eens_vragen_stuurt_opnieuw_en_houdt_een_aanvraag(self, client: Client) -> None:
        vraag_aan(client)
        vraag_aan(client, frequentie="dagelijks")
        assert Bericht.objects.count() == 2
        assert Zoekabonnement.objects.get().frequentie == "dagelijks"

    def test_hoogstens_zoveel_mails_per_dag_en_dezelfde_pagina(self, client: Client) -> None:
        paginas = {vraag_aan(client) for _ in range(Volger.MAILS_PER_DAG + 2)}
        assert len(paginas) == 1
        assert Bericht.objects.count() == Volger.MAILS_PER_DAG
        Volger.objects.update(gevraagd_op=timezone.localdate() - timedelta(days=1))
        vraag_aan(client)
        assert Bericht.objects.count() == Volger.MAILS_PER_DAG + 1

    def test_een_netwerk_dat_blijft_vragen(self, client: Client) -> None:
        for nummer in range(PER_UUR):
            vraag_aan(client, email=f"lezer{nummer}@gemeente.example")
        antwoord = client.post("/volgen/?q=vervoer", {"email": LEZER, "frequentie": "wekelijks"})
        assert antwoord.status_code == 429
        assert "te veel aanvragen" in antwoord.text
        assert not Bericht.objects.filter(aan=LEZER).exists()

    def test_achter_een_proxy_telt_elke_lezer_voor_zich(self, client: Client, settings: Any) -> None:
        settings.BEHIND_PROXY = True
        for nummer in range(PER_UUR + 1):
            antwoord = client.post(
                "/volgen/?q=vervoer",
                {"email": f"lezer{nummer}@gemeente.example", "frequentie": "wekelijks"},
                headers={"X-Forwarded-For": f"192.0.2.{nummer}"},
            )
            assert antwoord.status_code == 302

    def test_fout_staat_bij_het_veld(self, client: Client) -> None:
        antwoord = client.post("/volgen/?q=vervoer", {"email": "geen adres"})
        assert antwoord.status_code == 422
        assert "Dit is geen e-mailadres" in antwoord.text
        assert "Kies hoe vaak" in antwoord.text
        assert "geen adres" in antwoord.text

    def test_foutoverzicht_leidt_naar_elk_veld(self, client: Client) -> None:
        html = client.post("/volgen/?q=vervoer", {"email": "geen adres"}).text
        verwijzingen = set(re.findall(r'<a href="#([^"]*)">(?:Uw e-mailadres|Hoe vaak)', html))
        assert verwijzingen == {"id_email", "id_frequentie_0"}
        (omschrijving,) = re.findall(r'<fieldset class="keuzeveld" id="id_frequentie" aria-describedby="(\w+)"', html)
        for naam in (*verwijzingen, omschrijving):
            assert len(re.findall(rf'\bid="{naam}"', html)) == 1
        assert 'id=""' not in html
        assert "aria-describedby" not in re.search(r"<fieldset[^>]*>", client.get("/volgen/?q=vervoer").text)[0]

    def test_programma_loopt_in_de_val(self, client: Client) -> None:
        assert "Kijk in uw mail" in vraag_aan(client, website="spam.example")
        assert not Bericht.objects.exists()
        assert not Volger.objects.exists()

    def test_formulier_is_geen_reclamezuil(self, client: Client) -> None:
        vraag_aan(
            client, "?q=koop+op+http://spam.example/x+of+spam.example+artikel+2.3.2&thema=kijk%0Awww.spam.example"
        )
        bericht = Bericht.objects.get()
        assert "spam" not in bericht.tekst.replace("gemeente.example", "")
        assert "artikel 2.3.2" in bericht.tekst

    def test_te_lange_zoekvraag(self, client: Client) -> None:
        filters = "&".join(f"thema={'x' * 90}{nummer}" for nummer in range(20))
        antwoord = client.get(f"/volgen/?{filters}")
        assert antwoord.status_code == 414
        assert "kunt u niet volgen" in antwoord.text

    def test_pagina_wordt_niet_geindexeerd(self, client: Client) -> None:
        assert '<meta name="robots" content="noindex">' in client.get("/volgen/?q=vervoer").text


class TestWatGevolgdWordt:
    def test_een_zoekvraag_is_dezelfde_waar_zij_ook_gesteld_is(self) -> None:
        los = Zoekvraag(q="bus", filters={"thema": ("wonen", "vervoer")}, pagina=3, sortering="datum")
        op_themapagina = Zoekvraag(q="bus", filters={"thema": ("vervoer", "wonen")})
        assert volgbaar(los).adres() == volgbaar(op_themapagina).adres() == "?q=bus&thema=vervoer&thema=wonen"

    def test_wat_een_pagina_vastlegt_hoort_erbij(self) -> None:
        vraag = Zoekvraag(soorten=("praktijkvoorbeeld",), begrippen={"thema": ("wonen",)}, gemeenten=("GM0193",))
        assert volgbaar(vraag).adres() == "?soort=praktijkvoorbeeld&thema=wonen&gemeente=GM0193"

    def test_naam(self, client: Client) -> None:
        factories.begrip("Wonen")
        factories.begrip("Mantelzorg")
        factories.gemeente("Losser", "GM0168")
        for adres, naam in {
            "?q=bus": "‘bus’",
            "?q=bus&thema=wonen&thema=mantelzorg&gemeente=GM0168": "‘bus’, thema Mantelzorg of Wonen, gemeente Losser",
            "?q=bus&mijn=Losser&zoals=omvang": "‘bus’, gemeenten zoals Losser: even groot",
            "?van=2012&tot=2014": "jaar 2012 – 2014",
            "": "alles op De Kanteling",
        }.items():
            assert client.get(f"/volgen/{adres}").context["naam"] == naam


@pytest.mark.usefixtures("zoekindex")
class TestGemeenteZonderIets:
    def test_biedt_aan_om_te_volgen(self, client: Client) -> None:
        factories.gemeente("Losser", "GM0168")
        html = client.get("/gemeenten/losser/").text
        assert "Nog niets van Losser" in html
        assert html.count('<a href="/volgen/?gemeente=GM0168">') == 1

    def test_niet_als_zij_is_opgegaan(self, client: Client) -> None:
        factories.gemeente("Losser", "GM0168", opgeheven_op=date(2020, 1, 1))
        html = client.get("/gemeenten/losser/").text
        assert "Nog niets van Losser" in html
        assert "/volgen/" not in html


class TestBeheren:
    def test_ziet_alles_en_verandert_hoe_vaak(self, client: Client) -> None:
        abonnement = volg(client)
        volg(client, "?q=wonen")
        link = beheerlink(abonnement.volger)
        html = client.get(link).text
        assert "‘vervoer’" in html
        assert "‘wonen’" in html
        antwoord = client.post(link, {"abonnement": abonnement.pk, "actie": "dagelijks"}, follow=True)
        assert "voortaan zoals u koos" in antwoord.text
        abonnement.refresh_from_db()
        assert abonnement.frequentie == "dagelijks"
        assert abonnement.volgende - timezone.now() <= timedelta(days=1, hours=1)

    def test_stopt_met_een(self, client: Client) -> None:
        abonnement = volg(client)
        ander = volg(client, "?q=wonen")
        client.post(beheerlink(abonnement.volger), {"abonnement": abonnement.pk, "actie": "stop"})
        assert Zoekabonnement.objects.get() == ander

    @pytest.mark.parametrize("actie", ["stop", "stop-alles"])
    def test_met_de_laatste_gaat_het_adres(self, client: Client, actie: str) -> None:
        abonnement = volg(client)
        antwoord = client.post(
            beheerlink(abonnement.volger), {"abonnement": abonnement.pk, "actie": actie}, follow=True
        )
        assert "U krijgt geen mail meer" in antwoord.text
        assert not Volger.objects.exists()
        assert not Zoekabonnement.objects.exists()

    def test_knop_van_een_ander_of_van_vroeger_doet_niets(self, client: Client) -> None:
        abonnement = volg(client)
        vreemd = volg(client, "?q=wonen", email="ander@gemeente.example")
        for nummer in (vreemd.pk, "geen nummer", ""):
            client.post(beheerlink(abonnement.volger), {"abonnement": nummer, "actie": "stop"})
        assert Zoekabonnement.objects.count() == 2

    def test_queries_groeien_niet(self, client: Client, django_assert_max_num_queries) -> None:
        abonnement = volg(client)
        for nummer in range(4):
            volg(client, f"?q=woord{nummer}")
        Volger.objects.update(gevraagd=0)
        with django_assert_max_num_queries(12):
            client.get(beheerlink(abonnement.volger))


class TestLinkKwijt:
    @pytest.fixture
    def abonnement(self, client: Client) -> Zoekabonnement:
        abonnement = volg(client)
        Bericht.objects.all().delete()
        return abonnement

    def test_komt_per_mail_bij_wie_iets_volgt(self, client: Client, abonnement: Zoekabonnement) -> None:
        assert vraag_link(client, LEZER.upper()) == vraag_link(client, "niemand@gemeente.example")
        bericht = Bericht.objects.get()
        assert bericht.aan == LEZER
        assert client.get(link_in(bericht)).context["rijen"][0]["abonnement"] == abonnement

    @pytest.mark.usefixtures("abonnement")
    def test_antwoord_doet_voor_elk_adres_hetzelfde(self, client: Client) -> None:
        """And so takes as long."""
        gedaan = []
        for email in (LEZER, "niemand@gemeente.example"):
            with CaptureQueriesContext(connection) as queries:
                client.post("/volgen/link/", {"email": email})
            gedaan.append([re.sub(r"'[^']*'", "?", query["sql"]) for query in queries])
        assert gedaan[0] == gedaan[1]
        assert not Bericht.objects.exists()

    def test_van_wie_niets_volgt_blijft_geen_adres_achter(self, client: Client) -> None:
        vraag_link(client, "niemand@gemeente.example")
        assert "niemand" not in str(DBTaskResult.objects.get().args_kwargs)

    @pytest.mark.usefixtures("abonnement")
    def test_hoogstens_zoveel_per_dag(self, client: Client) -> None:
        paginas = {vraag_link(client) for _ in range(LINKS_PER_DAG + 2)}
        assert len(paginas) == 1
        assert Bericht.objects.count() == LINKS_PER_DAG

    @pytest.mark.usefixtures("abonnement")
    def test_een_ander_kan_de_eigenaar_er_niet_van_afhouden(self, client: Client) -> None:
        """By using up all mails that the other form may send to the address."""
        for _ in range(Volger.MAILS_PER_DAG + 2):
            vraag_aan(client)
        Bericht.objects.all().delete()
        vraag_link(client)
        assert Bericht.objects.get().onderwerp == "Uw link naar wat u volgt"


class TestStoppen:
    def test_in_een_keer_zonder_inloggen_en_zonder_csrf(self) -> None:
        """What a mail program does by itself (RFC 8058)."""
        programma = Client(enforce_csrf_checks=True)
        abonnement = volg(Client())
        link = stoplink(abonnement.volger)
        antwoord = programma.post(link, {"List-Unsubscribe": "One-Click"})
        assert antwoord.status_code == 200
        assert not Volger.objects.exists()
        assert programma.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200

    def test_openen_alleen_stopt_niets(self, client: Client) -> None:
        abonnement = volg(client)
        html = client.get(stoplink(abonnement.volger)).text
        assert "Ja, stop met alle mails" in html
        assert "‘vervoer’" in html
        assert Volger.objects.exists()

    def test_wat_nog_wacht_gaat_niet_meer_weg(self, client: Client) -> None:
        abonnement = volg(client)
        Bericht.objects.create(aan=LEZER, onderwerp="Nieuw", tekst="x", kopregels={"List-Unsubscribe": "<x>"})
        client.post(stoplink(abonnement.volger))
        assert not Bericht.objects.filter(onderwerp="Nieuw").exists()


class TestLinks:
    def test_van_het_een_werkt_niet_voor_het_ander(self, client: Client) -> None:
        abonnement = volg(client)
        kenmerk = stoplink(abonnement.volger).split("/")[-2]
        for pad in ("beheren", "bevestigen"):
            assert client.post(f"/volgen/{pad}/{kenmerk}/").status_code == 410
        assert client.get("/volgen/stoppen/onzin/").status_code == 410
        assert Zoekabonnement.objects.exists()

    def test_aanvraag_die_verviel(self, client: Client) -> None:
        vraag_aan(client)
        link = link_in(Bericht.objects.get())
        Zoekabonnement.objects.all().delete()
        antwoord = client.get(link)
        assert antwoord.status_code == 410
        assert "Deze link werkt niet meer" in antwoord.text

    def test_van_wie_alles_stopte(self, client: Client) -> None:
        kenmerk = maak_kenmerk(BEHEREN, "00000000-0000-4000-8000-000000000000")
        assert "U volgt niets meer" in client.get(f"/volgen/beheren/{kenmerk}/").text

    def test_bevestigen_kan_vaker(self, client: Client) -> None:
        abonnement = volg(client)
        assert client.get(bevestiglink(abonnement)).status_code == 302
        client.post(bevestiglink(abonnement))
        assert Zoekabonnement.objects.get().bevestigd_op == abonnement.bevestigd_op


class TestVergeten:
    def test_wie_niet_bevestigde(self, client: Client) -> None:
        vraag_aan(client, email="ander@gemeente.example")
        blijft = volg(client)
        vraag_aan(client, "?q=wonen")
        Zoekabonnement.objects.update(aangevraagd=timezone.now() - timedelta(days=8))
        vraag_aan(client, "?q=zorg", email="derde@gemeente.example")
        vergeet_onbevestigd()
        assert {a.volger.email for a in Zoekabonnement.objects.all()} == {LEZER, "derde@gemeente.example"}
        assert blijft in Zoekabonnement.objects.all()
        assert {v.email for v in Volger.objects.all()} == {LEZER, "derde@gemeente.example"}


AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("frequentie", "na", "verwacht"),
    [
        ("wekelijks", (2026, 11, 22, 12), (2026, 11, 23, 7)),
        ("wekelijks", (2026, 11, 23, 6), (2026, 11, 23, 7)),
        ("wekelijks", (2026, 11, 23, 7), (2026, 11, 30, 7)),
        ("dagelijks", (2026, 11, 22, 6), (2026, 11, 22, 7)),
        ("dagelijks", (2026, 11, 22, 7), (2026, 11, 23, 7)),
        ("dagelijks", (2026, 3, 28, 12), (2026, 3, 29, 7)),  # the clock goes forward that night
        ("dagelijks", (2026, 10, 24, 23), (2026, 10, 25, 7)),  # and back
    ],
)
def test_op_welke_ochtend(frequentie: str, na: tuple[int, ...], verwacht: tuple[int, ...]) -> None:
    gevonden = Frequentie(frequentie).eerstvolgende(datetime(*na, tzinfo=AMSTERDAM))
    assert gevonden == datetime(*verwacht, tzinfo=AMSTERDAM)
