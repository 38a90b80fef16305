from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from bestanden.models import Afbeelding, Bestand, Bijlage
from gemeenten.models import Gemeente
from gemeenten.redactie.meerkiezer import Meerkiezer
from handreikingen.blocks import TekstBlok, platte_tekst
from handreikingen.models import Artikel, Handreiking, Kantelingboekje
from praktijkvoorbeelden.views import contact
from search.models import Schema, VindbarePagina
from search.zicht import Zicht

NIET_VERMELD = "niet vermeld"
TEKST_FEATURES = ["bold", "italic", "ul", "ol", "link"]


class Praktijkvoorbeeld(RoutablePageMixin, VindbarePagina):
    """How a gemeente does it: what it brought, and what others can take from it."""

    class Fase(models.TextChoices):
        IDEE = "idee", "Idee"
        PROEF = "proef", "Proef"
        UITVOERING = "uitvoering", "In uitvoering"
        GEBORGD = "geborgd", "Geborgd"
        GESTOPT = "gestopt", "Gestopt"

    class Onderbouwing(models.TextChoices):
        ONDERZOCHT = "onderzocht", "Onderzocht: er is onderzoek of een evaluatie"
        GEMETEN = "gemeten", "Gemeten: er zijn eigen cijfers"
        ERVAREN = "ervaren", "Ervaren: betrokkenen zien het in de praktijk"
        VERWACHT = "verwacht", "Verwacht: resultaten moeten nog blijken"

    class Licentie(models.TextChoices):
        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC0 = "cc0-1.0", "CC0 1.0"

    soort = "praktijkvoorbeeld"
    verwante_soorten = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "hoofdstuk", "bijeenkomst")
    verplichte_schemas = (Schema.THEMA,)
    verplichte_velden = {
        "gemeente": "Kies de gemeente van wie dit praktijkvoorbeeld is.",
        "fase": "Kies de fase. Lezers willen weten of dit een idee is of al werkt.",
        "aanleiding": "Vertel wat de aanleiding was.",
        "aanpak": "Vertel hoe u het hebt aangepakt.",
        "resultaten": "Vertel wat het heeft opgeleverd, of wat u verwacht.",
        "onderbouwing": "Kies hoe zeker de resultaten zijn.",
        "licentie": "Kies een licentie, zodat anderen weten of zij de tekst mogen gebruiken.",
    }
    parent_page_types = ["praktijkvoorbeelden.PraktijkvoorbeeldenOverzicht"]
    subpage_types: list[str] = []
    template = "praktijkvoorbeelden/praktijkvoorbeeld.html"
    kaart_template = "praktijkvoorbeelden/kaart.html"
    soms_leeg = (
        *VindbarePagina.soms_leeg,
        "partnergemeenten",
        "bijlagen",
        "handreikingen",
        "kantelingboekjes",
        "overgenomen_door",
    )
    tonen_met = ("gemeente", "foto", "overgenomen_van")

    gemeente = models.ForeignKey(
        Gemeente,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="praktijkvoorbeelden",
        verbose_name="gemeente",
        help_text="De gemeente van wie dit praktijkvoorbeeld is. Zij houdt het ook bij.",
    )
    gemeente_als_tekst = models.CharField(
        "naam van de gemeente als tekst",
        max_length=100,
        blank=True,
        help_text="Alleen in het archief, als de gemeente niet in de lijst staat.",
    )
    partnergemeenten = ParentalManyToManyField(
        Gemeente,
        blank=True,
        related_name="partner_in",
        verbose_name="gemeenten die meedoen",
    )
    fase = models.CharField("fase", max_length=20, choices=Fase, blank=True)
    periode_van = models.DateField("begonnen op", null=True, blank=True)
    periode_tot = models.DateField(
        "gestopt of afgerond op", null=True, blank=True, help_text="Laat leeg als het nog loopt."
    )
    aanleiding = RichTextField(
        "aanleiding",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Welk probleem was er, en voor wie? Ongeveer 100 woorden.",
    )
    doel = RichTextField("doel", blank=True, features=TEKST_FEATURES, help_text="Wat moest er voor mensen veranderen?")
    aanpak = RichTextField(
        "aanpak",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Wat hebt u gedaan, in welke volgorde, en wie deed wat? Ongeveer 300 woorden.",
    )
    resultaten = RichTextField(
        "resultaten",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Wat merken inwoners ervan? Noem aantallen als u ze hebt, en ook wat tegenviel.",
    )
    onderbouwing = models.CharField("hoe zeker zijn de resultaten", max_length=20, choices=Onderbouwing, blank=True)
    lessen = RichTextField(
        "geleerde lessen",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Wat zou u een andere gemeente aanraden, en wat afraden?",
    )
    randvoorwaarden = RichTextField(
        "randvoorwaarden",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Wat moet er geregeld zijn voordat een ander dit ook kan?",
    )
    kosten_en_inzet = RichTextField(
        "kosten en inzet",
        blank=True,
        features=TEKST_FEATURES,
        help_text="Geld, uren en mensen. Een schatting mag; zeg dat dan.",
    )
    partners = models.TextField("partners", blank=True, help_text="Organisaties waarmee u samenwerkt, een per regel.")
    contact_naam = models.CharField("naam van de contactpersoon of het team", max_length=150, blank=True)
    contact_functie = models.CharField("functie", max_length=150, blank=True)
    contact_email = models.EmailField(
        "e-mailadres van de contactpersoon",
        blank=True,
        help_text="Komt nooit op de pagina. Lezers stellen hun vraag met een formulier.",
    )
    foto = models.ForeignKey(
        Afbeelding, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="foto"
    )
    foto_alt = models.CharField(
        "wat is er op de foto te zien",
        max_length=250,
        blank=True,
        help_text="Voor wie de foto niet ziet. Verplicht bij een foto.",
    )
    handreikingen = ParentalManyToManyField(
        Handreiking, blank=True, related_name="toegepast_in", verbose_name="toegepaste handreikingen"
    )
    kantelingboekjes = ParentalManyToManyField(
        Kantelingboekje, blank=True, related_name="toegepast_in", verbose_name="toegepaste Kantelingboekjes"
    )
    modelartikelen = ParentalManyToManyField(
        Artikel, blank=True, related_name="toegepast_in", verbose_name="toegepaste artikelen van de modelverordening"
    )
    overgenomen_van = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="overgenomen_door",
        verbose_name="overgenomen van",
        help_text="Is dit gemaakt naar het voorbeeld van een ander praktijkvoorbeeld?",
    )
    licentie = models.CharField(
        "licentie",
        max_length=20,
        choices=Licentie,
        default=Licentie.CC_BY,
        blank=True,
        help_text="CC BY: anderen mogen dit gebruiken met uw naam erbij. CC0: zonder voorwaarden.",
    )
    laatst_bevestigd = models.DateField(
        "voor het laatst bevestigd op", null=True, blank=True, help_text="Wanneer zei de gemeente dat dit nog klopt?"
    )
    archief = models.BooleanField(
        "archief",
        default=False,
        help_text="Overgenomen uit een oudere bron. Mag onvolledig zijn en krijgt geen herinneringen.",
    )
    bron = models.CharField(
        "bron", max_length=250, blank=True, help_text="Alleen in het archief: waar komt dit vandaan?"
    )
    tekst = StreamField(
        TekstBlok(),
        blank=True,
        verbose_name="tekst uit de bron",
        help_text="Alleen in het archief, voor tekst die geen eigen veld heeft.",
    )

    content_panels = [
        MultiFieldPanel(
            [
                TitleFieldPanel("title"),
                FieldPanel("samenvatting"),
                FieldPanel("gemeente"),
                FieldPanel("partnergemeenten", widget=Meerkiezer("gemeenten")),
                FieldPanel("fase"),
                FieldRowPanel([FieldPanel("periode_van"), FieldPanel("periode_tot")]),
            ],
            heading="Basis",
        ),
        MultiFieldPanel(
            [FieldPanel("aanleiding"), FieldPanel("doel"), FieldPanel("aanpak")], heading="Aanleiding en aanpak"
        ),
        MultiFieldPanel(
            [
                FieldPanel("resultaten"),
                FieldPanel("onderbouwing"),
                FieldPanel("lessen"),
                FieldPanel("randvoorwaarden"),
                FieldPanel("kosten_en_inzet"),
            ],
            heading="Resultaten en lessen",
        ),
        MultiFieldPanel(
            [
                FieldPanel("partners"),
                FieldPanel("contact_naam"),
                FieldPanel("contact_functie"),
                FieldPanel("contact_email"),
            ],
            heading="Betrokkenen en contact",
        ),
        MultiFieldPanel([FieldPanel("foto"), FieldPanel("foto_alt")], heading="Beeld"),
        InlinePanel("bijlagen", label="bijlage", heading="Bijlagen"),
        *VindbarePagina.begrippen_panels,
        MultiFieldPanel(
            [
                FieldPanel("handreikingen", widget=Meerkiezer("handreikingen")),
                FieldPanel("kantelingboekjes", widget=Meerkiezer("kantelingboekjes")),
                FieldPanel("modelartikelen", widget=Meerkiezer("modelartikelen")),
                FieldPanel("overgenomen_van"),
            ],
            heading="Wat past het toe",
        ),
        *VindbarePagina.datum_panels,
        MultiFieldPanel([FieldPanel("licentie"), FieldPanel("laatst_bevestigd")], heading="Licentie en actualiteit"),
        MultiFieldPanel(
            [FieldPanel("archief"), FieldPanel("gemeente_als_tekst"), FieldPanel("bron"), FieldPanel("tekst")],
            heading="Archief",
            classname="collapsed",
        ),
    ]

    class Meta(VindbarePagina.Meta):
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        constraints = [
            *VindbarePagina.Meta.constraints,
            models.CheckConstraint(
                condition=Q(periode_tot__isnull=True)
                | Q(periode_van__isnull=True)
                | Q(periode_tot__gte=models.F("periode_van")),
                name="periode_in_volgorde",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    # -- rules -------------------------------------------------------------------------------------

    def ontbrekende_velden(self, waarden: Mapping[str, Any]) -> dict[str, str]:
        fouten: dict[str, str] = {}
        if waarden.get("foto") and not waarden.get("foto_alt"):
            fouten["foto_alt"] = "Vertel wat er op de foto te zien is."
        if waarden.get("archief"):
            return fouten
        fouten.update({veld: fout for veld, fout in self.verplichte_velden.items() if not waarden.get(veld)})
        return {**super().ontbrekende_velden(waarden), **fouten}

    # -- what readers see --------------------------------------------------------------------------

    @property
    def gemeentenaam(self) -> str:
        return self.gemeente.naam if self.gemeente else self.gemeente_als_tekst or NIET_VERMELD

    @property
    def partnerlijst(self) -> list[str]:
        return [regel.strip() for regel in self.partners.splitlines() if regel.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        zicht = Zicht(self)
        context.update(
            partnergemeenten=self.partnergemeenten.all() if self.heeft("partnergemeenten") else [],
            bijlagen=self.bijlagen.select_related("bestand") if self.heeft("bijlagen") else [],
            handreikingen=zicht.van(self.handreikingen.all() if self.heeft("handreikingen") else []),
            kantelingboekjes=zicht.van(self.kantelingboekjes.all() if self.heeft("kantelingboekjes") else []),
            overgenomen_van=zicht.van([self.overgenomen_van] if self.overgenomen_van else []),
            overgenomen_door=zicht.van(
                self.overgenomen_door.select_related("gemeente") if self.pk and self.heeft("overgenomen_door") else []
            ),
            NIET_VERMELD=NIET_VERMELD,
        )
        return context

    def json_ld(self) -> dict[str, Any]:
        licenties = {
            self.Licentie.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.nl",
            self.Licentie.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        }
        auteur = (
            {"author": {"@type": "GovernmentOrganization", "name": f"Gemeente {self.gemeente}"}}
            if self.gemeente
            else {}
        )
        licentie = {"license": licenties[self.Licentie(self.licentie)]} if self.licentie else {}
        return {**super().json_ld(), **auteur, **licentie}

    @path("contact/")
    def contact(self, request: HttpRequest) -> HttpResponse:
        return contact.contact(self, request)

    @path("contact/verstuurd/")
    def contact_verstuurd(self, request: HttpRequest) -> HttpResponse:
        return contact.verstuurd(self, request)

    # -- what search gets --------------------------------------------------------------------------

    @classmethod
    def voor_zoeken(cls, paginas: models.QuerySet[Any]) -> models.QuerySet[Any]:
        met = super().voor_zoeken(paginas).select_related("gemeente")
        return met.prefetch_related("partnergemeenten", "bijlagen__bestand")

    def zoektekst(self) -> str:
        velden = (
            self.resultaten,
            self.aanleiding,
            self.doel,
            self.aanpak,
            self.lessen,
            self.randvoorwaarden,
            self.kosten_en_inzet,
        )
        return "\n".join(
            [*(get_text_for_indexing(veld) for veld in velden if veld), self.partners, platte_tekst(self.tekst)]
        )

    def bijlagen_voor_zoeken(self) -> list[Bestand]:
        return [bijlage.bestand for bijlage in self.bijlagen.all()]

    def gemeenten_voor_zoeken(self) -> list[Gemeente]:
        eigenaar = [self.gemeente] if self.gemeente else []
        return [*eigenaar, *(g for g in self.partnergemeenten.all() if g not in eigenaar)]

    def kaart(self) -> dict[str, Any]:
        return {
            **super().kaart(),
            "gemeente": self.gemeentenaam,
            "provincie": self.gemeente.get_provincie_display() if self.gemeente else "",
            "fase": self.get_fase_display(),
            "archief": self.archief,
        }


class PraktijkvoorbeeldBijlage(Bijlage):
    pagina = ParentalKey(Praktijkvoorbeeld, on_delete=models.CASCADE, related_name="bijlagen")
