"""An editor publishes and it shows at once: on the site, in the list, in search; and is gone when withdrawn."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

TITEL = "Wandelroute langs de buurtkamers"


def test_publiceren_zien_en_intrekken(
    log_in: Callable[[str], Page],
    chromium_browser: Browser,
    site: str,
    check_accessibility: Callable[[Page], None],
) -> None:
    redactie = log_in("eindredacteur@demo.example")
    lezer = chromium_browser.new_context(base_url=site).new_page()

    redactie.get_by_role("link", name="Nieuw praktijkvoorbeeld").first.click()
    redactie.fill("#id_title", TITEL)
    _kies(redactie, "action-publish")
    expect(redactie.get_by_text("Kies de gemeente van wie dit praktijkvoorbeeld is.").first).to_be_visible()
    assert redactie.input_value("#id_title") == TITEL

    with redactie.expect_navigation():
        redactie.get_by_role("button", name="Bewaar concept").first.click()
    redactie.wait_for_url("**/edit/")
    bewerken = redactie.url
    _vul_in(redactie)
    _kies(redactie, "action-publish")
    expect(redactie.get_by_text(f"Pagina '{TITEL}' is gepubliceerd")).to_be_visible()

    lezer.goto("/praktijkvoorbeelden/?sortering=datum")
    expect(lezer.locator("main").get_by_role("link", name=TITEL)).to_be_visible()
    lezer.goto("/zoeken/?q=wandelroute+buurtkamers")
    lezer.locator("main").get_by_role("link", name=TITEL).click()
    expect(lezer.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(lezer.get_by_text("Elke week liepen veertig mensen mee.")).to_be_visible()
    check_accessibility(lezer)
    adres = lezer.url

    redactie.goto(bewerken.replace("/edit/", "/unpublish/"))
    redactie.get_by_role("button", name="Ja").first.click()
    redactie.wait_for_load_state()
    antwoord = lezer.goto(adres)
    assert antwoord is not None
    assert antwoord.status == 410
    expect(lezer.get_by_text(TITEL).first).to_be_visible()
    lezer.goto("/zoeken/?q=wandelroute+buurtkamers")
    expect(lezer.locator("main").get_by_role("link", name=TITEL)).to_have_count(0)
    lezer.context.close()


def test_voorvertoning_van_concept(log_in: Callable[[str], Page]) -> None:
    redactie = log_in("redacteur@demo.example")
    redactie.get_by_role("link", name="Nieuw praktijkvoorbeeld").first.click()
    redactie.fill("#id_title", "Alleen een titel")
    with redactie.expect_navigation():
        redactie.get_by_role("button", name="Bewaar concept").first.click()
    redactie.wait_for_url("**/edit/")
    redactie.goto(redactie.url.replace("/edit/", "/view_draft/"))
    expect(redactie.get_by_role("heading", level=1)).to_have_text("Alleen een titel")


def _kies(redactie: Page, actie: str) -> None:
    """A button of the footer, which may be behind its arrow."""
    knop = redactie.locator(f"footer button[name={actie}], footer [name={actie}]").first
    if not knop.is_visible():
        redactie.locator("footer [data-w-dropdown-target=toggle]").first.click()
    knop.click()


def _vul_in(redactie: Page) -> None:
    redactie.fill("#id_samenvatting", "Elke week lopen veertig mensen van kamer naar kamer.")
    redactie.select_option("#id_gemeente", label="Delft")
    redactie.select_option("#id_fase", label="Proef")
    redactie.select_option("#id_onderbouwing", index=2)
    redactie.get_by_label("Eenzaamheid").check()
    for veld, tekst in {
        "aanleiding": "Veel mensen kwamen de deur niet uit.",
        "aanpak": "Een route langs vier buurtkamers.",
        "resultaten": "Elke week liepen veertig mensen mee.",
    }.items():
        redactie.locator(f"[data-contentpath={veld}] .public-DraftEditor-content").click()
        redactie.keyboard.type(tekst)
        # The editor hands its text to the form a moment after the last key.
        expect(redactie.locator(f"input[name={veld}]")).to_have_value(re.compile(tekst))
