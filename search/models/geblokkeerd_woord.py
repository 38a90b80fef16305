from django.core.exceptions import ValidationError
from django.db import models

from search.blokkades import KORTSTE_BEGIN, every_word
from search.language.phrases import same_words
from search.language.tokens import tokens


class GeblokkeerdWoord(models.Model):
    """A word or phrase that search never suggests. Who types it in full still finds what there is."""

    woord = models.CharField(
        "woord",
        max_length=80,
        unique=True,
        help_text="Een woord of woordgroep. Enkelvoud en meervoud tellen als hetzelfde.",
        error_messages={"unique": "Dit woord staat al in de lijst."},
    )
    ook_begin = models.BooleanField(
        "ook als begin van een woord",
        default=False,
        help_text="Met ‘klote’ dus ook ‘klotegemeente’. Een gewoon woord dat toevallig zo begint, blijft.",
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
        eigen = every_word(self.woord)
        if not eigen:
            raise ValidationError({"woord": "Vul een woord in: letters of cijfers."})
        for ander in GeblokkeerdWoord.objects.exclude(pk=self.pk).values_list("woord", flat=True):
            if same_words(every_word(ander), eigen):
                raise ValidationError({"woord": f"‘{ander}’ staat al in de lijst."})
        if self.ook_begin:
            self._controleer_begin()

    def _controleer_begin(self) -> None:
        woorden = tokens(self.woord)
        if len(woorden) > 1:
            raise ValidationError({"ook_begin": "Dit kan bij één woord, niet bij een woordgroep."})
        if len(woorden[0]) < KORTSTE_BEGIN:
            raise ValidationError({"ook_begin": f"Dit kan bij een woord van {KORTSTE_BEGIN} letters of meer."})
