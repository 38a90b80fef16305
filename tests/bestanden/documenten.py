"""Documents made on the spot: small, and with the trouble that a test needs."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypandoc


@dataclass(frozen=True)
class Regel:
    tekst: str
    y: int
    x: int = 60
    grootte: int = 10
    vet: bool = False


def maak_pdf(paginas: Sequence[Sequence[Regel]], titel: str = "") -> bytes:
    """A PDF with these lines of text, written by hand."""
    delen = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kinderen = []
    for regels in paginas:
        inhoud = "\n".join(
            f"BT /{'F2' if r.vet else 'F1'} {r.grootte} Tf {r.x} {r.y} Td ({_pdf_tekst(r.tekst)}) Tj ET" for r in regels
        ).encode("cp1252")
        delen.append(f"<< /Length {len(inhoud)} >>\nstream\n{inhoud.decode('cp1252')}\nendstream")
        kinderen.append(len(delen) + 1)
        delen.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(delen)} 0 R /Resources << /Font << "
            "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
            "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> >> >> >>"
        )
    delen[1] = f"<< /Type /Pages /Count {len(kinderen)} /Kids [{' '.join(f'{n} 0 R' for n in kinderen)}] >>"
    delen.append(f"<< /Title ({_pdf_tekst(titel)}) >>")
    uit = bytearray(b"%PDF-1.7\n")
    plaatsen = []
    for nummer, deel in enumerate(delen, start=1):
        plaatsen.append(len(uit))
        uit += f"{nummer} 0 obj\n{deel}\nendobj\n".encode("cp1252")
    xref = len(uit)
    uit += f"xref\n0 {len(delen) + 1}\n0000000000 65535 f \n".encode()
    uit += b"".join(f"{plaats:010d} 00000 n \n".encode() for plaats in plaatsen)
    uit += (
        f"trailer\n<< /Size {len(delen) + 1} /Root 1 0 R /Info {len(delen)} 0 R >>\nstartxref\n{xref}\n%%EOF".encode()
    )
    return bytes(uit)


def _pdf_tekst(tekst: str) -> str:
    return tekst.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def maak_zip(delen: dict[str, str]) -> bytes:
    """The same bytes whenever it is made: no part carries a time."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(zipfile.ZipInfo(naam), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def maak_docx(pad: Path, markdown: str, soort: str = "docx") -> Path:
    """By pandoc, as the portal itself reads them by pandoc."""
    pypandoc.convert_text(markdown, soort, format="markdown", outputfile=str(pad))
    return pad
