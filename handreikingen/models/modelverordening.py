import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from handreikingen.views.actueel import naar_actueel_model
from search.boom import direct_onder
from search.models import Begrip, Schema
from search.redactie.rechten import paginarechten
from search.zicht import Zicht


class ModelverordeningenOverzicht(Page):
    """The modelverordeningen, each with the state of its versions."""

    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["handreikingen.Modelverordening"]
    template = "handreikingen/modelverordeningen.html"
    permissions_for_user = paginarechten

    inleiding = models.TextField("inleiding", blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("inleiding")]

    class Meta:
        verbose_name = "overzicht van modelverordeningen"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        onder = Modelverordening.objects.filter(direct_onder(self)).live().select_related("wet")
        context["modelverordeningen"] = Zicht(self).van(onder)
        return context


class Modelverordening(RoutablePageMixin, Page):
    """A model by the VNG for the verordening under one law, with its versions as pages below."""

    parent_page_types = ["handreikingen.ModelverordeningenOverzicht"]
    subpage_types = ["handreikingen.Versie"]
    template = "handreikingen/modelverordening.html"
    permissions_for_user = paginarechten

    wet = models.ForeignKey(
        Begrip,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"schema": Schema.WETTELIJK_KADER},
        verbose_name="voor welke wet",
    )
    inleiding = models.TextField(
        "inleiding", blank=True, help_text="Wat is dit model en hoe gebruikt een gemeente het?"
    )

    content_panels = [TitleFieldPanel("title"), FieldPanel("wet"), FieldPanel("inleiding")]

    class Meta:
        verbose_name = "modelverordening"
        verbose_name_plural = "modelverordeningen"

    def versies(self, lezer_van: Page | None = None) -> models.QuerySet[Any]:
        """Its live versions, the newest first: those that a reader of that page (this one) may see."""
        from handreikingen.models.versie import Versie

        zichtbaar = Zicht(lezer_van or self).voorwaarde()
        return Versie.objects.filter(direct_onder(self), zichtbaar).live().order_by("-vastgesteld_op", "-pk")

    def actueel_model(self, op: datetime.date | None = None, lezer_van: Page | None = None) -> Any:
        """The newest definitive version on a date (today): the actueel model, or None."""
        versies: Any = self.versies(lezer_van)
        return versies.definitief_op(op or timezone.localdate()).first()

    @path("actueel/")
    @path("actueel/<str:artikel>/")
    def actueel(self, request: HttpRequest, artikel: str = "") -> HttpResponse:
        """The lasting address of the actueel model, and of an article in it."""
        return naar_actueel_model(self, artikel)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        versies = list(self.versies())
        actueel = self.actueel_model()
        context.update(versies=versies, actueel=actueel, noindex=bool(versies) and all(v.verzonnen for v in versies))
        return context
