"""Work of search that readers and editors need not wait for."""

from django_tasks import task

from search.actions.openbaarheid_bijwerken import werk_openbaarheid_bij_van
from search.actions.volgen import stuur_beheerlink


@task()
def stuur_link(kenmerk: str) -> None:
    """Mail the link to whom this is the mark of, if they follow anything."""
    stuur_beheerlink(kenmerk)


@task()
def openbaarheid_van(sleutels: list[int]) -> None:
    """Open or close the files of these pages, as the pages are by now."""
    werk_openbaarheid_bij_van(sleutels)
