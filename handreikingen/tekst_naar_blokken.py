"""From HTML to the blocks of handreikingen.blocks.TekstBlok, without losing a word."""

import html as html_tekens
import uuid
from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from bestanden.html import KOPPEN, als_platte_tekst, schone_html
from handreikingen.rijke_tekst import alineas, is_inline, lijst_html, platte_tekst
from handreikingen.tabel_naar_blok import cellen, tabel_naar_blok

Blok = dict[str, Any]

_BLOK_ID = uuid.UUID("6f2a3f0e-6a55-4c0d-9a83-4d3c1a1f6b52")
_KOP_MAXIMUM = 150  # of KopBlok.tekst


def html_naar_blokken(html: str) -> list[Blok]:
    """StreamField data for TekstBlok; `html` may come from anywhere.

    The ids follow from the place of the block, so that reading the same text again gives the same data.
    """
    bron = _boom(html)
    lezer = _Blokkenlezer(_koplevels(bron))
    lezer.lees(bron.children)
    return lezer.klaar()


def splits_in_hoofdstukken(html: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first chapter, and title and HTML of each chapter.

    Chapters start at the highest level of heading that occurs at least twice; without one there are none. A heading
    with nothing below it (such as "Deel A") is no chapter but the first line of the next one, or the last of the text.
    """
    bron = _boom(html)
    namen = [kop.name for kop in bron.find_all(KOPPEN, recursive=False) if _is_hoofdstuktitel(kop)]
    niveau = next((naam for naam in KOPPEN if namen.count(naam) >= 2), None)
    inleiding: list[str] = []
    hoofdstukken: list[tuple[str, list[str]]] = []
    for deel in bron.children:
        if isinstance(deel, Tag) and deel.name == niveau and _is_hoofdstuktitel(deel):
            hoofdstukken.append((platte_tekst(deel), []))
        else:
            (hoofdstukken[-1][1] if hoofdstukken else inleiding).append(_als_html(deel))
    return _zonder_lege("".join(inleiding), [(titel, "".join(delen)) for titel, delen in hoofdstukken])


def _zonder_lege(inleiding: str, hoofdstukken: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    uit: list[tuple[str, str]] = []
    vooraf = ""
    for titel, tekst in hoofdstukken:
        if als_platte_tekst(tekst):
            uit.append((titel, vooraf + tekst))
            vooraf = ""
        else:
            vooraf += f"<p><b>{html_tekens.escape(titel, quote=False)}</b></p>"
    if not vooraf:
        return inleiding, uit
    if not uit:
        return inleiding + vooraf, []
    return inleiding, [*uit[:-1], (uit[-1][0], uit[-1][1] + vooraf)]


def _boom(html: str) -> BeautifulSoup:
    return BeautifulSoup(schone_html(html), "html.parser")


def _als_html(deel: PageElement) -> str:
    return deel.decode() if isinstance(deel, Tag) else html_tekens.escape(str(deel), quote=False)


def _is_hoofdstuktitel(kop: Tag) -> bool:
    return 0 < len(platte_tekst(kop)) <= _KOP_MAXIMUM


def _koplevels(bron: BeautifulSoup) -> dict[str, str]:
    """Tag to level of KopBlok: the document's highest level in real use is h2, all below it h3."""
    namen = [kop.name for kop in bron.find_all(KOPPEN)]
    if not namen:
        return {}
    hoogste = min(namen)
    if hoogste == "h1" and namen.count("h1") == 1:
        hoogste = "h2"  # one h1 is the title of the document; the others are its chapters
    return {naam: "h2" if naam <= hoogste else "h3" for naam in KOPPEN}


class _Blokkenlezer:
    """Walks the content and gathers blocks; paragraphs and lists that follow each other share one."""

    def __init__(self, koplevels: dict[str, str]) -> None:
        self._koplevels = koplevels
        self._blokken: list[Blok] = []
        self._alinea: list[str] = []

    def lees(self, delen: Iterable[PageElement]) -> None:
        lopend: list[PageElement] = []
        for deel in delen:
            if not isinstance(deel, Tag) or is_inline(deel):
                lopend.append(deel)
                continue
            self._lees_alineas(lopend)
            lopend = []
            self._lees_tag(deel)
        self._lees_alineas(lopend)

    def klaar(self) -> list[Blok]:
        self._sluit_alinea()
        return self._blokken

    def _lees_tag(self, tag: Tag) -> None:
        if tag.name in KOPPEN:
            self._lees_kop(tag)
        elif tag.name == "table":
            self._lees_tabel(tag)
        elif tag.name == "blockquote":
            self._lees_citaat(tag)
        elif tag.name in ("ul", "ol") and not tag.find("table"):
            self._alinea.append(lijst_html(tag))
        else:
            self.lees(tag.children)

    def _lees_alineas(self, delen: list[PageElement]) -> None:
        self._alinea.extend(f"<p>{alinea}</p>" for alinea in alineas(delen))

    def _lees_kop(self, kop: Tag) -> None:
        tekst = platte_tekst(kop)
        if len(tekst) > _KOP_MAXIMUM:  # no heading but a paragraph in large type
            self._alinea.append(f"<p><b>{html_tekens.escape(tekst, quote=False)}</b></p>")
        elif tekst:
            eerste = all(blok["type"] != "kop" for blok in self._blokken)
            self._voeg_toe("kop", {"niveau": "h2" if eerste else self._koplevels[kop.name], "tekst": tekst})

    def _lees_tabel(self, tabel: Tag) -> None:
        if waarde := tabel_naar_blok(tabel):
            self._voeg_toe("tabel", waarde)
            return
        delen = [alineas(cel.children) for cel in cellen(tabel)]
        if tabel.find((*KOPPEN, "ul", "ol", "table", "blockquote")) or any(len(deel) > 1 for deel in delen):
            for cel in cellen(tabel):
                self.lees(cel.children)
        elif regel := " ".join(deel[0] for deel in delen if deel):  # one row of a number and a sentence
            self._alinea.append(f"<p>{regel}</p>")

    def _lees_citaat(self, citaat: Tag) -> None:
        if citaat.find((*KOPPEN, "ul", "ol", "table", "a")):  # a quote block holds plain text only
            self.lees(citaat.children)
            return
        delen = [deel if isinstance(deel, Tag) and deel.name == "p" else None for deel in citaat.children]
        tekst = "\n\n".join(platte_tekst(deel) for deel in delen if deel) if all(delen) else platte_tekst(citaat)
        if tekst:
            self._voeg_toe("citaat", {"tekst": tekst, "bron": ""})

    def _sluit_alinea(self) -> None:
        if tekst := "".join(self._alinea):
            self._voeg("alinea", tekst)
        self._alinea = []

    def _voeg_toe(self, soort: str, waarde: Any) -> None:
        self._sluit_alinea()
        self._voeg(soort, waarde)

    def _voeg(self, soort: str, waarde: Any) -> None:
        nummer = len(self._blokken)
        self._blokken.append({"type": soort, "value": waarde, "id": str(uuid.uuid5(_BLOK_ID, str(nummer)))})
