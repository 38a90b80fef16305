"""Remove all invented content, with one command."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from bestanden.models import Afbeelding
from bijeenkomsten.models import Bijeenkomst
from handreikingen.models import Modelverordening
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.models import VindbarePagina


class Command(BaseCommand):
    help = (
        "Verwijdert alle verzonnen voorbeelden: praktijkvoorbeelden, boekjes, bijeenkomsten, sprekers en modelteksten."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        tekeningen = set(
            Praktijkvoorbeeld.objects.filter(verzonnen=True, foto__isnull=False).values_list("foto", flat=True)
        )
        paginatypen = [model for model in apps.get_models() if issubclass(model, VindbarePagina)]
        aantal = 0
        # Meetings name speakers: they go first. A booklet takes its chapters along.
        for model in sorted(paginatypen, key=lambda model: model is not Bijeenkomst):
            while pagina := model.objects.filter(verzonnen=True).first():
                aantal += 1 + pagina.get_descendant_count()
                pagina.delete()
        for modelverordening in Modelverordening.objects.filter(numchild=0):
            modelverordening.delete()
        Afbeelding.objects.filter(pk__in=tekeningen).delete()
        self.stdout.write(f"{aantal} verzonnen pagina's verwijderd.")
