"""Remove all invented content, with one command."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from bestanden.models import Afbeelding
from bijeenkomsten.models import Bijeenkomst
from handreikingen.models import Modelverordening, Versie
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.page_source import findable_models


class Command(BaseCommand):
    help = (
        "Verwijdert alle verzonnen voorbeelden: praktijkvoorbeelden, boekjes, bijeenkomsten, sprekers en modelteksten."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        tekeningen = set(
            Praktijkvoorbeeld.objects.filter(verzonnen=True, foto__isnull=False).values_list("foto", flat=True)
        )
        modellen = {versie.get_parent().pk for versie in Versie.objects.filter(verzonnen=True)}
        aantal = 0
        # Meetings name speakers: they go first. A booklet takes its chapters along.
        for model in sorted(findable_models(), key=lambda model: model is not Bijeenkomst):
            while pagina := model._default_manager.filter(verzonnen=True).first():
                aantal += 1 + pagina.get_descendant_count()
                pagina.delete()
        for modelverordening in Modelverordening.objects.filter(pk__in=modellen, numchild=0):
            modelverordening.delete()
        Afbeelding.objects.filter(pk__in=tekeningen).delete()
        self.stdout.write(f"{aantal} verzonnen pagina's verwijderd.")
