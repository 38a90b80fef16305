"""A task for the tests of the worker."""

import time
from pathlib import Path

from django_tasks import task


@task()
def noteer(bestand: str, seconden: float) -> None:
    """Say that it began, and take a while."""
    with Path(bestand).open("a") as log:
        log.write("begonnen\n")
    time.sleep(seconden)
