import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from handreikingen.models.modelverordening import Modelverordening
from handreikingen.models.onderdeel import Onderdeel
from handreikingen.views.artikel import toon_artikel
from search.models import VindbarePagina


class VersieQuerySet(PageQuerySet):
    def definitief_op(self, op: datetime.date) -> "VersieQuerySet":
        """Versions that were published as definitive by that date, the newest first."""
        return self.filter(
            status__in=[Versie.Status.DEFINITIEF, Versie.Status.VERVANGEN], vastgesteld_op__lte=op
        ).order_by("-vastgesteld_op", "-pk")


class Versie(RoutablePageMixin, VindbarePagina):
    """One dated version of a modelverordening; its text is a tree of Onderdelen."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        DEFINITIEF = "definitief", "Definitief"
        VERVANGEN = "vervangen", "Vervangen"

    soort = "modelverordening"
    verwante_soorten = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "hoofdstuk")
    parent_page_types = ["handreikingen.Modelverordening"]
    subpage_types: list[str] = []
    template = "handreikingen/versie.html"

    status = models.CharField(
        "status",
        max_length=20,
        choices=Status,
        default=Status.CONCEPT,
        help_text="Een model geldt nooit als wet: de nieuwste definitieve versie heet het actuele model.",
    )
    vastgesteld_op = models.DateField("verschenen op", help_text="Bepaalt de volgorde van de versies.")
    datum_weergave = models.CharField(
        "verschenen, in woorden",
        max_length=50,
        blank=True,
        help_text="Alleen als de precieze dag niet bekend is. Bijvoorbeeld: eind 2010.",
    )
    toelichting = models.TextField("over deze versie", blank=True)

    objects = PageManager.from_queryset(VersieQuerySet)()

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("samenvatting"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("vastgesteld_op"), FieldPanel("datum_weergave")], heading="Stand"
        ),
        FieldPanel("toelichting"),
        *VindbarePagina.begrippen_panels,
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "versie van een modelverordening"
        verbose_name_plural = "versies van modelverordeningen"

    @property
    def naam(self) -> str:
        """Model and version: what a hit or a citation is called."""
        return f"{self.get_parent().title}, {self.title}"

    @path("artikel-<str:nummer>/", name="artikel")
    def artikel(self, request: HttpRequest, nummer: str) -> HttpResponse:
        """One article of this version at its own address."""
        return toon_artikel(self, request, nummer)

    def boom(self) -> list[Onderdeel]:
        """Its text as a tree (roots with `.kinderen`), in one query."""
        return Onderdeel.objects.filter(versie_id=self.pk).boom()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        modelverordening = Modelverordening.objects.get(path=self.path[: -self.steplen])  # get_parent asks twice
        actueel = modelverordening.actueel_model(lezer_van=self)
        context.update(
            modelverordening=modelverordening,
            boom=self.boom(),
            actueel=actueel,
            is_actueel=actueel is not None and actueel.pk == self.pk,
        )
        return context

    def zoektekst(self) -> str:
        return self.toelichting

    def kaart(self) -> dict[str, Any]:
        return {
            **super().kaart(),
            "status": self.get_status_display(),
            "datum_weergave": self.datum_weergave,
            "modelverordening": self.get_parent().title,
        }
