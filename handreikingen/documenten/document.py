"""A document read as a publication."""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from bestanden.html import KOPPEN, als_platte_tekst
from bestanden.lezen import kantoor
from bestanden.lezen.fouten import OnbekendeSoort
from handreikingen.documenten.pdf_opbouw import lees_pdf

_TITEL_MAXIMUM = 255
_ALINEA_MINIMUM = 80  # characters: less is a line, not a paragraph that tells what this is about
_GEEN_TITEL = re.compile(
    r"^\S*_\S*$|^(?:Microsoft )?(?:Word|PowerPoint) - |\.\w{3,4}$|^(?:untitled|document\d*)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Document:
    titel: str
    eerste_alinea: str
    html: str


def lees_document(pad: Path) -> Document:
    """Raises a Leesfout for what cannot be read."""
    soort = pad.suffix.lower().lstrip(".")
    if soort == "pdf":
        eigenschap, getoond, html = lees_pdf(pad)
    elif soort in kantoor.FORMATEN:
        eigenschap = kantoor.lees_titel(pad)
        getoond, html = _zonder_titelkop(kantoor.lees_html(pad))
    else:
        raise OnbekendeSoort
    bruikbaar = "" if _GEEN_TITEL.search(eigenschap) or " " not in eigenschap.strip() else eigenschap.strip()
    titel = bruikbaar or getoond or pad.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    return Document(titel[:_TITEL_MAXIMUM], eerste_alinea(html), html)


def _zonder_titelkop(html: str) -> tuple[str, str]:
    """The heading that opens the document, and the rest; no title where the document opens with text."""
    boom = BeautifulSoup(html, "html.parser")
    eerste = next((tag for tag in boom.find_all(True, recursive=False) if tag.get_text(strip=True)), None)
    if eerste is None or eerste.name not in KOPPEN[:2]:
        return "", html
    titel = " ".join(eerste.get_text(" ").split())
    eerste.decompose()
    return titel, boom.decode()


def eerste_alinea(html: str) -> str:
    """The first paragraph that is long enough to tell what the text is about, else all words."""
    alineas = (als_platte_tekst(str(alinea)) for alinea in BeautifulSoup(html, "html.parser").find_all("p"))
    return next((alinea for alinea in alineas if len(alinea) >= _ALINEA_MINIMUM), als_platte_tekst(html))
