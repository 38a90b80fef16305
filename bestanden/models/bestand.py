from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.models import Orderable

from bestanden.lezen.inhoud import soort_van_inhoud

GROOTST = 50 * 1024 * 1024


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
    def is_nieuw_bestand(self) -> bool:
        """Whether the file was chosen but not yet stored."""
        return bool(self.file) and not self.file._committed

    def clean(self) -> None:
        super().clean()
        if not self.is_nieuw_bestand:
            return
        if self.file.size > GROOTST:
            raise ValidationError({"file": f"Dit bestand is groter dan {GROOTST // 1024**2} MB. Maak het kleiner."})
        if soort_van_inhoud(self.file) != self.file_extension.lower():
            raise ValidationError(
                {"file": f"Dit is geen {self.file_extension.upper()}-bestand. Controleer of u het goede bestand koos."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store, and let the text of a new file be read by the worker, unless it has been read by then."""
        nieuw = self.is_nieuw_bestand
        if nieuw:
            self._set_document_file_metadata()
            self.tekststand = self.Tekststand.TE_LEZEN
        super().save(*args, **kwargs)
        if nieuw:
            transaction.on_commit(self._laat_lezen)

    def _laat_lezen(self) -> None:
        from bestanden.tasks import lees_bestand

        if Bestand.objects.filter(pk=self.pk, tekststand=self.Tekststand.TE_LEZEN).exists():
            lees_bestand.enqueue(self.pk)

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
