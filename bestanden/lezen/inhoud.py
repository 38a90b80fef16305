"""What kind of document a file really is, told from its content and not from its name."""

import zipfile
import zlib
from typing import IO

# Damaged, cut off, encrypted, or packed in a way that Python does not know.
ZIPFOUTEN = (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError)
_OFFICE_MAPPEN = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def soort_van_inhoud(bestand: IO[bytes]) -> str:
    """The extension that fits the content; empty for what the portal does not take."""
    bestand.seek(0)
    begin = bestand.read(4096)
    bestand.seek(0)
    if b"%PDF-" in begin[:1024]:
        return "pdf"
    if begin.startswith(b"PK\x03\x04"):
        return _soort_van_zip(bestand)
    return "csv" if begin and b"\x00" not in begin else ""


def _soort_van_zip(bestand: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(bestand) as archief:
            namen = archief.namelist()
            if "mimetype" in namen and archief.getinfo("mimetype").file_size < 100:
                return _OPENDOCUMENT.get(archief.read("mimetype").strip(), "")
    except ZIPFOUTEN:
        return ""
    finally:
        bestand.seek(0)
    if "[Content_Types].xml" not in namen:
        return ""
    return next((soort for soort, map_ in _OFFICE_MAPPEN.items() if any(n.startswith(map_) for n in namen)), "")
