"""A reader finds and reads: search, filter, a boekje, the modelverordening, the map; without JavaScript too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

PAGINAS = [
    "/",
    "/zoeken/?q=mantelzorg",
    "/zoeken/?q=xyzzyqwerty",
    "/praktijkvoorbeelden/",
    "/praktijkvoorbeelden/?thema=mantelzorg&pagina=99",
    "/praktijkvoorbeelden/delft-trapliften-opnieuw-gebruiken/",
    "/praktijkvoorbeelden/apeldoorn-bewoners-en-vrijwilligers/",
    "/praktijkvoorbeelden/delft-trapliften-opnieuw-gebruiken/contact/",
    "/handreikingen/",
    "/handreikingen/mantelzorgers-ondersteunen/",
    "/kantelingboekjes/",
    "/kantelingboekjes/het-gesprek-voeren/",
    "/kantelingboekjes/het-gesprek-voeren/{hoofdstuk}/",
    "/modelverordening/",
    "/modelverordening/wmo-2007/",
    "/modelverordening/wmo-2007/{versie}/",
    "/modelverordening/wmo-2007/{versie}/artikel-3/",
    "/agenda/",
    "/agenda/dag-van-de-wmo-raden/",
    "/sprekers/",
    "/sprekers/anna-voorbeeld/",
    "/gemeenten/",
    "/gemeenten/s-hertogenbosch/",
    "/gemeenten/aalsmeer/",
    "/thema/",
    "/thema/mantelzorg/",
    "/verschuiving/",
    "/verschuiving/meer-maatwerk/",
    "/wettelijk-kader/wmo-2007/",
    "/volgen/?q=mantelzorg&thema=wonen",
    "/volgen/gevraagd/?q=mantelzorg",
    "/volgen/link/",
    "/volgen/link/gevraagd/",
    "/het-gesprek/",
    "/over-de-kanteling/fasen/",
    "/contact/",
    "/colofon/",
    "/privacyverklaring/",
    "/toegankelijkheidsverklaring/",
    "/bestaat-niet/",
]


def eerste_link(pagina: Page, adres: str, begin: str) -> str:
    """The last part of the first link below `begin` on the page at `adres`."""
    pagina.goto(adres)
    href = pagina.locator(f'main a[href^="{begin}"]:not([href="{begin}"])').first.get_attribute("href") or ""
    return href.removeprefix(adres).split("/")[0]


@pytest.fixture
def ingevuld(pagina: Page) -> Callable[[str], str]:
    """Fill in the parts of an address that the content decides."""

    def vul(adres: str) -> str:
        if "{hoofdstuk}" in adres:
            boekje = "/kantelingboekjes/het-gesprek-voeren/"
            return adres.format(hoofdstuk=eerste_link(pagina, boekje, boekje))
        if "{versie}" in adres:
            model = "/modelverordening/wmo-2007/"
            return adres.format(versie=eerste_link(pagina, model, f"{model}2010"))
        return adres

    return vul


@pytest.mark.parametrize("adres", PAGINAS)
def test_pagina_is_voor_iedereen(
    pagina: Page, ingevuld: Callable[[str], str], check_accessibility: Callable[[Page], None], adres: str
) -> None:
    """No violation found by axe, no sideways scrolling at 320 px, one h1, and no host but ours (fixture)."""
    antwoord = pagina.goto(ingevuld(adres))
    assert antwoord is not None
    assert antwoord.status == (404 if adres == "/bestaat-niet/" else 200)
    assert pagina.locator("h1").count() == 1
    check_accessibility(pagina)
    pagina.set_viewport_size({"width": 320, "height": 700})
    breedte = pagina.evaluate("document.documentElement.scrollWidth")
    assert breedte <= 320, f"{adres} is {breedte} px wide"


def test_zoeken_filteren_en_lezen(pagina: Page) -> None:
    pagina.goto("/")
    pagina.locator("main").get_by_role("combobox").first.fill("scootmobiel")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/zoeken/?q=scootmobiel*")
    expect(pagina.locator("#aantal")).to_contain_text("resultaten")
    expect(pagina.locator("main mark").first).to_be_visible()
    pagina.get_by_role("link", name="scootmobielpool", exact=False).first.click()
    pagina.wait_for_url("**/praktijkvoorbeelden/**")
    expect(pagina.get_by_role("heading", name="In het kort")).to_be_visible()
    expect(pagina.get_by_text("Verzonnen voorbeeld, geen VNG-tekst").first).to_be_visible()
    pagina.go_back()
    assert "q=scootmobiel" in pagina.url


def test_filters_werken_zonder_javascript(chromium_browser: Browser, site: str) -> None:
    context = chromium_browser.new_context(base_url=site, java_script_enabled=False)
    pagina = context.new_page()
    pagina.goto("/praktijkvoorbeelden/?fase=gestopt")
    gestopt = pagina.locator("#aantal").inner_text()
    pagina.goto("/praktijkvoorbeelden/")
    alle = pagina.locator("#aantal").inner_text()
    assert gestopt != alle
    pagina.locator("summary", has_text="Fase").click()
    pagina.locator('input[name="fase"][value="gestopt"]').check()
    pagina.get_by_role("button", name="Toon resultaten").click()
    assert "fase=gestopt" in pagina.url
    assert pagina.locator("#aantal").inner_text() == gestopt
    context.close()


def test_boekje_lezen_van_voor_naar_achter(pagina: Page) -> None:
    pagina.goto("/kantelingboekjes/samen-met-de-buurt/")
    aantal = pagina.locator('main a[href^="/kantelingboekjes/samen-met-de-buurt/"]').count()
    assert aantal >= 5
    pagina.locator('main a[href^="/kantelingboekjes/samen-met-de-buurt/"]').first.click()
    gelezen = {pagina.url}
    for _ in range(10):
        volgende = pagina.locator('a[rel="next"]')
        if volgende.count() == 0:
            break
        volgende.first.click()
        pagina.wait_for_load_state()
        gelezen.add(pagina.url)
    assert len(gelezen) == 5


def test_gemeente_vinden_op_de_kaart(pagina: Page) -> None:
    pagina.goto("/gemeenten/")
    punt = pagina.locator('svg a[href="/gemeenten/tynaarlo/"]')
    expect(punt).to_have_count(1)
    punt.focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/gemeenten/tynaarlo/")
    expect(pagina.get_by_role("link", name="scootmobiel", exact=False).first).to_be_visible()


def test_vraag_stellen_aan_contactpersoon(pagina: Page) -> None:
    pagina.goto("/praktijkvoorbeelden/delft-trapliften-opnieuw-gebruiken/contact/")
    pagina.get_by_label("Uw vraag").fill("Hoeveel trapliften zijn er over?")
    pagina.get_by_role("button", name="Verstuur").click()
    expect(pagina.get_by_text("Vul uw naam in.").first).to_be_visible()
    assert pagina.get_by_label("Uw vraag").input_value() == "Hoeveel trapliften zijn er over?"
    pagina.get_by_label("Uw naam").fill("A. Lezer")
    pagina.get_by_label("Uw e-mailadres").fill("lezer@gemeente.example")
    pagina.get_by_role("button", name="Verstuur").click()
    pagina.wait_for_url("**/contact/verstuurd/")
