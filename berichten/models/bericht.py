from django.db import models
from django.utils import timezone


class Bericht(models.Model):
    """A mail in the outbox: written in the transaction of what caused it, sent afterwards, then deleted."""

    aan = models.EmailField()
    antwoord_aan = models.EmailField(blank=True)
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    aangemaakt = models.DateTimeField(auto_now_add=True)
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.onderwerp} ({self.pogingen} pogingen)"
