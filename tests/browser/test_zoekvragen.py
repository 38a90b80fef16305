"""What the browser tells of a search: which result was opened, and which half-typed question a reader stayed with."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

STAYED = 3000  # ms, as in the script


@pytest.fixture
def gemeld(pagina: Page) -> list[dict[str, list[str]]]:
    """What was told, in order."""
    berichten: list[dict[str, list[str]]] = []

    def noteer(verzoek: Request) -> None:
        if verzoek.url.endswith("/zoeken/gekozen/"):
            berichten.append(parse_qs(verzoek.post_data or ""))

    pagina.on("request", noteer)
    return berichten


def test_geopend_resultaat(pagina: Page, gemeld: list[dict[str, list[str]]]) -> None:
    """Its place; only the first one of a question, and the question itself was counted by the server."""
    pagina.goto("/zoeken/?q=mantelzorg&pagina=2")
    pagina.locator(".treffers > li").nth(1).get_by_role("link").first.click()
    pagina.wait_for_url(lambda url: "/zoeken/" not in url)
    pagina.go_back()
    assert gemeld == [{"q": ["mantelzorg"], "plaats": ["12"]}]


def test_getypt_en_erbij_gebleven(pagina: Page, gemeld: list[dict[str, list[str]]]) -> None:
    pagina.goto("/zoeken/")
    pagina.locator("#q").press_sequentially("scootmob")
    expect(pagina.locator("#aantal")).to_contain_text("scootmob")
    pagina.locator("#q").press_sequentially("iel")
    expect(pagina.locator("#aantal")).to_contain_text("scootmobiel")
    pagina.wait_for_timeout(STAYED + 500)
    assert gemeld == [{"q": ["scootmobiel"], "plaats": ["0"], "nieuw": ["1"]}]
    pagina.locator("#q").fill("xyzzyqwerty")
    expect(pagina.locator("#lijst .niets")).to_be_visible()
    pagina.wait_for_timeout(STAYED + 500)
    assert gemeld[1:] == [{"q": ["xyzzyqwerty"], "plaats": ["0"], "nieuw": ["1"], "niets": ["1"]}]


def test_verstuurd_telt_de_server(pagina: Page, gemeld: list[dict[str, list[str]]]) -> None:
    pagina.goto("/zoeken/")
    pagina.locator("#q").fill("traplift")
    with pagina.expect_request(lambda verzoek: "q=traplift" in verzoek.url) as verzoek:
        pagina.keyboard.press("Enter")
    assert verzoek.value.header_value("Zoekvraag") == "sent"
    expect(pagina.locator("#aantal")).to_contain_text("traplift")
    with pagina.expect_request(lambda verzoek: "q=traplift" in verzoek.url) as gefilterd:
        pagina.locator('#lijst input[type="checkbox"]').first.check()
    assert gefilterd.value.header_value("Zoekvraag") is None
    pagina.wait_for_timeout(STAYED + 500)
    assert gemeld == []
