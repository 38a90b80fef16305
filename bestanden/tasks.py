"""Background work on documents."""

from django_tasks import task

from bestanden.actions.lees_tekst import lees_tekst
from bestanden.models import Bestand


@task()
def lees_bestand(pk: int) -> None:
    """Read the text of a newly uploaded document; a document that went meanwhile is no error."""
    if bestand := Bestand.objects.filter(pk=pk, tekststand=Bestand.Tekststand.TE_LEZEN).first():
        lees_tekst(bestand)
