from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.models import Orderable


class Bestand(AbstractDocument):
    """An uploaded document; private until a live page uses it (see OpenbaarGebruik)."""

    class Tekststand(models.TextChoices):
        TE_LEZEN = "te_lezen", "nog te lezen"
        GELEZEN = "gelezen", "gelezen"
        GEEN_TEKST = "geen_tekst", "bevat geen tekst"
        ONLEESBAAR = "onleesbaar", "niet te lezen"

    tekststand = models.CharField(
        "tekst", max_length=20, choices=Tekststand, default=Tekststand.TE_LEZEN, editable=False
    )
    paginas_aantal = models.PositiveIntegerField("aantal pagina's", null=True, editable=False)

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        permissions = [("choose_document", "Can choose document")]

    @property
    def url(self) -> str:
        return reverse("bestanden:bestand", args=[self.pk, self.filename])


class Bestandspagina(models.Model):
    """The text of one page of a document, for search; a document without pages has page 1 only."""

    bestand = models.ForeignKey(Bestand, on_delete=models.CASCADE, related_name="paginas")
    nummer = models.PositiveIntegerField("paginanummer")
    tekst = models.TextField("tekst")

    class Meta:
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["bestand", "nummer"], name="bestandspagina_eenmaal")]

    def __str__(self) -> str:
        return f"{self.bestand}, pagina {self.nummer}"


class Bijlage(Orderable):
    """A document attached to a page; each page type has its own concrete child of this."""

    bestand = models.ForeignKey(Bestand, on_delete=models.PROTECT, related_name="+", verbose_name="bestand")
    titel = models.CharField(
        "titel", max_length=200, blank=True, help_text="Laat leeg om de titel van het bestand te tonen."
    )

    panels = [FieldPanel("bestand"), FieldPanel("titel")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.titel or self.bestand.title
