from datetime import timedelta

from django.db import models
from django.utils import timezone

STIL = timedelta(seconds=60)  # a worker not heard for this long is taken for dead


class HartslagQuerySet(models.QuerySet["Hartslag"]):
    def levend(self) -> "HartslagQuerySet":
        return self.filter(gezien_op__gte=timezone.now() - STIL)


class Hartslag(models.Model):
    """The sign of life of one worker, renewed every few seconds and removed when it ends in order."""

    werker = models.CharField(max_length=64, primary_key=True)
    gezien_op = models.DateTimeField(db_index=True)

    objects = HartslagQuerySet.as_manager()

    class Meta:
        ordering = ["-gezien_op"]

    def __str__(self) -> str:
        return self.werker
