"""The portal as `make start` starts it is whole: its worker lives, and its search engine serves."""

from playwright.sync_api import Page


def test_de_gestarte_site_is_gezond(pagina: Page) -> None:
    toestand = pagina.request.get("/gezondheid/").json()
    assert toestand["status"] == "goed"
    assert toestand["werker"]["mislukt"] == []
