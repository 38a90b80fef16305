"""Inside a portal: how many pages it has.

`met-fasen` first gives praktijkvoorbeelden a fase, which records lack; `zonder-wachtrij` takes away the background work
that an import leaves, which would otherwise run while pages are measured.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Case, F, Value, When  # noqa: E402
from django.db.models.functions import Mod  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402
from wagtail.models import Page  # noqa: E402

from praktijkvoorbeelden.models import Praktijkvoorbeeld  # noqa: E402
from search.models import Indexwijziging  # noqa: E402
from search.page_source import findable_models  # noqa: E402


def geef_fasen() -> None:
    fasen = Praktijkvoorbeeld.Fase.values
    keuze = Case(*(When(rest=nummer, then=Value(fase)) for nummer, fase in enumerate(fasen)))
    zonder = Praktijkvoorbeeld.objects.filter(bron_id__startswith="bench-")
    zonder.annotate(rest=Mod(F("pk"), len(fasen))).update(fase=keuze)


def ruim_wachtrij() -> None:
    Indexwijziging.objects.all().delete()
    DBTaskResult.objects.all().delete()


def grootte() -> int:
    if connection.vendor == "sqlite":
        return sum(bestand.stat().st_size for bestand in settings.VAR_DIR.glob("portal.sqlite3*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    if "met-fasen" in sys.argv:
        geef_fasen()
    if "zonder-wachtrij" in sys.argv:
        ruim_wachtrij()
    per_soort = {str(model._meta.verbose_name): model.objects.count() for model in findable_models()}
    print(json.dumps({"paginas": Page.objects.count(), "per_soort": per_soort, "database": grootte()}))
