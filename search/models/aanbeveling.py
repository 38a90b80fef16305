import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from search.language.phrases import lines, phrase, same_words
from search.models.synoniemgroep import gecontroleerde_regels


class AanbevelingQuerySet(models.QuerySet["Aanbeveling"]):
    def geldig(self, op: datetime.date) -> "AanbevelingQuerySet":
        return self.filter(models.Q(geldig_tot__isnull=True) | models.Q(geldig_tot__gte=op))


class Aanbeveling(ClusterableModel):
    """Pages that stand above the results of some queries, by choice of the editors."""

    zoekvragen = models.TextField(
        "zoekvragen",
        help_text="Een zoekvraag per regel. Wie precies deze woorden zoekt, ziet de pagina’s bovenaan. De volgorde van "
        "de woorden, hoofdletters en enkelvoud of meervoud maken niet uit.",
    )
    geldig_tot = models.DateField(
        "geldig tot en met",
        null=True,
        blank=True,
        help_text="Daarna verdwijnt de aanbeveling vanzelf. Leeg: hij blijft staan.",
    )
    toelichting = models.TextField("waarom", blank=True, help_text="Voor uw collega’s. Lezers zien dit niet.")

    objects = AanbevelingQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbeveling"
        verbose_name_plural = "aanbevelingen"
        ordering = ["zoekvragen"]

    def __str__(self) -> str:
        return ", ".join(lines(self.zoekvragen))

    def is_voorbij(self, op: datetime.date) -> bool:
        return self.geldig_tot is not None and self.geldig_tot < op

    def clean(self) -> None:
        if not self.zoekvragen.strip():
            return  # the field itself says that it is required
        vandaag = timezone.localdate()
        if self.is_voorbij(vandaag) and self._bewaarde_datum() != self.geldig_tot:
            raise ValidationError(
                {"geldig_tot": "Deze datum is voorbij. Kies vandaag of later, of laat het veld leeg."}
            )
        try:
            regels = gecontroleerde_regels(self.zoekvragen)
        except ValidationError as fout:
            raise ValidationError({"zoekvragen": fout.message}) from fout
        self.zoekvragen = "\n".join(regels)
        if self.is_voorbij(vandaag):
            return
        self._controleer_of_eigen(regels, vandaag)

    def _controleer_of_eigen(self, regels: list[str], vandaag: datetime.date) -> None:
        """A query has one recommendation, so that the order of its pages is in one place."""
        gezien: list[str] = []
        for regel in regels:
            if zelfde := next((eerder for eerder in gezien if _zelfde(eerder, regel)), None):
                raise ValidationError(
                    {"zoekvragen": f"‘{zelfde}’ en ‘{regel}’ zijn dezelfde zoekvraag. Haal er een weg."}
                )
            gezien.append(regel)
        for ander in Aanbeveling.objects.geldig(vandaag).exclude(pk=self.pk):
            for regel in lines(ander.zoekvragen):
                if any(_zelfde(regel, eigen) for eigen in regels):
                    raise ValidationError(
                        {"zoekvragen": f"Voor ‘{regel}’ is er al een aanbeveling: ‘{ander}’. Zet uw pagina daarbij."}
                    )

    def _bewaarde_datum(self) -> datetime.date | None:
        return Aanbeveling.objects.filter(pk=self.pk).values_list("geldig_tot", flat=True).first()

    @property
    def einde(self) -> str:
        """When it ends, in words."""
        if self.geldig_tot is None:
            return "blijft staan"
        dag = date_format(self.geldig_tot, "j F Y")
        return f"voorbij sinds {dag}" if self.is_voorbij(timezone.localdate()) else f"tot en met {dag}"


def _zelfde(een: str, ander: str) -> bool:
    return same_words(phrase(een), phrase(ander))


class AanbevolenPagina(Orderable):
    """A page of a recommendation; readers see it while it is public."""

    aanbeveling = ParentalKey(Aanbeveling, on_delete=models.CASCADE, related_name="paginas")
    pagina = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name="pagina")

    class Meta(Orderable.Meta):
        verbose_name = "aanbevolen pagina"
        verbose_name_plural = "aanbevolen pagina’s"
        constraints = [
            models.UniqueConstraint(
                fields=["aanbeveling", "pagina"],
                name="aanbevolen_pagina_eenmaal",
                violation_error_message="Deze pagina staat er al.",
            )
        ]

    def __str__(self) -> str:
        return str(self.pagina)

    def clean(self, *args: Any) -> None:
        super().clean()
        if self.pagina_id and not self.pagina.live:
            raise ValidationError({"pagina": "Deze pagina is niet gepubliceerd. Lezers zouden haar niet zien."})
