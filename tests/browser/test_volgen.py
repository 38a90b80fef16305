"""A reader follows a theme by mail: from the page of the theme to the mail with what is new, and out again."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, expect

LEZER = "volger@gemeente.example"
# As if the reader asked a year ago and it were an hour later: what has just appeared waits a quarter of an hour.
VERSTUUR_OVERZICHT = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from search.actions.overzichten_versturen import verstuur_overzichten
from search.models import Zoekabonnement
nu = timezone.now()
Zoekabonnement.objects.filter(volger__email="volger@gemeente.example").update(
    bij_tot=nu - timedelta(days=365), volgende=nu)
verstuur_overzichten(nu + timedelta(hours=1))
"""


def mail(var: Path, onderwerp: str) -> EmailMessage:
    """The mail with this subject to the reader, once the worker has sent it."""
    tot = time.monotonic() + 60
    while time.monotonic() < tot:
        for bestand in (var / "mail").glob("*.log"):
            for tekst in re.split(rb"\n-{79}\n", bestand.read_bytes()):
                bericht = message_from_bytes(tekst, EmailMessage, policy=policy.default)
                if bericht["To"] == LEZER and bericht["Subject"] == onderwerp:
                    return bericht
        time.sleep(1)
    raise AssertionError(f"no mail: {onderwerp}")


def link(bericht: EmailMessage, soort: str) -> str:
    gevonden = re.search(rf"http://localhost:\d+(/volgen/{soort}/\S+)", bericht.get_content())
    assert gevonden is not None, bericht.get_content()
    return gevonden[1]


def test_foutoverzicht_leidt_naar_de_keuze(pagina: Page, check_accessibility: Callable[[Page], None]) -> None:
    pagina.goto("/volgen/?q=vervoer")
    for keuze in pagina.locator("input[name=frequentie]").all():
        keuze.evaluate("keuze => (keuze.checked = false)")
    pagina.get_by_role("button", name="Stuur mij een mail").click()
    pagina.get_by_role("link", name="Hoe vaak wilt u mail?: Kies hoe vaak u mail wilt.").click()
    expect(pagina.get_by_label("Elke week")).to_be_focused()
    expect(pagina.get_by_role("group", name="Hoe vaak wilt u mail?")).to_have_accessible_description(
        "Kies hoe vaak u mail wilt."
    )
    check_accessibility(pagina)


def test_thema_volgen_en_weer_stoppen(
    pagina: Page, site: str, site_var: Path, check_accessibility: Callable[[Page], None]
) -> None:
    def is_voor_iedereen() -> None:
        check_accessibility(pagina)
        pagina.set_viewport_size({"width": 320, "height": 700})
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 320
        pagina.set_viewport_size({"width": 1280, "height": 900})

    pagina.goto("/thema/mantelzorg/")
    pagina.get_by_role("link", name="per e-mail").click()
    expect(pagina.get_by_role("link", name="thema Mantelzorg")).to_be_visible()
    pagina.get_by_role("button", name="Stuur mij een mail").click()
    expect(pagina.get_by_text("Vul uw e-mailadres in.").first).to_be_visible()
    is_voor_iedereen()
    pagina.get_by_label("Uw e-mailadres").fill(LEZER)
    pagina.get_by_role("button", name="Stuur mij een mail").click()
    expect(pagina.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()

    pagina.goto(link(mail(site_var, "Bevestig dat u dit wilt volgen"), "bevestigen"))
    is_voor_iedereen()
    pagina.get_by_role("button", name="Ja, mail mij hierover").click()
    expect(pagina.get_by_text("Gelukt, u volgt dit nu.")).to_be_visible()
    is_voor_iedereen()
    pagina.get_by_role("button", name="Mail mij elke dag").click()
    expect(pagina.get_by_text("voortaan zoals u koos")).to_be_visible()

    omgeving = {**os.environ, "PORTAL_VAR": str(site_var), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    subprocess.run([sys.executable, "-c", VERSTUUR_OVERZICHT], cwd=settings.BASE_DIR, env=omgeving, check=True)
    overzicht = mail(site_var, "Nieuw over thema Mantelzorg")
    assert "Verzonnen voorbeeld, geen VNG-tekst" in overzicht.get_content()
    pagina.goto(link(overzicht, "stoppen"))
    expect(pagina.get_by_text("thema Mantelzorg")).to_be_visible()
    is_voor_iedereen()
    pagina.get_by_role("button", name="Ja, stop met alle mails").click()
    expect(pagina.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()
    is_voor_iedereen()
    pagina.goto(link(overzicht, "beheren"))
    expect(pagina.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()
