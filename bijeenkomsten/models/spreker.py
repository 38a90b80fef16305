from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import get_text_for_indexing

from bestanden.models import Afbeelding
from bijeenkomsten.forms.spreker import SprekerFormulier
from gemeenten.models import Gemeente, Provincie
from search.models import Overzicht, Schema, VindbarePagina
from search.zicht import Zicht


class SprekersOverzicht(Overzicht):
    """The list of speakers, with filters."""

    soorten = ("spreker",)
    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["bijeenkomsten.Spreker"]
    template = "search/lijst.html"

    class Meta:
        verbose_name = "overzicht van sprekers"


class Spreker(VindbarePagina):
    """Somebody of a gemeente, the VNG or elsewhere who comes and tells about it. The title is the name."""

    soort = "spreker"
    verwante_soorten = ("praktijkvoorbeeld", "bijeenkomst", "hoofdstuk", "spreker")
    verplichte_schemas = (Schema.THEMA,)
    base_form_class = SprekerFormulier
    parent_page_types = ["bijeenkomsten.SprekersOverzicht"]
    subpage_types: list[str] = []
    template = "bijeenkomsten/spreker.html"

    functie = models.CharField("functie", max_length=150, blank=True)
    organisatie = models.CharField(
        "organisatie", max_length=150, blank=True, help_text="Bijvoorbeeld VNG, of een welzijnsorganisatie."
    )
    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="sprekers", verbose_name="gemeente"
    )
    over = RichTextField("over de spreker", blank=True, features=["bold", "italic", "ul", "link"])
    onderwerpen = models.TextField("waarover de spreker vertelt", blank=True, help_text="Een onderwerp per regel.")
    provincies = models.JSONField(
        "regio's", default=list, blank=True, help_text="In welke provincies komt de spreker langs?"
    )
    online = models.BooleanField("kan ook online", default=False)
    talen = models.CharField(
        "talen", max_length=150, blank=True, default="Nederlands", help_text="Gescheiden door komma's."
    )
    foto = models.ForeignKey(
        Afbeelding, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="foto"
    )

    content_panels = [
        TitleFieldPanel("title", heading="naam"),
        FieldPanel("samenvatting"),
        MultiFieldPanel([FieldPanel("functie"), FieldPanel("organisatie"), FieldPanel("gemeente")], heading="Wie"),
        MultiFieldPanel([FieldPanel("over"), FieldPanel("onderwerpen"), FieldPanel("foto")], heading="Waarover"),
        MultiFieldPanel([FieldPanel("provincies"), FieldPanel("online"), FieldPanel("talen")], heading="Waar en hoe"),
        *VindbarePagina.begrippen_panels,
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "spreker"
        verbose_name_plural = "sprekers"

    @property
    def onderwerpenlijst(self) -> list[str]:
        return [regel.strip() for regel in self.onderwerpen.splitlines() if regel.strip()]

    @property
    def provincienamen(self) -> list[str]:
        return [Provincie(provincie).label for provincie in self.provincies]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from bijeenkomsten.models.bijeenkomst import Bijeenkomst  # which names its speakers

        context = super().get_context(request, *args, **kwargs)
        # A preview of a new speaker has no key yet, so nothing refers to it.
        context["bijeenkomsten"] = (
            Zicht(self).van(Bijeenkomst.objects.live().filter(sprekers__spreker=self).order_by("-begin"))
            if self.pk
            else []
        )
        return context

    def json_ld(self) -> dict[str, Any]:
        return {"@type": "Person", "name": self.title, "description": self.samenvatting, "jobTitle": self.functie}

    @classmethod
    def voor_zoeken(cls, paginas: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return super().voor_zoeken(paginas).select_related("gemeente")

    def zoektekst(self) -> str:
        return "\n".join([self.functie, self.organisatie, get_text_for_indexing(self.over), self.onderwerpen])

    def gemeenten_voor_zoeken(self) -> list[Gemeente]:
        return [self.gemeente] if self.gemeente else []

    def kaart(self) -> dict[str, Any]:
        return {
            **super().kaart(),
            "functie": self.functie,
            "organisatie": self.gemeente.naam if self.gemeente else self.organisatie,
            "online": self.online,
            "provincies": self.provincienamen,
        }
