"""Background work of search."""

from django_tasks import task

from search.actions.index_bijwerken import werk_bij


@task()
def werk_zoekindex_bij() -> int:
    """Bring everything in the outbox to the index; safe to repeat, and to run twice at a time."""
    return werk_bij()
