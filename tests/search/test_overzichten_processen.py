"""Mails about what is new, by real processes: two workers at a time, one that is killed, and the whole way by HTTP."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from tests.search.installation import Site, held

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processen van de zoekindex")]
VOLGERS = 12

BEGIN = """
from django.core.management import call_command
from datetime import timedelta
from django.utils import timezone
from search.actions.index_herbouwen import herbouw
from tests import factories
call_command("migrate", verbosity=0)
factories.praktijkvoorbeeld("Vervoer", first_published_at=timezone.now() - timedelta(hours=1))
herbouw()
"""
WIS = """
from berichten.models import Bericht
from search.models import Indexwijziging, Volger
for model in (Bericht, Indexwijziging, Volger):
    model.objects.all().delete()
"""
MAAK = f"""{WIS}
from datetime import timedelta
from django.utils import timezone
from search.models import Zoekabonnement
nu = timezone.now()
week = nu - timedelta(days=7)
for nummer in range({VOLGERS}):
    Zoekabonnement.objects.create(
        volger=Volger.objects.create(email=f"lezer{{nummer}}@gemeente.example"), adres="?q=vervoer",
        aangevraagd=week, bevestigd_op=week, bij_tot=week, volgende=nu)
"""
PUBLICEER = """
from tests import factories
pagina = factories.praktijkvoorbeeld("Een buurttuin voor iedereen", live=False)
pagina.save_revision().publish()
from search.actions.index_bijwerken import werk_bij
werk_bij()
"""
# As if it were the day after tomorrow.
OVERZICHT = """
from datetime import timedelta
from django.utils import timezone
from search.actions.overzichten_versturen import verstuur_overzichten
from search.models import Zoekabonnement
Zoekabonnement.objects.exclude(volgende=None).update(volgende=timezone.now())
print(verstuur_overzichten(timezone.now() + timedelta(days=2)))
"""
VERSTUUR = """
from search.actions.overzichten_versturen import verstuur_overzichten
from search.results import zoek
from search.query import Zoekvraag
zoek(Zoekvraag(q="vervoer"))
print("vast", flush=True)
input()
print(verstuur_overzichten())
"""
STERF = """
import os
from django.db import connection
from search.actions.overzichten_versturen import verstuur_overzichten
def sterf(execute, sql, *rest):
    if sql.startswith("INSERT") and "berichten_bericht" in sql:
        os._exit(9)
    return execute(sql, *rest)
with connection.execute_wrapper(sterf):
    verstuur_overzichten()
"""
MAILS = """
from berichten.models import Bericht
mails = list(Bericht.objects.values_list("aan", flat=True))
assert len(mails) == len(set(mails)), mails
print(len(mails))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("portaal"))
    site.run(BEGIN)
    return site


@pytest.fixture
def volgers(site: Site) -> None:
    site.run(MAAK)


@pytest.mark.usefixtures("volgers")
def test_twee_werkers_en_elke_lezer_een_mail(site: Site) -> None:
    werkers = [held(site.start(VERSTUUR)) for _ in range(2)]
    for werker in werkers:
        assert werker.stdin is not None
        werker.stdin.write("\n")
        werker.stdin.flush()
    verstuurd = 0
    for werker in werkers:
        uit, fout = werker.communicate(timeout=300)
        assert werker.returncode == 0, fout
        verstuurd += int(uit.strip())
    assert verstuurd == VOLGERS
    assert site.run(MAILS) == str(VOLGERS)


@pytest.mark.usefixtures("volgers")
def test_werker_die_sterft_terwijl_hij_schrijft(site: Site) -> None:
    """Between the window that moved and the mail: neither happened."""
    werker = site.start(STERF)
    werker.communicate(timeout=300)
    assert werker.returncode == 9
    assert site.run(MAILS) == "0"
    _, fout = site.start(VERSTUUR).communicate("\n", timeout=300)
    assert not fout
    assert site.run(MAILS) == str(VOLGERS)


class Lezer:
    """A browser and a mailbox."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor())

    def open(self, adres: str, **velden: str) -> str:
        """A page; with fields the form on it was filled in and sent."""
        html = self._ask(adres)
        if velden:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
            assert token is not None, html
            html = self._ask(adres, {**velden, "csrfmiddlewaretoken": token[1]})
        return html

    def stop_zoals_een_mailprogramma(self, bericht: EmailMessage) -> str:
        """What a mail program sends when its own button is pressed (RFC 8058): no cookie, no token."""
        naam, _, waarde = bericht["List-Unsubscribe-Post"].partition("=")
        adres = bericht["List-Unsubscribe"].strip().strip("<>")
        with build_opener(ProxyHandler({})).open(adres, urlencode({naam: waarde}).encode()) as antwoord:
            return str(antwoord.read().decode())

    def mail(self) -> list[EmailMessage]:
        """Everything that was delivered, once what waits was sent."""
        self._site.run("from berichten.actions.versturen import verstuur_wachtende\nverstuur_wachtende()")
        return [
            message_from_bytes(tekst, EmailMessage, policy=policy.default)
            for map in sorted((self._site.var / "mail").glob("*.log"))
            for tekst in re.split(rb"\n-{79}\n", map.read_bytes())
            if tekst.strip()
        ]

    def _ask(self, adres: str, velden: dict[str, str] | None = None) -> str:
        vol = adres if adres.startswith("http") else f"{self._site.environment['SITE_URL']}{adres}"
        with self._opener.open(vol, urlencode(velden).encode() if velden else None) as antwoord:
            return str(antwoord.read().decode())


def test_van_formulier_tot_een_klik_om_te_stoppen(site: Site) -> None:
    """Ask, confirm from the mail, something new appears, the mail about it, and stop from there."""
    lezer = Lezer(site)
    site.run(WIS)
    with site.web():
        html = lezer.open("/volgen/?q=buurttuin", email="lezer@gemeente.example", frequentie="dagelijks")
        assert "Kijk in uw mail" in html
        (bevestig,) = lezer.mail()
        (link,) = re.findall(r"http://localhost\S+", bevestig.get_content())
        assert "Ja, mail mij hierover" in lezer.open(link)
        assert site.run(OVERZICHT) == "0"
        assert "Gelukt, u volgt dit nu." in lezer.open(link, bevestig="ja")

        site.run(PUBLICEER)
        assert site.run(OVERZICHT) == "1"
        assert site.run(OVERZICHT) == "0"
        *_, overzicht = lezer.mail()
        assert overzicht["Subject"] == "Nieuw over ‘buurttuin’"
        assert "* Een buurttuin voor iedereen" in overzicht.get_content()

        assert "U krijgt geen mail meer" in lezer.stop_zoals_een_mailprogramma(overzicht)
        assert site.run("from search.models import Volger\nprint(Volger.objects.count())") == "0"
        assert site.run(OVERZICHT) == "0"
        assert len(lezer.mail()) == 2
