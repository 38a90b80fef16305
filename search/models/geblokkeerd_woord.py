from django.core.exceptions import ValidationError
from django.db import models

from search.language.phrases import phrase, same_words


class GeblokkeerdWoord(models.Model):
    """A word or phrase that search never suggests. Who types it in full still finds what there is."""

    woord = models.CharField(
        "woord",
        max_length=80,
        unique=True,
        help_text="Een woord of woordgroep. Enkelvoud en meervoud tellen als hetzelfde.",
        error_messages={"unique": "Dit woord staat al in de lijst."},
    )
    toelichting = models.CharField("waarom", max_length=200, blank=True)

    class Meta:
        verbose_name = "geblokkeerd woord"
        verbose_name_plural = "geblokkeerde woorden"
        ordering = ["woord"]

    def __str__(self) -> str:
        return self.woord

    def clean(self) -> None:
        if not self.woord.strip():
            return  # the field itself says that it is required
        self.woord = " ".join(self.woord.lower().split())
        eigen = phrase(self.woord)
        if not eigen:
            raise ValidationError({"woord": "Vul een woord in: letters of cijfers."})
        for ander in GeblokkeerdWoord.objects.exclude(pk=self.pk).values_list("woord", flat=True):
            if same_words(phrase(ander), eigen):
                raise ValidationError({"woord": f"‘{ander}’ staat al in de lijst."})
