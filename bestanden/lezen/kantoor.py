"""Word and OpenDocument text as HTML, by pandoc in its sandbox."""

import html as html_tekens
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc

from bestanden.html import als_platte_tekst, schone_html
from bestanden.lezen.fouten import GeenTekst, Kapot, TeGroot, TeTraag
from bestanden.lezen.grenzen import SECONDEN, TEKENS, UITGEPAKT
from bestanden.lezen.inhoud import ZIPFOUTEN

FORMATEN = ("docx", "odt")
_GEHEUGEN = "-M1g"  # pandoc gives up beyond this,
_GEHEUGEN_OP = 251  # with this code
_EIGENSCHAPPEN = 100_000  # bytes
_TITEL = re.compile(r"<dc:title[^>]*>([^<]*)</dc:title>")


def lees_html(pad: Path) -> str:
    """The document as clean HTML."""
    _controleer_omvang(pad)
    soort = pad.suffix.lower().lstrip(".")
    opdracht = [
        *(pypandoc.get_pandoc_path(), "--sandbox", f"--from={soort}", "--to=html", "--wrap=none"),
        "--standalone",  # else the paragraphs in Word's style "Title" would be lost
        *(str(pad), "+RTS", _GEHEUGEN, "-RTS"),
    ]
    try:
        uitkomst = subprocess.run(opdracht, capture_output=True, timeout=SECONDEN, check=True)  # noqa: S603
    except subprocess.TimeoutExpired as fout:
        raise TeTraag from fout
    except subprocess.CalledProcessError as fout:
        raise (TeGroot if fout.returncode == _GEHEUGEN_OP else Kapot) from fout
    html = schone_html(uitkomst.stdout.decode())
    if len(html) > TEKENS:
        raise TeGroot
    if not als_platte_tekst(html):
        raise GeenTekst
    return html


def lees_titel(pad: Path) -> str:
    """The title that the document states in its properties; empty when it states none."""
    try:
        with zipfile.ZipFile(pad) as archief:
            eigenschappen = "".join(
                _begin(archief, deel) for deel in ("docProps/core.xml", "meta.xml") if deel in archief.namelist()
            )
    except ZIPFOUTEN as fout:
        raise Kapot from fout
    titel = _TITEL.search(eigenschappen)
    return html_tekens.unescape(titel[1]).strip() if titel else ""


def _begin(archief: zipfile.ZipFile, deel: str) -> str:
    """The properties stand at the start; what unpacks to more is no list of properties."""
    with archief.open(deel) as inhoud:
        return inhoud.read(_EIGENSCHAPPEN).decode(errors="replace")


def _controleer_omvang(pad: Path) -> None:
    try:
        with zipfile.ZipFile(pad) as archief:
            uitgepakt = sum(deel.file_size for deel in archief.infolist())
    except ZIPFOUTEN as fout:
        raise Kapot from fout
    if uitgepakt > UITGEPAKT:
        raise TeGroot
