from django.db import models


class Planning(models.Model):
    """When a piece of periodic work is next due, and which worker is at it now (see portal.planner)."""

    naam = models.CharField(max_length=60, unique=True)
    volgende = models.DateTimeField()
    werker = models.CharField(max_length=64, blank=True)
    fout = models.CharField(max_length=300, blank=True)  # of the last time, empty when it went well

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam
