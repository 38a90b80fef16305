import math

from django.db import models
from django.urls import reverse

DICHTBIJ = 15  # gemeenten around one that count as nearby: some 25 km


class Provincie(models.TextChoices):
    """The twelve provinces, by slug."""

    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRYSLAN = "fryslan", "Fryslân"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord-brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid-holland", "Zuid-Holland"


class GemeenteQuerySet(models.QuerySet["Gemeente"]):
    def even_groot_als(self, gemeente: "Gemeente") -> "GemeenteQuerySet":
        return self.filter(grootte=gemeente.grootte)

    def in_provincie_van(self, gemeente: "Gemeente") -> "GemeenteQuerySet":
        return self.filter(provincie=gemeente.provincie)

    def in_de_buurt_van(self, gemeente: "Gemeente", aantal: int = DICHTBIJ) -> "GemeenteQuerySet":
        """The nearest gemeenten of today, itself first. On so small a part of the globe a plane will do."""
        breedte = models.F("breedtegraad") - gemeente.breedtegraad
        lengte = (models.F("lengtegraad") - gemeente.lengtegraad) * math.cos(math.radians(gemeente.breedtegraad))
        op_afstand = self.filter(opgeheven_op=None).order_by(breedte * breedte + lengte * lengte, "naam")
        return op_afstand[: aantal + 1]


class Gemeente(models.Model):
    """A Dutch municipality; one that merged keeps its page and points to its successor."""

    class Grootte(models.TextChoices):
        KLEIN = "klein", "tot 25.000 inwoners"
        MIDDEL = "middel", "25.000 tot 50.000 inwoners"
        MIDDELGROOT = "middelgroot", "50.000 tot 100.000 inwoners"
        GROOT = "groot", "meer dan 100.000 inwoners"

    code = models.CharField("CBS-code", max_length=6, unique=True, help_text="Bijvoorbeeld GM0363.")
    naam = models.CharField("naam", max_length=100)
    slug = models.SlugField("adres van de pagina", max_length=100, unique=True)
    provincie = models.CharField("provincie", max_length=20, choices=Provincie)
    breedtegraad = models.FloatField("breedtegraad", help_text="Middelpunt van de gemeente, WGS 84.")
    lengtegraad = models.FloatField("lengtegraad", help_text="Middelpunt van de gemeente, WGS 84.")
    grootte = models.CharField("grootte", max_length=20, choices=Grootte)
    opgeheven_op = models.DateField(
        "opgeheven op", null=True, blank=True, help_text="Vul in als de gemeente is samengevoegd met een andere."
    )
    opvolger = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voorgangers",
        verbose_name="opgegaan in",
    )

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opvolger__isnull=True) | models.Q(opgeheven_op__isnull=False),
                name="opvolger_alleen_na_opheffing",
                violation_error_message="Vul ook de datum in waarop de gemeente is opgeheven.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("gemeente", args=[self.slug])

    @classmethod
    def grootte_bij(cls, inwoners: int) -> "Gemeente.Grootte":
        """The size class for a number of inhabitants."""
        grenzen = [(25_000, cls.Grootte.KLEIN), (50_000, cls.Grootte.MIDDEL), (100_000, cls.Grootte.MIDDELGROOT)]
        return next((klasse for grens, klasse in grenzen if inwoners < grens), cls.Grootte.GROOT)


class Maildomein(models.Model):
    """A mail domain that proposes one or more gemeenten at sign-up; editors fill these, never guessed."""

    domein = models.CharField("maildomein", max_length=253, unique=True, help_text="Bijvoorbeeld voorbeeldstad.nl.")
    gemeenten = models.ManyToManyField(Gemeente, related_name="maildomeinen", verbose_name="gemeenten")

    class Meta:
        verbose_name = "maildomein"
        verbose_name_plural = "maildomeinen"
        ordering = ["domein"]

    def __str__(self) -> str:
        return self.domein
