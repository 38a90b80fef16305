from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

# The only headers a mail may bring along; To, From, Reply-To and Subject have their own fields.
KOPREGELS = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"})


def controleer_kopregels(kopregels: dict[str, str]) -> None:
    if vreemd := set(kopregels) - KOPREGELS:
        raise ValidationError(f"Deze kopregels horen niet in een bericht: {', '.join(sorted(vreemd))}.")
    if any("\n" in waarde or "\r" in waarde for waarde in kopregels.values()):
        raise ValidationError("Een kopregel is één regel.")


class Bericht(models.Model):
    """A mail in the outbox: written in the transaction of what caused it, sent afterwards, then deleted."""

    aan = models.EmailField()
    antwoord_aan = models.EmailField(blank=True)
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    kopregels = models.JSONField(default=dict, blank=True, validators=[controleer_kopregels])
    aangemaakt = models.DateTimeField(auto_now_add=True)
    pogingen = models.PositiveIntegerField(default=0)
    volgende_poging = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.onderwerp} ({self.pogingen} pogingen)"
