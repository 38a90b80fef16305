"""A picture that is none gets an answer at the field, whatever is wrong with it."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from bestanden.models import Afbeelding

pytestmark = pytest.mark.django_db


def png(breedte: int, hoogte: int) -> bytes:
    """A picture that says it is this large, without the pixels."""
    delen = {
        b"IHDR": struct.pack(">IIBBBBB", breedte, hoogte, 1, 0, 0, 0, 0),
        b"IDAT": zlib.compress(b""),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))
        for soort, inhoud in delen.items()
    )


def fouten(naam: str, inhoud: bytes) -> list[str]:
    formulier = get_image_form(Afbeelding)(
        {"title": "Foto", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile(naam, inhoud)},
    )
    return list(formulier.errors.get("file", []))


def test_afgebroken_jpeg() -> None:
    (fout,) = fouten("foto.jpg", b"\xff\xd8\xff\xe0\x10\x00JFIF")
    assert "geldige afbeelding" in fout


def test_zo_veel_pixels_dat_het_een_aanval_is() -> None:
    (fout,) = fouten("foto.png", png(60_000, 60_000))
    assert "pixels" in fout
