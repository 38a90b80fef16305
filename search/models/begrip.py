import datetime

from django.db import models
from django.urls import reverse


class Schema(models.TextChoices):
    """The concept schemes of the vocabulary; each is a facet and the first part of its pages' addresses."""

    THEMA = "thema", "Thema"
    DOELGROEP = "doelgroep", "Doelgroep"
    VERSCHUIVING = "verschuiving", "Verschuiving"
    RESULTAATGEBIED = "resultaatgebied", "Resultaatgebied"
    WETTELIJK_KADER = "wettelijk-kader", "Wettelijk kader"


class BegripQuerySet(models.QuerySet["Begrip"]):
    def van(self, schema: str) -> "BegripQuerySet":
        return self.filter(schema=schema)


class Begrip(models.Model):
    """A concept of the one controlled vocabulary, in SKOS shape."""

    schema = models.CharField("soort begrip", max_length=20, choices=Schema)
    label = models.CharField("naam", max_length=100, help_text="Zo staat het begrip op de site.")
    slug = models.SlugField("adres van de pagina", max_length=100)
    alternatieven = models.TextField(
        "andere namen",
        blank=True,
        help_text="Een per regel. Wie op een van deze namen zoekt, vindt dit begrip ook. "
        "Bijvoorbeeld: pgb, persoonsgebonden budget.",
    )
    definitie = models.TextField("wat wij ermee bedoelen", blank=True)
    breder = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="smaller", verbose_name="valt onder"
    )
    volgorde = models.PositiveIntegerField("volgorde", default=0)
    van = models.CharField(
        "van", max_length=100, blank=True, help_text="Alleen bij een verschuiving: waar komt het vandaan?"
    )
    naar = models.CharField(
        "naar", max_length=100, blank=True, help_text="Alleen bij een verschuiving: waar gaat het heen?"
    )
    meer = models.CharField(
        "meer", max_length=100, blank=True, help_text="Alleen bij een verschuiving: waarvan komt er meer?"
    )
    afkorting = models.CharField("afkorting", max_length=20, blank=True)
    bwb_id = models.CharField(
        "BWB-nummer", max_length=20, blank=True, help_text="Alleen bij een wet: het nummer op wetten.overheid.nl."
    )
    geldig_van = models.DateField("geldt vanaf", null=True, blank=True)
    vervallen_op = models.DateField(
        "vervallen op", null=True, blank=True, help_text="Pagina's die op deze wet rusten, melden dit vanzelf."
    )
    opvolger = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voorgangers",
        verbose_name="vervangen door",
    )

    objects = BegripQuerySet.as_manager()

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        ordering = ["schema", "volgorde", "label"]
        constraints = [
            models.UniqueConstraint(fields=["schema", "slug"], name="begrip_slug_eenmaal_per_schema"),
            models.UniqueConstraint(fields=["schema", "label"], name="begrip_label_eenmaal_per_schema"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("begrip", args=[self.schema, self.slug])

    @property
    def alternatieve_labels(self) -> list[str]:
        return [regel.strip() for regel in self.alternatieven.splitlines() if regel.strip()]

    def is_vervallen(self, op: datetime.date) -> bool:
        return self.vervallen_op is not None and self.vervallen_op <= op
