"""The page of results as a reader works with it: typing, choosing, going back, by keyboard, without JavaScript."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect


@pytest.fixture
def zonder_javascript(chromium_browser: Browser, site: str) -> Iterator[Page]:
    context = chromium_browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_resultaten_volgen_het_typen(pagina: Page) -> None:
    pagina.goto("/zoeken/")
    veld = pagina.locator("#q")
    veld.press_sequentially("scootmobiel", delay=20)
    expect(pagina.locator("#aantal")).to_contain_text("voor ‘scootmobiel’")
    expect(pagina).to_have_url(re.compile(r"/zoeken/\?q=scootmobiel$"))
    expect(pagina).to_have_title(re.compile("^scootmobiel – zoeken"))
    expect(veld).to_be_focused()
    veld.press_sequentially("pool")
    expect(pagina.locator("#aantal")).to_contain_text("voor ‘scootmobielpool’")
    assert veld.input_value() == "scootmobielpool"
    expect(pagina.locator("#aantal-gehoord")).to_contain_text("voor ‘scootmobielpool’")

    pagina.go_back()
    expect(pagina).to_have_url(re.compile(r"/zoeken/$"))
    expect(veld).to_have_value("")


def test_twee_letters_zoeken_nog_niet(pagina: Page) -> None:
    pagina.goto("/zoeken/")
    aantal = pagina.locator("#aantal").inner_text()
    with pytest.raises(Exception, match="Timeout"), pagina.expect_request("**/zoeken/?q=*", timeout=1200):
        pagina.locator("#q").press_sequentially("sc")
    assert pagina.locator("#aantal").inner_text() == aantal


def test_terug_leidt_langs_wat_gevraagd_is(pagina: Page) -> None:
    pagina.goto("/zoeken/?q=mantelzorg")
    pagina.locator('input[name="soort"][value="praktijkvoorbeeld"]').check()
    expect(pagina).to_have_url(re.compile("soort=praktijkvoorbeeld"))
    pagina.locator("#q").fill("vervoer")
    expect(pagina.locator("#aantal")).to_contain_text("vervoer")
    pagina.locator("#q").press("Enter")
    treffer = pagina.locator(".treffers .kaart__titel a").first
    titel = treffer.inner_text()
    treffer.click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(titel)

    pagina.go_back()
    expect(pagina).to_have_url(re.compile("q=vervoer&soort=praktijkvoorbeeld"))
    expect(pagina.locator("#aantal")).to_contain_text("vervoer")
    pagina.go_back()
    expect(pagina.locator("#aantal")).to_contain_text("mantelzorg")
    expect(pagina.locator('input[name="soort"][value="praktijkvoorbeeld"]')).to_be_checked()
    pagina.go_back()
    expect(pagina).to_have_url(re.compile(r"/zoeken/\?q=mantelzorg$"))
    expect(pagina.locator('input[name="soort"][value="praktijkvoorbeeld"]')).not_to_be_checked()


def test_filters_met_het_toetsenbord(pagina: Page) -> None:
    """After each choice the focus is where one expects to go on."""
    pagina.goto("/praktijkvoorbeelden/")
    keuzes = pagina.locator("#facet-thema input[type=checkbox]")
    eerste = keuzes.first.get_attribute("id")
    keuzes.first.focus()
    pagina.keyboard.press("Space")
    expect(pagina.locator(".actief__filter")).to_have_count(1)
    expect(pagina.locator(f"[id='{eerste}']")).to_be_focused()
    pagina.locator("#facet-fase summary").press("Enter")
    pagina.locator('#facet-fase input[value="gestopt"]').focus()
    pagina.keyboard.press("Space")
    expect(pagina.locator(".actief__filter")).to_have_count(2)
    expect(pagina.locator("#facet-fase")).to_have_attribute("open", "")

    pagina.locator(".actief__filter").first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".actief__filter")).to_have_count(1)
    expect(pagina.locator(".actief__filter")).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".actief__filter")).to_have_count(0)
    expect(pagina.locator("#aantal")).to_be_focused()


def test_lange_lijst_van_keuzes(pagina: Page, check_accessibility: Callable[[Page], None]) -> None:
    pagina.goto("/praktijkvoorbeelden/")
    pagina.locator("#facet-gemeente summary").click()
    pagina.locator("#alle-gemeente").click()
    zoek = pagina.get_by_label("Zoek in de lijst: gemeente")
    expect(zoek).to_be_focused()
    zoek.fill("sudwest")
    expect(pagina.locator("#facet-gemeente .keus:visible")).to_have_count(1)
    expect(pagina.locator(".facet__gevonden")).to_contain_text("1 van")
    check_accessibility(pagina)
    pagina.get_by_label("Súdwest-Fryslân").check()
    expect(pagina.locator(".actief__filter")).to_contain_text("Súdwest-Fryslân")
    expect(pagina.get_by_label("Zoek in de lijst: gemeente")).to_be_visible()
    pagina.locator("#alle-gemeente").click()
    expect(pagina.locator("#alle-gemeente")).to_be_focused()
    expect(pagina.get_by_label("Súdwest-Fryslân")).to_be_checked()


def test_gemeente_ontbreekt_en_de_focus_blijft(pagina: Page, check_accessibility: Callable[[Page], None]) -> None:
    pagina.goto("/praktijkvoorbeelden/")
    pagina.locator("#facet-zoals summary").click()
    mijn, even_groot = pagina.locator("#mijn"), pagina.get_by_label("Even groot")
    even_groot.focus()
    pagina.keyboard.press("Space")
    expect(mijn).to_have_accessible_description("Vul eerst uw gemeente in.")
    expect(mijn).to_have_attribute("aria-invalid", "true")
    expect(pagina.get_by_role("status").filter(has_text="Vul eerst uw gemeente in.")).to_be_visible()
    expect(even_groot).to_be_focused()
    check_accessibility(pagina)
    pagina.keyboard.press("ArrowUp")  # all gemeenten, for which none is needed
    expect(mijn).to_have_accessible_description("")
    even_groot.check()
    expect(mijn).to_have_attribute("aria-invalid", "true")
    mijn.press("z")
    expect(mijn).to_have_accessible_description("")
    assert mijn.get_attribute("aria-invalid") is None


def test_elke_fout_in_de_gemeente_heeft_haar_eigen_melding(pagina: Page) -> None:
    pagina.goto("/zoeken/?q=zorg&mijn=Zwolla&zoals=buurt")
    mijn = pagina.locator("#mijn")
    expect(mijn).to_have_accessible_description(re.compile("^Wij kennen geen gemeente ‘Zwolla’"))
    mijn.fill("")
    expect(mijn).to_have_accessible_description("")
    pagina.get_by_label("Even groot").check()
    expect(mijn).to_have_accessible_description("Vul eerst uw gemeente in.")


def test_een_gedeelde_link_laat_de_eigen_gemeente_staan(pagina: Page) -> None:
    """Somebody else's gemeente is in the link; one's own is what one filled in."""

    def bewaard() -> str | None:
        return pagina.evaluate("localStorage.getItem('mijn-gemeente')")

    pagina.goto("/zoeken/?q=zorg")
    pagina.locator("#facet-zoals summary").click()
    pagina.locator("#mijn").fill("losser")
    pagina.get_by_label("Zelfde provincie").check()
    expect(pagina.locator(".actief__filter")).to_contain_text("Gemeenten zoals Losser")
    assert bewaard() == "Losser"

    pagina.goto("/zoeken/?q=zorg&mijn=Zwolle&zoals=omvang")
    expect(pagina.locator("#mijn")).to_have_value("Zwolle")
    pagina.locator("#facet-soort input[type=checkbox]").first.check()
    expect(pagina.locator(".actief__filter")).to_have_count(2)
    pagina.get_by_label("Zelfde provincie").check()
    expect(pagina.locator(".actief")).to_contain_text("Gemeenten zoals Zwolle: zelfde provincie")
    assert bewaard() == "Losser"
    pagina.locator("#mijn").fill("")
    pagina.locator("#mijn").press("Tab")
    assert bewaard() == "Losser"


def test_gemeenten_zoals_de_mijne_blijft_in_de_browser(pagina: Page) -> None:
    pagina.goto("/praktijkvoorbeelden/")
    pagina.locator("#facet-zoals summary").click()
    pagina.get_by_label("Even groot").check()
    expect(pagina.get_by_text("Vul eerst uw gemeente in.")).to_be_visible()
    pagina.locator("#mijn").fill("zwolle")
    pagina.locator("#mijn").press("Tab")
    expect(pagina.locator(".actief__filter")).to_contain_text("Gemeenten zoals Zwolle: even groot")
    assert "mijn=zwolle&zoals=omvang" in pagina.url

    pagina.goto("/zoeken/?q=zorg")
    pagina.locator("#facet-zoals summary").click()
    expect(pagina.locator("#mijn")).to_have_value("Zwolle")
    pagina.get_by_label("Zelfde provincie").check()
    expect(pagina.locator(".actief__filter")).to_contain_text("Gemeenten zoals Zwolle: zelfde provincie")
    pagina.locator(".actief__filter").click()
    expect(pagina.locator(".actief__filter")).to_have_count(0)
    expect(pagina.locator("#mijn")).to_have_value("Zwolle")
    pagina.get_by_role("button", name="Toon resultaten").click()
    expect(pagina).to_have_url(re.compile(r"\?q=zorg$"))
    assert pagina.context.cookies() == []


def test_een_zoekopdracht_die_mislukt_zegt_dat(context: BrowserContext) -> None:
    pagina = context.new_page()  # htmx writes to the console what went wrong
    pagina.goto("/zoeken/?q=mantelzorg")
    pagina.route("**/zoeken/?q=vervoer*", lambda route: route.abort())
    pagina.locator("#q").fill("vervoer")
    expect(pagina.get_by_role("alert").filter(has_text="Zoeken lukte niet.")).to_be_visible()
    expect(pagina.locator("#aantal")).to_contain_text("mantelzorg")
    pagina.unroute_all()
    pagina.get_by_role("button", name="Probeer het opnieuw").click()
    expect(pagina.locator("#aantal")).to_contain_text("vervoer")
    expect(pagina.locator("#zoekfout")).to_be_hidden()


def test_alles_werkt_zonder_javascript(zonder_javascript: Page) -> None:
    pagina = zonder_javascript
    pagina.goto("/praktijkvoorbeelden/")
    pagina.locator("#facet-gemeente summary").click()
    pagina.locator("#alle-gemeente").click()
    expect(pagina).to_have_url(re.compile("alle=gemeente"))
    expect(pagina.get_by_label("Zwolle")).to_be_visible()
    pagina.locator("#facet-jaar summary").click()
    pagina.locator("#van").fill("2012")
    pagina.locator("#tot").fill("2014")
    pagina.locator("#facet-zoals summary").click()
    pagina.locator("#mijn").fill("Zwolle")
    pagina.get_by_label("Even groot").check()
    pagina.get_by_role("button", name="Toon resultaten").click()
    expect(pagina.locator(".actief__filter")).to_have_count(2)
    expect(pagina.locator(".actief")).to_contain_text("2012 – 2014")
    expect(pagina.locator(".actief")).to_contain_text("Gemeenten zoals Zwolle: even groot")
    pagina.locator(".actief__filter").first.click()
    expect(pagina.locator(".actief__filter")).to_have_count(1)
    pagina.locator("#q").fill("xyzzy")
    pagina.locator("#q").press("Enter")
    expect(pagina.locator("#aantal")).to_have_text("Niets gevonden voor ‘xyzzy’")


STANDEN = [
    "/zoeken/?q=mantelzorg",
    "/zoeken/?q=artikel+2.3.2+wmo+2015",
    "/zoeken/?q=zorg&mijn=Zwolle&zoals=omvang&van=2012&tot=2026",
    "/zoeken/?q=zorg&mijn=Zwolla&zoals=buurt",
    "/praktijkvoorbeelden/?alle=gemeente&alle=thema",
    "/praktijkvoorbeelden/?q=huishouden&gemeente=GM0193&thema=dementie",
    "/zoeken/?q=xyzzyqwerty",
]


@pytest.mark.parametrize("adres", STANDEN)
@pytest.mark.parametrize("kleuren", ["light", "dark"])
def test_elke_stand_is_voor_iedereen(
    pagina: Page, check_accessibility: Callable[[Page], None], adres: str, kleuren: str
) -> None:
    pagina.emulate_media(color_scheme=kleuren)
    pagina.goto(adres)
    pagina.evaluate("for (const facet of document.querySelectorAll('details.facet')) facet.open = true")
    check_accessibility(pagina)
    pagina.set_viewport_size({"width": 320, "height": 700})
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 320
