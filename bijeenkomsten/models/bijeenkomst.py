import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet

from bestanden.models import Bestand, Bijlage
from bijeenkomsten.models.spreker import Spreker
from gemeenten.models import Gemeente
from handreikingen.blocks import TekstBlok, platte_tekst
from search.models import Overzicht, Schema, VindbarePagina
from search.zicht import Zicht


class Agenda(Overzicht):
    """What is on and what has been."""

    soorten = ("bijeenkomst",)
    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["bijeenkomsten.Bijeenkomst"]
    template = "bijeenkomsten/agenda.html"

    class Meta:
        verbose_name = "agenda"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["komend"] = Bijeenkomst.objects.live().public().komend().prefetch_related("begrippen")[:20]
        return context


class BijeenkomstQuerySet(PageQuerySet):
    def komend(self) -> "BijeenkomstQuerySet":
        """Those that have not ended yet, the first one first."""
        return self.filter(einde__gte=timezone.now()).order_by("begin")


class Bijeenkomst(VindbarePagina):
    """A meeting, in a place or online."""

    class Vorm(models.TextChoices):
        FYSIEK = "fysiek", "Op locatie"
        ONLINE = "online", "Online"
        HYBRIDE = "hybride", "Op locatie en online"

    soort = "bijeenkomst"
    verwante_soorten = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "hoofdstuk", "bijeenkomst")
    verplichte_schemas = (Schema.THEMA,)
    parent_page_types = ["bijeenkomsten.Agenda"]
    subpage_types: list[str] = []
    template = "bijeenkomsten/bijeenkomst.html"
    kaart_template = "bijeenkomsten/kaart.html"

    begin = models.DateTimeField("begint op")
    einde = models.DateTimeField("eindigt op")
    vorm = models.CharField("vorm", max_length=20, choices=Vorm, default=Vorm.FYSIEK)
    locatie_naam = models.CharField("locatie", max_length=150, blank=True, help_text="Naam van het gebouw.")
    plaats = models.CharField("plaats", max_length=100, blank=True)
    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="bijeenkomsten", verbose_name="gemeente"
    )
    capaciteit = models.PositiveIntegerField("aantal plaatsen", null=True, blank=True)
    aanmelden_tot = models.DateField("aanmelden kan tot en met", null=True, blank=True)
    beschrijving = StreamField(TekstBlok(), blank=True, verbose_name="beschrijving")
    verslag = StreamField(TekstBlok(), blank=True, verbose_name="verslag", help_text="Na afloop: wat is er besproken?")

    objects = PageManager.from_queryset(BijeenkomstQuerySet)()

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("samenvatting"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("begin"), FieldPanel("einde")]),
                FieldPanel("vorm"),
                FieldRowPanel([FieldPanel("locatie_naam"), FieldPanel("plaats")]),
                FieldPanel("gemeente"),
                FieldRowPanel([FieldPanel("capaciteit"), FieldPanel("aanmelden_tot")]),
            ],
            heading="Waar en wanneer",
        ),
        FieldPanel("beschrijving"),
        InlinePanel("programma", label="onderdeel", heading="Programma"),
        InlinePanel("sprekers", label="spreker", heading="Sprekers"),
        FieldPanel("verslag"),
        InlinePanel("bijlagen", label="bijlage", heading="Bijlagen"),
        *VindbarePagina.begrippen_panels,
        *VindbarePagina.datum_panels,
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            *VindbarePagina.Meta.constraints,
            models.CheckConstraint(
                condition=Q(einde__gt=models.F("begin")),
                name="bijeenkomst_eindigt_na_begin",
                violation_error_message="Het einde ligt niet na het begin.",
            ),
        ]
        indexes = [*VindbarePagina.Meta.indexes, models.Index(fields=["einde"], name="bijeenkomst_op_einde")]

    def ontbrekende_velden(self, waarden: Mapping[str, Any]) -> dict[str, str]:
        fouten = super().ontbrekende_velden(waarden)
        if waarden.get("vorm") != self.Vorm.ONLINE and not waarden.get("plaats"):
            fouten["plaats"] = "Vul de plaats in, of kies bij vorm voor online."
        return fouten

    @property
    def is_voorbij(self) -> bool:
        return self.einde is not None and self.einde < timezone.now()  # a preview may have no dates yet

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(
            programma=self.programma.all(),
            sprekers=Zicht(self).van(rol.spreker for rol in self.sprekers.select_related("spreker")),
            bijlagen=self.bijlagen.select_related("bestand"),
        )
        return context

    def json_ld(self) -> dict[str, Any]:
        if not (self.begin and self.einde):
            return super().json_ld()
        vormen = {
            self.Vorm.FYSIEK: "OfflineEventAttendanceMode",
            self.Vorm.ONLINE: "OnlineEventAttendanceMode",
            self.Vorm.HYBRIDE: "MixedEventAttendanceMode",
        }
        locatie = (
            {"@type": "VirtualLocation", "url": f"{settings.SITE_URL}{self.pad}"}
            if self.vorm == self.Vorm.ONLINE
            else {"@type": "Place", "name": self.locatie_naam or self.plaats, "address": self.plaats}
        )
        return {
            "@type": "Event",
            "name": self.title,
            "description": self.samenvatting,
            "inLanguage": "nl",
            "url": f"{settings.SITE_URL}{self.pad}",
            "startDate": timezone.localtime(self.begin).isoformat(),
            "endDate": timezone.localtime(self.einde).isoformat(),
            "eventAttendanceMode": f"https://schema.org/{vormen[self.Vorm(self.vorm)]}",
            "location": locatie,
        }

    @property
    def zoekdatum(self) -> datetime.date:
        return timezone.localdate(self.begin)

    @classmethod
    def voor_zoeken(cls, paginas: models.QuerySet[Any]) -> models.QuerySet[Any]:
        met = super().voor_zoeken(paginas).select_related("gemeente")
        return met.prefetch_related("programma", "bijlagen__bestand")

    def zoektekst(self) -> str:
        programma = (f"{deel.titel} {deel.toelichting}" for deel in self.programma.all())
        return "\n".join(
            [self.locatie_naam, self.plaats, platte_tekst(self.beschrijving), *programma, platte_tekst(self.verslag)]
        )

    def bijlagen_voor_zoeken(self) -> list[Bestand]:
        return [bijlage.bestand for bijlage in self.bijlagen.all()]

    def gemeenten_voor_zoeken(self) -> list[Gemeente]:
        return [self.gemeente] if self.gemeente else []

    def kaart(self) -> dict[str, Any]:
        return {
            **super().kaart(),
            "begin": self.begin.isoformat(),
            "einde": self.einde.isoformat(),
            "vorm": self.get_vorm_display(),
            "plaats": self.plaats,
        }


class Programmaonderdeel(Orderable):
    pagina = ParentalKey(Bijeenkomst, on_delete=models.CASCADE, related_name="programma")
    tijd = models.TimeField("tijd")
    titel = models.CharField("titel", max_length=150)
    toelichting = models.CharField("toelichting", max_length=500, blank=True)

    panels = [FieldPanel("tijd"), FieldPanel("titel"), FieldPanel("toelichting")]

    def __str__(self) -> str:
        return f"{self.tijd:%H.%M} {self.titel}"


class BijeenkomstSpreker(Orderable):
    pagina = ParentalKey(Bijeenkomst, on_delete=models.CASCADE, related_name="sprekers")
    spreker = models.ForeignKey(Spreker, on_delete=models.PROTECT, related_name="bijeenkomsten", verbose_name="spreker")

    panels = [FieldPanel("spreker")]

    def __str__(self) -> str:
        return str(self.spreker)


class BijeenkomstBijlage(Bijlage):
    pagina = ParentalKey(Bijeenkomst, on_delete=models.CASCADE, related_name="bijlagen")
