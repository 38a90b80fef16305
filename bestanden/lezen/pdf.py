"""The text of a PDF, page by page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from bestanden.html import zonder_stuurtekens
from bestanden.lezen.afbreking import Afbreking
from bestanden.lezen.fouten import Beveiligd, GeenTekst, Kapot, TeGroot
from bestanden.lezen.grenzen import PAGINAS, TEKENS, Wekker

_slot = threading.RLock()  # PDFium serves one thread at a time


@contextmanager
def geopend(pad: Path) -> Iterator[pdfium.PdfDocument]:
    """The PDF, readable for as long as the block lasts; whatever is wrong with it is a Leesfout."""
    with _slot:
        try:
            document = pdfium.PdfDocument(pad)
        except pdfium.PdfiumError as fout:
            wachtwoord = getattr(fout, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
            raise (Beveiligd if wachtwoord else Kapot) from fout
        try:
            if len(document) == 0:
                raise Kapot
            if len(document) > PAGINAS:
                raise TeGroot
            yield document
        except pdfium.PdfiumError as fout:
            raise Kapot from fout
        finally:
            document.close()


def lees_paginas(pad: Path) -> list[str]:
    """The text of each page, words broken at line ends made whole."""
    wekker = Wekker()
    ruw: list[str] = []
    tekens = 0
    with geopend(pad) as document:
        for pagina in document:
            wekker.controleer()
            ruw.append(pagina.get_textpage().get_text_range())
            tekens += len(ruw[-1])
            if tekens > TEKENS:
                raise TeGroot
    if not any(tekst.strip() for tekst in ruw):
        raise GeenTekst
    afbreking = Afbreking(ruw)
    return [zonder_stuurtekens(afbreking.herstel(tekst)).strip() for tekst in ruw]
