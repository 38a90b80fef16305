"""Every link on the site leads somewhere: all pages that can be reached from the start page, without a browser."""

import urllib.error
import urllib.request
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

MINSTENS = 400  # the gemeenten alone are 342


def test_geen_dode_links(site: str) -> None:
    te_doen, gezien = deque([f"{site}/"]), {f"{site}/"}
    kapot: list[str] = []
    ankers: list[str] = []
    while te_doen:
        adres = te_doen.popleft()
        try:
            with urllib.request.urlopen(adres) as antwoord:
                soort = antwoord.headers.get_content_type()
                inhoud = antwoord.read() if soort == "text/html" else b""
        except urllib.error.HTTPError as fout:
            kapot.append(f"{fout.code} {adres}")
            continue
        boom = BeautifulSoup(inhoud, "html.parser")
        namen = {element["id"] for element in boom.select("[id]")}
        for link in boom.select("a[href]"):
            doel, anker = urldefrag(urljoin(adres, str(link["href"])))
            if anker and doel == adres and anker not in namen:
                ankers.append(f"{adres}#{anker}")
            delen = urlsplit(doel)
            # Filters and pages of lists are links without end; each list is fetched once.
            if delen.netloc == urlsplit(site).netloc and not delen.query and doel not in gezien:
                gezien.add(doel)
                te_doen.append(doel)
    assert not kapot, kapot
    assert not ankers, ankers
    assert len(gezien) > MINSTENS
