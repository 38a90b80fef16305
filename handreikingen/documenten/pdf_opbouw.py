"""From the lines of a PDF to headings, paragraphs, lists and notes."""

import html as html_tekens
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bestanden.lezen.afbreking import Afbreking
from bestanden.lezen.fouten import GeenTekst
from bestanden.lezen.pdf import geopend
from handreikingen.documenten.pdf_koppen import (
    broodgrootte,
    koppen_uit_inhoud,
    koppen_uit_opmaak,
    zonder_inhoudsopgave,
)
from handreikingen.documenten.pdf_regels import NOOTCIJFERS, Regel, lees_regels

_OPSOMMING = re.compile(r"[•●▪■◦‣∙·–\-\uf0b7\uf0a7]\s+(?=\S)")
_GENUMMERD = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s")
_NOOT = re.compile(rf"[\d{NOOTCIJFERS}]{{1,3}}\s+\S")
_NOOTGRENS = re.compile(rf"(?<=[.,;’”)])\s*(?=[{NOOTCIJFERS}]+\s)")
_LOS_LEESTEKEN = re.compile(r"(?<=\w) (?=[.,;:](?:\s|$))")
_EINDE_ZIN = (".", "!", "?", ":", ";", "”", "’", ")")


def lees_pdf(pad: Path) -> tuple[str, str, str]:
    """Title as the document states it, title as its first page shows it, and its text as HTML."""
    with geopend(pad) as document:
        regels = zonder_inhoudsopgave(lees_regels(document))
        if not regels:
            raise GeenTekst
        koppen = koppen_uit_inhoud(document, regels)
        eigenschap = document.get_metadata_value("Title")
    if sum(niveau == 0 for niveau, _ in koppen.values()) < 2:
        koppen = koppen_uit_opmaak(regels)
    titel, titelregels = _titel(regels)
    schrijver = _Schrijver(regels)
    nummer = 0
    while nummer < len(regels):
        if nummer in titelregels:
            nummer += 1
            continue
        niveau, aantal = koppen.get(nummer, (None, 1))
        if niveau is None:
            schrijver.regel(regels[nummer])
        else:
            schrijver.kop(niveau, " ".join(regel.tekst for regel in regels[nummer : nummer + aantal]))
        nummer += aantal
    afbreking = Afbreking([regel.tekst for regel in regels])
    return eigenschap, afbreking.herstel(titel), afbreking.herstel(schrijver.klaar())


def _titel(regels: Sequence[Regel]) -> tuple[str, set[int]]:
    """The first run of lines in the largest type of the first page, if that is larger than the text."""
    eerste = [nummer for nummer, regel in enumerate(regels) if regel.pagina == regels[0].pagina]
    grootste = max(regels[nummer].grootte for nummer in eerste)
    if grootste < 1.2 * broodgrootte(regels):
        return "", set()
    reeks: list[int] = []
    for nummer in eerste:
        if regels[nummer].grootte != grootste:
            if reeks:
                break
        elif reeks and regels[reeks[-1]].onder - regels[nummer].onder > 2 * grootste:
            break
        else:
            reeks.append(nummer)
    return " ".join(regels[nummer].tekst for nummer in reeks), set(reeks)


