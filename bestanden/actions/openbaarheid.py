"""Make the files of a thing public with it, and private again when it goes."""

from collections.abc import Collection

from django.db import transaction

from bestanden.models import OpenbaarGebruik


@transaction.atomic
def zet_openbaar(bron: str, *, bestanden: Collection[int], afbeeldingen: Collection[int]) -> None:
    """Record that `bron` uses exactly these documents and pictures in public (ids)."""
    gebruik = OpenbaarGebruik.objects.filter(bron=bron)
    gebruik.filter(bestand__isnull=False).exclude(bestand__in=bestanden).delete()
    gebruik.filter(afbeelding__isnull=False).exclude(afbeelding__in=afbeeldingen).delete()
    OpenbaarGebruik.objects.bulk_create(
        [
            *(OpenbaarGebruik(bron=bron, bestand_id=pk) for pk in bestanden),
            *(OpenbaarGebruik(bron=bron, afbeelding_id=pk) for pk in afbeeldingen),
        ],
        ignore_conflicts=True,
    )


def maak_prive(bron: str) -> None:
    """End the public use by `bron`; files that nothing else uses are private again."""
    OpenbaarGebruik.objects.filter(bron=bron).delete()
