from django.db import models

from search.models.begrip import Schema


class Wetsartikel(models.Model):
    """An article of a law that pages cite and search understands ("artikel 2.3.2 wmo")."""

    wet = models.ForeignKey(
        "search.Begrip",
        on_delete=models.PROTECT,
        related_name="artikelen",
        limit_choices_to={"schema": Schema.WETTELIJK_KADER},
        verbose_name="wet",
    )
    nummer = models.CharField("artikelnummer", max_length=20, help_text="Bijvoorbeeld 4 of 2.3.2.")
    omschrijving = models.CharField("waar het over gaat", max_length=200, blank=True)

    class Meta:
        verbose_name = "wetsartikel"
        verbose_name_plural = "wetsartikelen"
        ordering = ["wet", "nummer"]
        constraints = [models.UniqueConstraint(fields=["wet", "nummer"], name="wetsartikel_eenmaal")]

    def __str__(self) -> str:
        return f"{self.wet.label} artikel {self.nummer}"

    @property
    def link(self) -> str:
        """Its address on wetten.overheid.nl; for a repealed law the last text in force."""
        if not self.wet.bwb_id:
            return ""
        op = f"/{self.wet.vervallen_op:%Y-%m-%d}" if self.wet.vervallen_op else ""
        return f"https://wetten.overheid.nl/{self.wet.bwb_id}{op}#Artikel{self.nummer}"
