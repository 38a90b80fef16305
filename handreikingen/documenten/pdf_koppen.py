"""Which lines of a PDF are headings: by its own outline, else by their size."""

import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2 as pdfium

from handreikingen.documenten.pdf_regels import Regel

_KOP_MAXIMUM = 150
_DIEPST = 3  # levels told apart
_INHOUD = re.compile(r"inhoud(?:sopgave)?|table of contents", re.IGNORECASE)
_INHOUDSREGEL = re.compile(r".*?(?:\.{3,}|\s)\s*\d{1,3}")
_MET_LETTERS = re.compile(r"[^\W\d_]{3}")
_GEEN_EINDE_VAN_KOP = (".", ",", ";", ":")


def broodgrootte(regels: Sequence[Regel]) -> float:
    """The size that most of the text is set in."""
    tekens: Counter[float] = Counter()
    for regel in regels:
        tekens[regel.grootte] += len(regel.tekst)
    return tekens.most_common(1)[0][0]


def zonder_inhoudsopgave(regels: Sequence[Regel]) -> list[Regel]:
    """Without the printed table of contents: the portal shows its own, and page numbers mean nothing there."""
    uit: list[Regel] = []
    nummer = 0
    while nummer < len(regels):
        regel = regels[nummer]
        if not _INHOUD.fullmatch(regel.tekst):
            uit.append(regel)
            nummer += 1
            continue
        pagina = [een for een in regels[nummer + 1 :] if een.pagina == regel.pagina]
        met_puntjes = any("..." in een.tekst for een in pagina)
        laatste = max(
            (plaats for plaats, een in enumerate(pagina, 1) if _is_inhoudsregel(een.tekst, met_puntjes)), default=0
        )
        nummer += 1 + laatste
    return uit


def _is_inhoudsregel(tekst: str, met_puntjes: bool) -> bool:
    return bool(_INHOUDSREGEL.fullmatch(tekst)) and ("..." in tekst or not met_puntjes)


def koppen_uit_inhoud(document: pdfium.PdfDocument, regels: Sequence[Regel]) -> dict[int, tuple[int, int]]:
    """From the outline: index of a line to (level from 0, how many lines the heading takes)."""
    koppen: dict[int, tuple[int, int]] = {}
    vanaf = 0
    for bladwijzer in document.get_toc(max_depth=_DIEPST):
        doel = bladwijzer.get_dest()
        pagina = doel.get_index() if doel else None
        gevonden = None if pagina is None else _zoek(regels, vanaf, pagina, bladwijzer.get_title())
        if gevonden:
            koppen[gevonden[0]] = (bladwijzer.level, gevonden[1])
            vanaf = gevonden[0] + gevonden[1]
    return koppen


def _zoek(regels: Sequence[Regel], vanaf: int, pagina: int, titel: str) -> tuple[int, int] | None:
    gezocht = _kaal(titel)
    for nummer in range(vanaf, len(regels)):
        if regels[nummer].pagina > pagina + 1:
            return None
        if regels[nummer].pagina < pagina or not gezocht:
            continue
        samen = ""
        for aantal, regel in enumerate(regels[nummer : nummer + 5], start=1):
            samen += _kaal(regel.tekst)
            if samen == gezocht:
                return nummer, aantal
            if not gezocht.startswith(samen):
                break
    return None


def _kaal(tekst: str) -> str:
    return re.sub(r"[\W_¹²³⁰⁴-⁹]+", "", tekst).lower()


def koppen_uit_opmaak(regels: Sequence[Regel]) -> dict[int, tuple[int, int]]:
    """From the looks: lines in line with the text but larger and bold, or much larger; the larger, the higher."""
    brood = broodgrootte(regels)
    kanten = _kanten(regels, brood)
    gekozen = [
        nummer
        for nummer, regel in enumerate(regels)
        if regel.grootte > (1.08 if regel.vet else 1.5) * brood and any(abs(regel.links - kant) <= 4 for kant in kanten)
    ]
    groottes = sorted({regels[nummer].grootte for nummer in gekozen}, reverse=True)
    koppen: dict[int, tuple[int, int]] = {}
    tot = 0
    for nummer in gekozen:
        if nummer < tot:
            continue
        tot = nummer + 1
        while tot < len(regels) and _gaat_door(regels[tot - 1], regels[tot]):
            tot += 1
        tekst = " ".join(regel.tekst for regel in regels[nummer:tot])
        if _is_kop(tekst):
            koppen[nummer] = (groottes.index(regels[nummer].grootte), tot - nummer)
    return koppen


def _kanten(regels: Sequence[Regel], brood: float) -> list[float]:
    """Where the columns of the text begin."""
    vol = [round(regel.links) for regel in regels if regel.grootte == brood and len(regel.tekst) > 30]
    return [kant for kant, aantal in Counter(vol).items() if aantal > len(vol) / 50]


def _gaat_door(vorige: Regel, regel: Regel) -> bool:
    """Whether a heading goes on in the next line."""
    zelfde = (regel.pagina, regel.grootte, regel.vet) == (vorige.pagina, vorige.grootte, vorige.vet)
    return zelfde and 0 < vorige.onder - regel.onder < 2 * regel.grootte and abs(vorige.links - regel.links) < 12


def _is_kop(tekst: str) -> bool:
    einde = tekst.endswith(_GEEN_EINDE_VAN_KOP) and not tekst.endswith("...")
    return bool(_MET_LETTERS.search(tekst)) and not einde and len(tekst) <= _KOP_MAXIMUM