class _Schrijver:
    """Gathers lines into paragraphs; notes wait for the end of their chapter."""

    def __init__(self, regels: Sequence[Regel]) -> None:
        self._brood = broodgrootte(regels)
        self._afstand = _regelafstand(regels, self._brood)
        self._uit: list[str] = []
        self._alinea: list[str] = []
        self._items: list[str] = []
        self._noten: list[list[str]] = []
        self._vorige: Regel | None = None
        self._in_noten = False
        self._soort = "p"
        self._hoogste: int | None = None

    def kop(self, niveau: int, tekst: str) -> None:
        self._sluit()
        if self._hoogste is None or niveau <= self._hoogste:
            self._hoogste = niveau
            self._schrijf_noten()
        self._uit.append(f"<h{min(niveau + 2, 6)}>{_veilig(tekst)}</h{min(niveau + 2, 6)}>")
        self._vorige = None
        self._in_noten = False

    def regel(self, regel: Regel) -> None:
        if self._is_noot(regel):
            self._voeg_noot_toe(regel)
            return
        self._in_noten = False
        tekst = regel.tekst
        opsomming = _OPSOMMING.match(tekst)
        if opsomming:
            self._sluit_alinea()
            self._soort = "li"
            tekst = tekst[opsomming.end() :]
        elif self._begint_alinea(regel):
            self._sluit()
        self._alinea.append(tekst)
        self._vorige = regel

    def klaar(self) -> str:
        self._sluit()
        self._schrijf_noten()
        return "".join(self._uit)

    def _is_noot(self, regel: Regel) -> bool:
        """Small print low on the page that starts with a number, and what follows it there."""
        klein = regel.grootte < 0.9 * self._brood and regel.onder < 0.5 * regel.paginahoogte
        if not klein:
            return False
        zelfde_pagina = self._vorige is not None and self._vorige.pagina == regel.pagina
        return bool(_NOOT.match(regel.tekst)) or (self._in_noten and zelfde_pagina)

    def _voeg_noot_toe(self, regel: Regel) -> None:
        if _NOOT.match(regel.tekst) or not self._noten:
            self._noten.append([])
        self._noten[-1].append(regel.tekst)
        self._in_noten = True

    def _begint_alinea(self, regel: Regel) -> bool:
        vorige = self._vorige
        if vorige is None or not self._alinea:
            return True
        if _GENUMMERD.match(regel.tekst) and _sluit_zin(self._alinea[-1]):
            return True
        stap = vorige.onder - regel.onder
        if regel.pagina != vorige.pagina or stap < -0.5 * self._brood:  # a new page or column
            eerste = regel.tekst[0]
            return _sluit_zin(self._alinea[-1]) or not (eerste.islower() or eerste == "(")
        if stap > 1.35 * self._afstand or abs(regel.grootte - vorige.grootte) > 1:
            return True
        if self._soort == "li":  # its lines hang below the text of the first, not below the bullet
            return regel.links < vorige.links - 4 and _sluit_zin(self._alinea[-1])
        if vorige.geheel_vet and not regel.geheel_vet:  # a heading in the size of the text
            return True
        return regel.geheel_vet and not vorige.geheel_vet and _sluit_zin(self._alinea[-1])

    def _sluit_alinea(self) -> None:
        if not self._alinea:
            return
        tekst = _veilig(_LOS_LEESTEKEN.sub("", " ".join(self._alinea)))
        if self._soort == "li":
            self._items.append(f"<li>{tekst}</li>")
        else:
            self._uit.append(f"<p>{tekst}</p>")
        self._alinea = []
        self._soort = "p"

    def _sluit(self) -> None:
        self._sluit_alinea()
        if self._items:
            self._uit.append(f"<ul>{''.join(self._items)}</ul>")
            self._items = []

    def _schrijf_noten(self) -> None:
        if self._noten:
            self._uit.append("<h4>Noten</h4>")
            noten = [een for noot in self._noten for een in _NOOTGRENS.split(" ".join(noot))]
            self._uit.extend(f"<p>{_veilig(noot)}</p>" for noot in noten)
            self._noten = []


def _regelafstand(regels: Sequence[Regel], brood: float) -> float:
    stappen = Counter(
        round(vorige.onder - regel.onder)
        for vorige, regel in pairwise(regels)
        if regel.pagina == vorige.pagina and regel.grootte == brood and vorige.onder > regel.onder
    )
    return stappen.most_common(1)[0][0] if stappen else 1.2 * brood


def _sluit_zin(tekst: str) -> bool:
    return tekst.rstrip(NOOTCIJFERS).endswith(_EINDE_ZIN)


def _veilig(tekst: str) -> str:
    return html_tekens.escape(tekst, quote=False)
