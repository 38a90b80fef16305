"""Suggestions while typing: with the keyboard, with a screen reader's eyes (axe), with a finger, and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


def zoekveld(pagina: Page, adres: str = "/", naam: str = "startzoek") -> Locator:
    pagina.goto(adres)
    veld = pagina.locator(f"#{naam}")
    expect(veld).to_have_attribute("role", "combobox")
    return veld


def suggesties(pagina: Page, naam: str = "startzoek") -> Locator:
    return pagina.locator(f"#{naam}-suggesties [role=option]")


@pytest.mark.parametrize(
    ("adres", "naam", "breedte"),
    [("/", "startzoek", 1280), ("/", "startzoek", 320), ("/agenda/", "kopzoek", 1280), ("/agenda/", "menuzoek", 360)],
)
def test_voor_iedereen(
    pagina: Page, check_accessibility: Callable[[Page], None], adres: str, naam: str, breedte: int
) -> None:
    pagina.set_viewport_size({"width": breedte, "height": 740})
    veld = zoekveld(pagina, adres, naam)
    if naam == "menuzoek":
        pagina.locator(".menu > summary").click()
    veld.press_sequentially("mantelz")
    expect(suggesties(pagina, naam).first).to_be_visible()
    expect(veld).to_have_attribute("aria-expanded", "true")
    pagina.keyboard.press("ArrowDown")
    check_accessibility(pagina)
    assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte
    hoogten = suggesties(pagina, naam).evaluate_all("keuzes => keuzes.map(keuze => keuze.offsetHeight)")
    assert min(hoogten) >= (44 if breedte < 900 else 24)


def test_kiezen_met_het_toetsenbord(pagina: Page) -> None:
    veld = zoekveld(pagina)
    veld.press_sequentially("mantelz")
    keuzes = suggesties(pagina)
    expect(keuzes.first).to_contain_text("Mantelzorg")
    expect(pagina.locator("form.zoekbalk--groot [role=status]")).to_contain_text("Pijl omlaag kiest")
    pagina.keyboard.press("ArrowDown")
    expect(keuzes.nth(0)).to_have_attribute("aria-selected", "true")
    expect(veld).to_have_attribute("aria-activedescendant", keuzes.nth(0).get_attribute("id") or "")
    pagina.keyboard.press("ArrowUp")  # back in the field
    expect(keuzes.nth(0)).to_have_attribute("aria-selected", "false")
    assert veld.get_attribute("aria-activedescendant") is None
    pagina.keyboard.press("ArrowUp")
    expect(keuzes.last).to_have_attribute("aria-selected", "true")
    assert veld.input_value() == "mantelz"
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/thema/mantelzorg/")


def test_enter_zonder_keuze_zoekt_wat_er_staat(pagina: Page) -> None:
    veld = zoekveld(pagina)
    veld.press_sequentially("mantelz")
    expect(suggesties(pagina).first).to_be_visible()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/zoeken/?q=mantelz")


def test_escape_en_tab_sluiten_en_houden_niemand_vast(pagina: Page) -> None:
    veld = zoekveld(pagina)
    veld.press_sequentially("mantelz")
    expect(suggesties(pagina).first).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(suggesties(pagina).first).to_be_hidden()
    assert veld.input_value() == "mantelz"
    expect(veld).to_be_focused()
    pagina.keyboard.press("ArrowDown")
    expect(suggesties(pagina).first).to_be_visible()
    pagina.keyboard.press("Tab")
    expect(suggesties(pagina).first).to_be_hidden()
    expect(pagina.locator("form.zoekbalk--groot button")).to_be_focused()


def test_kiezen_met_de_muis(pagina: Page) -> None:
    veld = zoekveld(pagina)
    veld.press_sequentially("den bos")
    suggesties(pagina).filter(has_text="Hertogenbosch").click()
    pagina.wait_for_url("**/gemeenten/s-hertogenbosch/")


def test_escape_in_het_menu_sluit_eerst_de_suggesties(pagina: Page) -> None:
    pagina.set_viewport_size({"width": 360, "height": 740})
    veld = zoekveld(pagina, "/agenda/", "menuzoek")
    pagina.locator(".menu > summary").click()
    veld.press_sequentially("mantelz")
    expect(suggesties(pagina, "menuzoek").first).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(suggesties(pagina, "menuzoek").first).to_be_hidden()
    expect(veld).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(veld).to_be_hidden()


def test_op_de_resultatenpagina_gaan_resultaten_voor(pagina: Page) -> None:
    """Results follow what is typed; the arrow opens the suggestions, and new results close them."""
    veld = zoekveld(pagina, "/zoeken/?q=eenzaamheid", "q")
    veld.fill("mantelz")
    expect(pagina.locator("#aantal")).to_contain_text("mantelz")
    expect(suggesties(pagina, "q").first).to_be_hidden()
    pagina.keyboard.press("ArrowDown")
    expect(suggesties(pagina, "q").first).to_be_visible()
    pagina.keyboard.press("Enter")
    expect(suggesties(pagina, "q").first).to_be_hidden()
    assert pagina.url.endswith("q=mantelz")


def test_traag_antwoord_haalt_nieuwe_letters_niet_in(pagina: Page) -> None:
    """The answer for `ma` comes after that for `mantelz`, and must not be shown any more."""
    wachtend = []
    pagina.route("**/zoeken/suggesties/?q=ma", lambda route: wachtend.append(route))
    veld = zoekveld(pagina)
    veld.press_sequentially("ma")
    pagina.wait_for_timeout(300)
    veld.press_sequentially("ntelz")
    expect(suggesties(pagina).first).to_contain_text("Mantelzorg")
    for route in wachtend:
        route.abort()
    expect(suggesties(pagina).first).to_contain_text("Mantelzorg")


def test_zonder_javascript_is_het_een_gewoon_zoekveld(chromium_browser: Browser, site: str) -> None:
    context = chromium_browser.new_context(base_url=site, java_script_enabled=False)
    pagina = context.new_page()
    pagina.goto("/")
    pagina.locator("#startzoek").fill("scootmobiel")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/zoeken/?q=scootmobiel")
    assert pagina.locator("[role=listbox], [role=combobox]").count() == 0
    context.close()
