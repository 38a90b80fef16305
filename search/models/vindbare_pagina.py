import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page, PageViewRestriction

from gemeenten.redactie.meerkiezer import Meerkiezer
from search.boom import bekende_voorouders, pad_van
from search.document import SearchDocument, artikelverwijzing
from search.forms.begrippen import BegrippenVeld
from search.models.begrip import Begrip, Schema
from search.models.wetsartikel import Wetsartikel
from search.redactie.rechten import paginarechten
from search.relaties import gevulde_relaties
from search.zicht import besloten_takken, onthoud_besloten_takken


class PublicatieFormulier(WagtailAdminPageForm):
    """The editor's form: a concept may be incomplete, what is published may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if veld := self.fields.get("begrippen"):
            self.fields["begrippen"] = BegrippenVeld(label=veld.label, help_text=veld.help_text)
        if veld := self.fields.get("slug"):
            veld.required = False  # the page makes one of its title

    def _post_clean(self) -> None:
        self.instance.volledigheid_uitgesteld = True  # told here per field, not once more by the model
        super()._post_clean()
        if not self.is_deferred_validation:
            for veld, fout in self.instance.ontbrekende_velden(self.cleaned_data).items():
                if veld not in self.errors:
                    self.add_error(veld if veld in self.fields else None, fout)
        self.instance.volledigheid_uitgesteld = False


class VindbarePagina(Page):
    """A page that search finds: summary, concepts, legal framework, dates, and the document it yields."""

    soort: ClassVar[str] = ""  # the kind in search, API and facets
    kaart_template: ClassVar[str] = "search/kaart.html"
    tonen_met: ClassVar[tuple[str, ...]] = ()  # relations its template shows, fetched along with the page
    soms_leeg: ClassVar[tuple[str, ...]] = ("wetsartikelen",)  # relations its page shows where they lead to anything
    verwante_soorten: ClassVar[tuple[str, ...]] = ()  # of these kinds its template shows what belongs with it
    verplichte_schemas: ClassVar[tuple[str, ...]] = ()  # of these at least one concept before publication

    samenvatting = models.TextField(
        "samenvatting",
        max_length=300,
        help_text="Een of twee zinnen, voor lijsten en zoekresultaten. Vertel wat het oplevert, niet hoe het ging.",
    )
    begrippen = ParentalManyToManyField(
        Begrip,
        blank=True,
        related_name="+",
        verbose_name="onderwerpen",
        help_text="Kies wat echt past. Lezers filteren hierop; te veel vinkjes maken filters waardeloos.",
    )
    wetsartikelen = ParentalManyToManyField(
        Wetsartikel,
        blank=True,
        related_name="+",
        verbose_name="wetsartikelen",
        help_text="Welke artikelen van de wet spelen hier een rol? Zoek op wet of nummer.",
    )
    publicatiedatum = models.DateField(
        "gepubliceerd op",
        null=True,
        blank=True,
        help_text="De datum die lezers zien. Laat leeg voor de dag van publiceren.",
    )
    herzien_op = models.DateField(
        "opnieuw bekijken op",
        null=True,
        blank=True,
        help_text="Op deze dag staat de pagina op de startpagina van de redactie, om te zien of hij nog klopt.",
    )
    verzonnen = models.BooleanField(
        "verzonnen voorbeeld",
        default=False,
        help_text="De pagina meldt dan: Verzonnen voorbeeld, geen VNG-tekst. Zoekmachines slaan hem over.",
    )
    vervangen_door = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vervangen door",
        help_text="Trekt u deze pagina in? Kies waar lezers dan verder kunnen. "
        "Het oude adres meldt dat de pagina is ingetrokken en verwijst hierheen.",
    )
    bron_id = models.CharField("nummer in de bron", max_length=200, blank=True, editable=False)

    base_form_class = PublicatieFormulier
    permissions_for_user = paginarechten
    exclude_fields_in_copy = [*Page.exclude_fields_in_copy, "bron_id"]  # a copy comes from no source
    search_auto_update = False  # the outbox also keeps the editors' own page search up to date
    begrippen_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("begrippen"), FieldPanel("wetsartikelen", widget=Meerkiezer("wetsartikelen"))],
            heading="Waar gaat het over?",
        )
    ]
    datum_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("publicatiedatum"),
                FieldPanel("herzien_op"),
                FieldPanel("verzonnen"),
                FieldPanel("vervangen_door"),
            ],
            heading="Datums en herkomst",
        )
    ]

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["bron_id"], condition=~models.Q(bron_id=""), name="%(class)s_bron_id_eenmaal"
            )
        ]
        indexes = [
            models.Index(fields=["-publicatiedatum", "-page_ptr"], name="%(class)s_op_datum"),
            models.Index(
                fields=["herzien_op"], condition=models.Q(herzien_op__isnull=False), name="%(class)s_herzien_op"
            ),
        ]

    # -- rules -------------------------------------------------------------------------------------

    def ontbrekende_velden(self, waarden: Mapping[str, Any]) -> dict[str, str]:
        """What is missing for publication: field name to message. `waarden` holds the fields' values."""
        fouten: dict[str, str] = {}
        gekozen = {begrip.schema for begrip in waarden.get("begrippen") or ()}
        for schema in self.verplichte_schemas:
            if schema not in gekozen:
                naam = Schema(schema).label.lower()
                fouten["begrippen"] = f"Kies ten minste één {naam}. Zonder {naam} vinden lezers deze pagina niet."
        return fouten

    def clean(self) -> None:
        super().clean()
        if self.live and not getattr(self, "volledigheid_uitgesteld", False):
            waarden = {
                veld.name: getattr(self, veld.name).all() if veld.many_to_many else getattr(self, veld.name)
                for veld in (*self._meta.local_fields, *self._meta.local_many_to_many)
                if not veld.primary_key
            }
            if fouten := self.ontbrekende_velden(waarden):
                raise ValidationError(fouten)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and self.publicatiedatum is None:
            self.publicatiedatum = timezone.localdate(self.first_published_at)
        super().save(*args, **kwargs)

    # -- what readers see --------------------------------------------------------------------------

    def begrippen_van(self, schema: str) -> list[Begrip]:
        """Its concepts of one scheme, in the vocabulary's order; no query once the concepts are loaded."""
        return [begrip for begrip in self.alle_begrippen if begrip.schema == schema]

    @property
    def alle_begrippen(self) -> list[Begrip]:
        if not hasattr(self, "_alle_begrippen"):
            vooraf = getattr(self, "_prefetched_objects_cache", {})
            begrippen = self.begrippen.all() if "begrippen" in vooraf else self.begrippen.select_related("opvolger")
            self._alle_begrippen = list(begrippen)
        return self._alle_begrippen

    @property
    def alle_wetsartikelen(self) -> list[Wetsartikel]:
        """The articles of law it cites, with their laws; in one query at most."""
        if not hasattr(self, "_alle_wetsartikelen"):
            artikelen: Iterable[Wetsartikel] = ()
            if "wetsartikelen" in getattr(self, "_prefetched_objects_cache", {}):
                artikelen = self.wetsartikelen.all()
            elif self.heeft("wetsartikelen"):
                artikelen = self.wetsartikelen.select_related("wet")
            self._alle_wetsartikelen = list(artikelen)
        return self._alle_wetsartikelen

    def heeft(self, relatie: str) -> bool:
        """Whether one of `soms_leeg` leads to anything; all are asked at once, for most lead nowhere."""
        if not hasattr(self, "_gevuld"):
            self._gevuld = gevulde_relaties(self, self.soms_leeg)
        return relatie in self._gevuld

    @property
    def verwant_sleutel(self) -> str:
        """Names the page as it is now, for what is kept of it."""
        return f"pagina-{self.pk}-{self.last_published_at and self.last_published_at.timestamp()}"

    def vervallen_wetten(self, op: datetime.date | None = None) -> list[Begrip]:
        """The laws it rests on that were repealed by `op` (today)."""
        op = op or timezone.localdate()
        return [wet for wet in self.begrippen_van(Schema.WETTELIJK_KADER) if wet.is_vervallen(op)]

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Wagtail asks for them three times; a page that was fetched by its address knows what stands above it."""
        boven = bekende_voorouders(self)
        if boven is None or self.alias_of_id or any(ouder.alias_of_id for ouder in boven):
            return super().get_view_restrictions()
        onthoud_besloten_takken(self)
        if any(self.path.startswith(tak) for tak in besloten_takken(self)):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["vervallen_wetten"] = self.vervallen_wetten()
        context["noindex"] = self.verzonnen
        context["json_ld"] = self.json_ld()
        return context

    def json_ld(self) -> dict[str, Any]:
        """The page in the words of schema.org; subclasses say what it is more precisely."""
        return {
            "@type": "Article",
            "headline": self.title,
            "description": self.samenvatting,
            "inLanguage": "nl",
            "url": f"{settings.SITE_URL}{self.pad}",
            "datePublished": self.publicatiedatum.isoformat() if self.publicatiedatum else None,
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else None,
        }

    # -- what search gets --------------------------------------------------------------------------

    @classmethod
    def voor_zoeken(cls, paginas: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """These pages with what `zoekdocument` asks of each, in a fixed number of queries."""
        return paginas.prefetch_related("begrippen", "wetsartikelen__wet")

    @property
    def zoekdatum(self) -> datetime.date | None:
        """The date lists sort by."""
        return self.publicatiedatum

    def zoektekst(self) -> str:
        """The plain text of the page beside title and summary."""
        return ""

    def bijlagen_voor_zoeken(self) -> list[Any]:
        """The attached Bestanden (bestanden.models.Bestand) whose text leads to this page."""
        return []

    def gemeenten_voor_zoeken(self) -> list[Any]:
        """The gemeenten (gemeenten.models.Gemeente) this page is about."""
        return []

    def kaart(self) -> dict[str, Any]:
        """What the card in a list shows; JSON-serialisable."""
        return {
            "samenvatting": self.samenvatting,
            "themas": [begrip.label for begrip in self.begrippen_van(Schema.THEMA)],
        }

    def zoekkern(self) -> SearchDocument:
        """What the page is about, without how it shows in lists: enough to find what belongs with it."""
        begrippen: dict[str, list[str]] = {}
        for begrip in self.alle_begrippen:
            begrippen.setdefault(begrip.schema, []).append(begrip.slug)
        wetsartikelen = self.alle_wetsartikelen
        return SearchDocument(
            id=f"pagina-{self.pk}",
            soort=self.soort,
            titel=self.title,
            url=self.pad,
            samenvatting=self.samenvatting,
            tekst=self.zoektekst(),
            begrippen={schema: tuple(slugs) for schema, slugs in begrippen.items()},
            wetsartikelen=tuple(str(artikel) for artikel in wetsartikelen),
            verwijzingen=tuple(artikelverwijzing(artikel.wet.slug, artikel.nummer) for artikel in wetsartikelen),
            gemeenten=tuple(gemeente.code for gemeente in self.gemeenten_voor_zoeken()),
        )

    def zoekdocument(self) -> SearchDocument:
        """The search document of the page itself; passages of its attachments come from the source."""
        gemeenten = self.gemeenten_voor_zoeken()
        return replace(
            self.zoekkern(),
            datum=self.zoekdatum,
            verschenen=self.first_published_at,
            provincies=tuple(sorted({gemeente.provincie for gemeente in gemeenten})),
            fase=getattr(self, "fase", ""),
            bron_id=self.bron_id,
            verzonnen=self.verzonnen,
            kaart=self.kaart(),
        )

    @property
    def pad(self) -> str:
        """Its path within the site."""
        return pad_van(self)
