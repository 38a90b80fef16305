"""Background work for those who follow a search."""

from django_tasks import task

from search.actions.volgen import stuur_beheerlink


@task()
def stuur_link(kenmerk: str) -> None:
    """Mail the link to whom this is the mark of, if they follow anything."""
    stuur_beheerlink(kenmerk)
