"""What a first visit to each type of page brings over the line, in a real browser with an empty cache."""

import shutil
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.server import Server, server
from tests.benchmarks.tabel import Tabel, getal

BUDGET = 60_000  # bytes, compressed, without photos and font
_PAGINAS = (
    *("start", "list, first page", "list, three filters", "search, one word", "search, two words, all facets"),
    *("praktijkvoorbeeld", "hoofdstuk", "artikel", "gemeente", "map of gemeenten", "thema"),
)
_SOORTEN = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "font", "image": "photos"}
_ARGUMENTEN = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        return [Tabel("Weight of the first view: skipped, no Chromium on this machine", ["page"], [])]
    deze = collecties[-1]
    adressen: dict[str, list[str]] = deze.meting("adressen")
    with server(deze) as loopt, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=_ARGUMENTEN)
        rijen = [_rij(chromium, loopt, naam, adressen[naam][0]) for naam in _PAGINAS if adressen.get(naam)]
        chromium.close()
    koppen = ["page", "bytes", "budget", "of budget", *_SOORTEN.values(), "HTML unpacked", "requests", "other hosts"]
    return [
        Tabel(f"Weight of the first view, {deze.naam}", koppen, rijen, "Bytes as they come over the line, bodies only.")
    ]


def _rij(chromium: Browser, loopt: Server, naam: str, pad: str) -> list[str]:
    gewicht: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    klaar: list[Request] = []
    bladzijde = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    bladzijde.on("requestfinished", lambda verzoek: klaar.append(verzoek))
    antwoord = bladzijde.goto(loopt.adres + pad, wait_until="networkidle")
    assert antwoord is not None
    for verzoek in klaar:
        gewicht[_SOORTEN.get(verzoek.resource_type, verzoek.resource_type)] += verzoek.sizes()["responseBodySize"]
        hosts[urlsplit(verzoek.url).netloc] += 1
    uitgepakt = len(antwoord.body())
    bladzijde.context.close()
    telt = sum(gewicht.values()) - gewicht["font"] - gewicht["photos"]
    vreemd = [host for host in hosts if host and host != urlsplit(loopt.adres).netloc]
    return [
        naam,
        getal(telt),
        getal(BUDGET),
        f"{telt / BUDGET:.0%}",
        *(getal(gewicht[soort]) for soort in _SOORTEN.values()),
        getal(uitgepakt),
        str(len(klaar)),
        ", ".join(vreemd) or "none",
    ]
