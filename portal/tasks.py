"""Background work on pages."""

from django_tasks import task
from wagtail.models import Page, ReferenceIndex


@task()
def ververs_verwijzingen(paginas: list[int]) -> None:
    """Note what these pages refer to ("waar gebruikt" in the editors' admin), after an import that skipped it."""
    # Not with iterator(): a read still open would make SQLite refuse the writes at once.
    for pagina in Page.objects.filter(pk__in=paginas).specific():
        ReferenceIndex.create_or_update_for_object(pagina)
