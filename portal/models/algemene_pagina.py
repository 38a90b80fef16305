from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from handreikingen.blocks import TekstBlok, koppen, platte_tekst
from search.boom import direct_onder
from search.models import VindbarePagina
from search.zicht import Zicht


class AlgemenePagina(VindbarePagina):
    """A page of running text: what kantelen is, the gesprek, contact, privacy."""

    soort = "pagina"
    verwante_soorten = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "hoofdstuk", "pagina")
    parent_page_types = ["portal.Startpagina", "portal.AlgemenePagina"]
    subpage_types = ["portal.AlgemenePagina"]
    template = "portal/algemene_pagina.html"

    tekst = StreamField(TekstBlok(), blank=True, verbose_name="tekst")

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("samenvatting"),
        FieldPanel("tekst"),
        *VindbarePagina.begrippen_panels,
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "algemene pagina"
        verbose_name_plural = "algemene pagina's"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["koppen"] = koppen(self.tekst)
        onder = AlgemenePagina.objects.filter(direct_onder(self)).live().order_by("path")
        context["onderliggend"] = Zicht(self).van(onder)
        return context

    def zoektekst(self) -> str:
        return platte_tekst(self.tekst)
