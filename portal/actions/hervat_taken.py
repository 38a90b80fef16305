"""A task whose worker died is picked up again: django-tasks-db itself leaves it "running" for ever."""

import logging

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.models import Hartslag
from portal.models.hartslag import STIL

logger = logging.getLogger(__name__)

POGINGEN = 3  # a task that takes its worker down each time must not do so for ever


def hervat_taken() -> int:
    """Make the tasks of dead workers ready again; how many there were."""
    levend = set(Hartslag.objects.levend().values_list("werker", flat=True))
    lopend = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - STIL)
    verlaten = [taak for taak in lopend if not levend.intersection(taak.worker_ids[-1:])]
    return sum(_hervat(taak) for taak in verlaten)


def _hervat(taak: DBTaskResult) -> int:
    nog_dezelfde = DBTaskResult.objects.filter(pk=taak.pk, status=TaskResultStatus.RUNNING, started_at=taak.started_at)
    if len(taak.worker_ids) < POGINGEN:
        logger.warning("De werker van taak %s (%s) is weg; de taak begint opnieuw", taak.pk, taak.task_path)
        return nog_dezelfde.update(status=TaskResultStatus.READY, started_at=None)
    logger.error("Taak %s (%s) verloor %d keer haar werker en is gestopt", taak.pk, taak.task_path, POGINGEN)
    nog_dezelfde.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        traceback=f"The worker died {POGINGEN} times during this task.",
    )
    return 0
