from typing import Any

from django.db import models
from django.utils.text import slugify

from handreikingen.regelingtekst import Soort


class Artikel(models.Model):
    """The lasting identity of an article of a modelverordening: the same through all versions, renumbered or not."""

    modelverordening = models.ForeignKey(
        "handreikingen.Modelverordening", on_delete=models.CASCADE, related_name="artikelen"
    )
    sleutel = models.SlugField("sleutel", max_length=120)

    class Meta:
        verbose_name = "artikel"
        verbose_name_plural = "artikelen"
        constraints = [
            models.UniqueConstraint(fields=["modelverordening", "sleutel"], name="artikel_eenmaal_per_model")
        ]

    def __str__(self) -> str:
        return self.sleutel


class OnderdeelQuerySet(models.QuerySet["Onderdeel"]):
    def boom(self) -> list["Onderdeel"]:
        """The roots in order, each with its descendants in `.kinderen`; one query whatever the depth."""
        onderdelen = list(self.order_by("volgorde"))
        per_id = {onderdeel.pk: onderdeel for onderdeel in onderdelen}
        wortels: list[Onderdeel] = []
        for onderdeel in onderdelen:
            ouder = per_id.get(onderdeel.ouder_id) if onderdeel.ouder_id else None
            (ouder.kinderen if ouder else wortels).append(onderdeel)
        return wortels


class Onderdeel(models.Model):
    """A node of the text of a version: aanhef, hoofdstuk, paragraaf, artikel, lid, onderdeel, slot or bijlage."""

    versie = models.ForeignKey("handreikingen.Versie", on_delete=models.CASCADE, related_name="onderdelen")
    ouder = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    volgorde = models.PositiveIntegerField("volgorde", help_text="Plaats in de hele tekst, van boven naar beneden.")
    soort = models.CharField("soort", max_length=20, choices=[(s.value, s.value.capitalize()) for s in Soort])
    nummer = models.CharField("nummer", max_length=20, blank=True)
    opschrift = models.CharField("opschrift", max_length=300, blank=True)
    tekst = models.TextField("tekst", blank=True, help_text="Gewone tekst; een lege regel begint een nieuwe alinea.")
    noot = models.TextField("noot", blank=True, help_text="Bijvoorbeeld over de inwerkingtreding.")
    toelichting = models.TextField("toelichting", blank=True)
    facultatief = models.BooleanField(
        "facultatief", default=False, help_text="Een gemeente mag deze bepaling weglaten."
    )
    alternatief = models.BooleanField(
        "alternatief", default=False, help_text="Een andere mogelijkheid voor de bepaling die hier direct boven staat."
    )
    artikel = models.ForeignKey(
        Artikel,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="onderdelen",
        verbose_name="is hetzelfde artikel als",
        help_text="De blijvende identiteit van het artikel, ook als het nummer verandert.",
    )

    objects = OnderdeelQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel van een modelverordening"
        verbose_name_plural = "onderdelen van modelverordeningen"
        ordering = ["versie", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "artikel"],
                condition=models.Q(alternatief=False, soort="artikel"),
                name="artikel_eenmaal_per_versie",
            ),
            models.CheckConstraint(
                condition=~models.Q(soort="artikel") | models.Q(artikel__isnull=False), name="artikel_heeft_identiteit"
            ),
        ]
        indexes = [models.Index(fields=["versie", "volgorde"], name="onderdeel_op_volgorde")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinderen: list[Onderdeel] = []

    def __str__(self) -> str:
        return " ".join(deel for deel in (self.get_soort_display(), self.nummer, self.opschrift) if deel)

    @property
    def anker(self) -> str:
        return slugify(f"{self.soort}-{self.nummer}") if self.nummer else f"{self.soort}-{self.volgorde}"
