from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from bestanden.models import Bestand, Bijlage
from handreikingen.blocks import TekstBlok, platte_tekst
from search.boom import direct_onder
from search.models import Overzicht, Schema, VindbarePagina
from search.zicht import Zicht


class Wijziging(Orderable):
    """A dated note of what changed; minor corrections stand apart from real changes."""

    class Aard(models.TextChoices):
        WIJZIGING = "wijziging", "Inhoudelijke wijziging"
        CORRECTIE = "correctie", "Kleine correctie"

    datum = models.DateField("datum")
    aard = models.CharField("aard", max_length=20, choices=Aard, default=Aard.WIJZIGING)
    tekst = models.CharField("wat is er gewijzigd", max_length=500)

    panels = [FieldPanel("datum"), FieldPanel("aard"), FieldPanel("tekst")]

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["-datum", "sort_order"]

    def __str__(self) -> str:
        return f"{self.datum:%d-%m-%Y}: {self.tekst}"


class Publicatie(VindbarePagina):
    """What a handreiking and a Kantelingboekje share: an introduction, chapters, change notes, attachments."""

    verwante_soorten = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "hoofdstuk", "bijeenkomst")
    verplichte_schemas = (Schema.THEMA,)
    soms_leeg = (*VindbarePagina.soms_leeg, "bijlagen", "wijzigingen")

    inleiding = StreamField(
        TekstBlok(),
        blank=True,
        verbose_name="inleiding",
        help_text="Kort: voor wie is dit en wat kan men ermee? De rest staat in de hoofdstukken hieronder.",
    )

    subpage_types: ClassVar[list[str]] = ["handreikingen.Hoofdstuk"]
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("samenvatting"),
        FieldPanel("inleiding"),
        *VindbarePagina.begrippen_panels,
        InlinePanel("bijlagen", label="bijlage", heading="Bijlagen"),
        InlinePanel("wijzigingen", label="wijziging", heading="Wat is er gewijzigd"),
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        abstract = True

    def hoofdstukken(self) -> models.QuerySet[Any]:
        """Its live chapters in reading order."""
        from handreikingen.models.hoofdstuk import Hoofdstuk

        return Hoofdstuk.objects.filter(direct_onder(self)).live().order_by("path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["hoofdstukken"] = Zicht(self).van(self.hoofdstukken())
        context["bijlagen"] = self.bijlagen.select_related("bestand") if self.heeft("bijlagen") else []
        context["wijzigingen"] = self.wijzigingen.all() if self.heeft("wijzigingen") else []
        return context

    def json_ld(self) -> dict[str, Any]:
        return {**super().json_ld(), "@type": "Book"}

    @classmethod
    def voor_zoeken(cls, paginas: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return super().voor_zoeken(paginas).prefetch_related("bijlagen__bestand")

    def zoektekst(self) -> str:
        return platte_tekst(self.inleiding)

    def bijlagen_voor_zoeken(self) -> list[Bestand]:
        return [bijlage.bestand for bijlage in self.bijlagen.all()]

    def kaart(self) -> dict[str, Any]:
        return {**super().kaart(), "hoofdstukken": self.hoofdstukken().count()}


class Handreiking(Publicatie):
    """A guide by the VNG, in chapters."""

    soort = "handreiking"
    parent_page_types = ["handreikingen.HandreikingenOverzicht"]
    template = "handreikingen/publicatie.html"

    class Meta(Publicatie.Meta):
        verbose_name = "handreiking"
        verbose_name_plural = "handreikingen"


class Kantelingboekje(Publicatie):
    """A booklet that came out of De Kanteling, in chapters."""

    soort = "kantelingboekje"
    parent_page_types = ["handreikingen.KantelingboekjesOverzicht"]
    template = "handreikingen/publicatie.html"

    class Meta(Publicatie.Meta):
        verbose_name = "Kantelingboekje"
        verbose_name_plural = "Kantelingboekjes"


class HandreikingBijlage(Bijlage):
    pagina = ParentalKey(Handreiking, on_delete=models.CASCADE, related_name="bijlagen")


class HandreikingWijziging(Wijziging):
    pagina = ParentalKey(Handreiking, on_delete=models.CASCADE, related_name="wijzigingen")


class KantelingboekjeBijlage(Bijlage):
    pagina = ParentalKey(Kantelingboekje, on_delete=models.CASCADE, related_name="bijlagen")


class KantelingboekjeWijziging(Wijziging):
    pagina = ParentalKey(Kantelingboekje, on_delete=models.CASCADE, related_name="wijzigingen")


class HandreikingenOverzicht(Overzicht):
    """The list of handreikingen, with filters."""

    soorten = ("handreiking",)
    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["handreikingen.Handreiking"]
    template = "search/lijst.html"

    class Meta:
        verbose_name = "overzicht van handreikingen"


class KantelingboekjesOverzicht(Overzicht):
    """The list of Kantelingboekjes, with filters."""

    soorten = ("kantelingboekje",)
    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["handreikingen.Kantelingboekje"]
    template = "search/lijst.html"

    class Meta:
        verbose_name = "overzicht van Kantelingboekjes"
