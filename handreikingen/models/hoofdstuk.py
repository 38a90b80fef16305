import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from handreikingen.blocks import TekstBlok, koppen, platte_tekst
from handreikingen.models.publicatie import Publicatie
from search.boom import ouder_van
from search.models import Begrip, VindbarePagina
from search.zicht import Zicht


class Hoofdstuk(VindbarePagina):
    """A chapter of a handreiking or Kantelingboekje, with its own address."""

    soort = "hoofdstuk"
    verwante_soorten = Publicatie.verwante_soorten
    parent_page_types = ["handreikingen.Handreiking", "handreikingen.Kantelingboekje"]
    subpage_types: list[str] = []
    template = "handreikingen/hoofdstuk.html"

    tekst = StreamField(TekstBlok(), verbose_name="tekst")

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("samenvatting"),
        FieldPanel("tekst"),
        *VindbarePagina.begrippen_panels,
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"

    @cached_property
    def publicatie(self) -> Publicatie:
        return ouder_van(self)

    def vervallen_wetten(self, op: datetime.date | None = None) -> list[Begrip]:
        """A chapter rests on the laws of its publication."""
        return self.publicatie.vervallen_wetten(op)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        publicatie = self.publicatie
        hoofdstukken = Zicht(self).van(publicatie.hoofdstukken())
        plaats = next((i for i, h in enumerate(hoofdstukken) if h.pk == self.pk), None)
        context.update(
            publicatie=publicatie,
            hoofdstukken=hoofdstukken,
            koppen=koppen(self.tekst),
            nummer=None if plaats is None else plaats + 1,
            vorige=hoofdstukken[plaats - 1] if plaats else None,
            volgende=hoofdstukken[plaats + 1] if plaats is not None and plaats + 1 < len(hoofdstukken) else None,
            noindex=self.verzonnen or publicatie.verzonnen,
        )
        return context

    def zoektekst(self) -> str:
        return platte_tekst(self.tekst)

    def kaart(self) -> dict[str, Any]:
        publicatie = self.get_parent()
        return {**super().kaart(), "publicatie": publicatie.title}
