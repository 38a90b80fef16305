from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from bijeenkomsten.models import Bijeenkomst
from handreikingen.models import Kantelingboekje, Modelverordening
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.boom import lijn_naar, onthoud_voorouders, pad_van
from search.models import Begrip, Schema
from search.redactie.rechten import paginarechten


class Startpagina(Page):
    """The front door: what is this, search, the latest, the boekjes, the state of the modelverordening, the agenda."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "portal/startpagina.html"
    permissions_for_user = paginarechten

    kop = models.CharField("kop", max_length=120, help_text="De eerste regel die een bezoeker leest.")
    inleiding = models.TextField("inleiding", help_text="Twee of drie zinnen: wat is dit en wat kan men hier?")

    content_panels = [TitleFieldPanel("title"), FieldPanel("kop"), FieldPanel("inleiding")]

    class Meta:
        verbose_name = "startpagina"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page at an address at once; Wagtail asks two queries for each part of the address.

        The deepest page wins and takes what is left of the address, which may be a route of its own.
        """
        if not path_components:
            # `self` is kept between requests (portal.middleware.bekende_site); what is shown is fresh.
            return RouteResult(get_object_or_404(Startpagina, pk=self.pk, live=True))
        lijn = lijn_naar(self, path_components)
        if not lijn or not all(pagina.live for pagina in lijn[:-1]):
            raise Http404("Deze pagina is er niet, of hoort bij een pagina die niet gepubliceerd is.")
        *boven, gevonden = lijn
        model: Any = ContentType.objects.get_for_id(gevonden.content_type_id).model_class() or Page
        pagina = model._default_manager.select_related(*getattr(model, "tonen_met", ())).get(pk=gevonden.pk)
        onthoud_voorouders(pagina, boven)
        return pagina.route(request, path_components[pad_van(gevonden).count("/") - 1 :])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        besloten = Page.objects.private_q()  # asked once for all four
        context.update(
            praktijkvoorbeelden=Praktijkvoorbeeld.objects.live()
            .exclude(besloten)
            .select_related("gemeente")
            .prefetch_related("begrippen")
            .order_by("-publicatiedatum", "-pk")[:6],
            boekjes=Kantelingboekje.objects.live().exclude(besloten).order_by("-publicatiedatum", "-pk")[:3],
            modelverordeningen=Modelverordening.objects.live().exclude(besloten).select_related("wet").order_by("pk"),
            bijeenkomsten=Bijeenkomst.objects.live().exclude(besloten).komend().prefetch_related("begrippen")[:3],
            verschuivingen=Begrip.objects.van(Schema.VERSCHUIVING),
        )
        return context
