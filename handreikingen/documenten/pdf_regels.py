"""The lines of a PDF with what their looks tell: size, weight and place."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from bestanden.lezen.afbreking import AFBREEKTEKEN
from bestanden.lezen.grenzen import Wekker

_VET = 600  # font weight
NOOTCIJFERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_HOOG = str.maketrans("0123456789", NOOTCIJFERS)
_RAND = 0.09  # of the page's height: where running heads and page numbers stand
_PAGINANUMMER = re.compile(
    r"(?:pagina|blz\.?|p\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:/|van)\s*\d{1,4})?", re.IGNORECASE
)


@dataclass
class Teken:
    teken: str
    grootte: float
    vet: bool
    links: float
    onder: float
    rechts: float


@dataclass
class Regel:
    pagina: int  # from 0
    paginahoogte: float
    tekens: list[Teken] = field(repr=False)

    def __post_init__(self) -> None:
        groottes = Counter(round(teken.grootte, 1) for teken in self.tekens if teken.teken.strip())
        self.grootte = groottes.most_common(1)[0][0]
        basis = [teken for teken in self.tekens if round(teken.grootte, 1) == self.grootte]
        self.onder = min(teken.onder for teken in basis)
        self.links = min(teken.links for teken in self.tekens if teken.teken.strip())
        vet = sum(teken.vet for teken in self.tekens) / len(self.tekens)
        self.vet, self.geheel_vet = vet > 0.5, vet > 0.95
        woorden = "".join(self._zichtbaar(teken) for teken in self.tekens).split()
        self.tekst = re.sub(rf" (?=[{NOOTCIJFERS}])", "", " ".join(woorden))

    def _zichtbaar(self, teken: Teken) -> str:
        """Small raised digits lead to a note."""
        is_noot = teken.teken in "0123456789" and teken.grootte < 0.75 * self.grootte
        return teken.teken.translate(_HOOG) if is_noot and teken.onder > self.onder else teken.teken

    @property
    def in_rand(self) -> bool:
        return not _RAND < self.onder / self.paginahoogte < 1 - _RAND


def lees_regels(document: pdfium.PdfDocument) -> list[Regel]:
    """All lines in reading order, without running heads, running feet and page numbers."""
    wekker = Wekker()
    regels: list[Regel] = []
    for nummer in range(len(document)):
        wekker.controleer()
        regels.extend(_paginaregels(document, nummer))
    herhaald = Counter(vorm for vorm, _ in {(_vorm(regel), regel.pagina) for regel in regels if regel.in_rand})
    vaak = max(3, len(document) // 4)
    return [
        regel
        for regel in regels
        if not (regel.in_rand and (herhaald[_vorm(regel)] >= vaak or _PAGINANUMMER.fullmatch(regel.tekst)))
    ]


def _vorm(regel: Regel) -> str:
    return re.sub(r"\d+", "#", regel.tekst)


def _paginaregels(document: pdfium.PdfDocument, nummer: int) -> Iterator[Regel]:
    pagina = document[nummer]
    hoogte = pagina.get_height()
    lopend: list[Teken] = []
    na_einde = False
    for teken in _tekens(pagina.get_textpage()):
        if teken is None:
            na_einde = bool(lopend)
            continue
        if na_einde and _hoort_bij(lopend[-1], teken):
            lopend.append(Teken(" ", teken.grootte, teken.vet, teken.links, teken.onder, teken.links))
        elif na_einde:
            yield from _regel(nummer, hoogte, lopend)
            lopend = []
        na_einde = teken.teken == AFBREEKTEKEN  # PDFium gives no end of line there
        lopend.append(teken)
    yield from _regel(nummer, hoogte, lopend)


def _hoort_bij(vorige: Teken, teken: Teken) -> bool:
    """Whether what follows a break stands on the same line after all, as the mark of a note does."""
    groot = max(vorige.grootte, teken.grootte)
    if vorige.teken == AFBREEKTEKEN:
        return False
    return abs(vorige.onder - teken.onder) < 0.5 * groot and -1 <= teken.links - vorige.rechts < 2 * groot


def _regel(nummer: int, hoogte: float, tekens: list[Teken]) -> Iterator[Regel]:
    if any(teken.teken.strip() for teken in tekens):
        yield Regel(nummer, hoogte, tekens)


def _tekens(tekstpagina: pdfium.PdfTextPage) -> Iterator[Teken | None]:
    """The characters; None for the end of a line."""
    links, rechts, onder, boven = (ctypes.c_double() for _ in range(4))
    matrix = pdfium_c.FS_MATRIX()
    for plaats in range(tekstpagina.count_chars()):
        afgebroken = pdfium_c.FPDFText_IsHyphen(tekstpagina, plaats) == 1
        teken = AFBREEKTEKEN if afgebroken else chr(pdfium_c.FPDFText_GetUnicode(tekstpagina, plaats))
        if teken in "\r\n":
            yield None
            continue
        pdfium_c.FPDFText_GetCharBox(tekstpagina, plaats, links, rechts, onder, boven)
        schaal = math.hypot(matrix.b, matrix.d) if pdfium_c.FPDFText_GetMatrix(tekstpagina, plaats, matrix) else 1
        yield Teken(
            teken,
            pdfium_c.FPDFText_GetFontSize(tekstpagina, plaats) * schaal,
            _is_vet(tekstpagina, plaats),
            links.value,
            onder.value,
            rechts.value,
        )


def _is_vet(tekstpagina: pdfium.PdfTextPage, plaats: int) -> bool:
    """By the weight of the font, or by its name where it states no weight."""
    if pdfium_c.FPDFText_GetFontWeight(tekstpagina, plaats) >= _VET:
        return True
    naam = ctypes.create_string_buffer(64)
    pdfium_c.FPDFText_GetFontInfo(tekstpagina, plaats, naam, len(naam), None)
    return b"bold" in naam.value.lower()
