"""The worker: tasks in the main thread, periodic work beside it."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from portal.periodiek_werk import registreer_alles
from portal.planner import Planner, geregistreerd

logger = logging.getLogger(__name__)

GEDULD = 15.0  # seconds that periodic work gets to finish when the worker must stop


class Command(BaseCommand):
    requires_system_checks = []  # they load every view, which a worker has no use for
    help = "Doet het werk op de achtergrond: taken en periodiek werk. Stopt netjes bij SIGTERM en ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        registreer_alles()
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # it warns that it was asked to stop
        werker = _werker(get_random_string(32))
        werker.configure_signals()
        planner = Planner(werker.worker_id, geregistreerd())
        planner.start()
        try:
            _werk(werker)
        finally:
            planner.eindig(GEDULD)


def _werker(worker_id: str) -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )


def _werk(werker: Worker) -> None:
    """Work until told to stop; a database that is away or busy for a while is waited for."""
    while werker.running:
        try:
            werker.run()
        except (OperationalError, InterfaceError):
            logger.exception("De database is niet bereikbaar; de werker probeert het opnieuw")
            connection.close()
            time.sleep(5)
