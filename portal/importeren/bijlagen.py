"""Files that come with a record."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from wagtail.utils.file import hash_filelike

from bestanden.actions.lees_tekst import bewaar, lees
from bestanden.models import Bestand
from portal.importeren.record import Recordfout


def bewaar_bestand(pad: Path, titel: str = "") -> Bestand:
    """The stored file with this content, its text read; stored now unless it was already there.

    Not within a transaction: reading takes long, and what is stored is found again after an interruption.
    """
    with pad.open("rb") as inhoud:
        if bestand := Bestand.objects.filter(file_hash=hash_filelike(inhoud)).order_by("pk").first():
            return bestand
        inhoud.seek(0)
        bestand = Bestand(title=titel or pad.stem, file=File(inhoud, name=pad.name))
        try:
            bestand.full_clean(exclude={"collection"})
        except ValidationError as fout:
            raise Recordfout(f"het bestand “{pad.name}” kan niet mee: {' '.join(fout.messages)}") from None
        gelezen = lees(pad)
        with transaction.atomic():
            bestand.save()
            bewaar(bestand, gelezen)
    return bestand
