"""Pages recommended for a query, in the editors' admin."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput

from search.editor_rules import Sturing, bewaarde_aanbevelingen, bewaarde_blokkades, maak_sturing
from search.models import Aanbeveling, AanbevolenPagina, Synoniemgroep
from search.page_source import findable_models
from search.redactie.zoekvraag_proberen import SturingViewSet
from search.zicht import openbare_sleutels

MEESTE_PAGINAS = 5


class AanbevelingFormulier(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formsets["paginas"].error_messages["too_few_forms"] = "Kies ten minste één pagina."

    def clean(self) -> Any:
        waarden = super().clean()
        paginas = self.formsets["paginas"]
        paginas.is_valid()  # reads them: what is wrong with two together is told here
        gezien: set[int] = set()
        for formulier in paginas.forms:
            # Not from its cleaned data: of what is there twice Django takes it out.
            pagina = formulier.instance.pagina_id
            if pagina is None or getattr(formulier, "cleaned_data", {}).get("DELETE"):
                continue
            if pagina in gezien:
                formulier.add_error("pagina", "Deze pagina staat er al. Haal er een weg.")
            elif not formulier.errors and not openbare_sleutels([pagina]):
                formulier.add_error("pagina", "Niet iedereen mag deze pagina zien. Lezers zouden haar niet krijgen.")
            gezien.add(pagina)
        return waarden


class AanbevelingLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Aanbeveling]:
        paginas = AanbevolenPagina.objects.select_related("pagina").order_by("sort_order")
        return Aanbeveling.objects.prefetch_related(Prefetch("paginas", queryset=paginas))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        getoond = [aanbevolen for aanbeveling in context["object_list"] for aanbevolen in aanbeveling.paginas.all()]
        openbaar = openbare_sleutels(aanbevolen.pagina_id for aanbevolen in getoond)
        for aanbevolen in getoond:
            aanbevolen.zichtbaar = aanbevolen.pagina_id in openbaar
        return context


def _paginas(aanbeveling: Aanbeveling) -> str:
    return ", ".join(
        str(aanbevolen.pagina) + ("" if getattr(aanbevolen, "zichtbaar", True) else " (nu niet zichtbaar)")
        for aanbevolen in aanbeveling.paginas.all()
    )


class AanbevelingViewSet(SturingViewSet):
    model = Aanbeveling
    name = "aanbevelingen"
    icon = "pick"
    menu_label = "Aanbevelingen"
    index_view_class = AanbevelingLijst
    list_display = ["__str__", Column("paginas", label="Pagina’s bovenaan", accessor=_paginas), Column("einde")]
    search_fields = ["zoekvragen", "toelichting", "paginas__pagina__title"]
    ordering = ["zoekvragen"]
    edit_handler = ObjectList(
        [
            FieldPanel("zoekvragen", widget=forms.Textarea(attrs={"rows": 4})),
            InlinePanel(
                "paginas",
                [PageChooserPanel("pagina", page_type=list(findable_models()))],
                heading="Pagina’s bovenaan",
                label="pagina",
                help_text="In de volgorde waarin lezers ze zien.",
                min_num=1,
                max_num=MEESTE_PAGINAS,
            ),
            FieldPanel("geldig_tot", widget=AdminDateInput),
            FieldPanel("toelichting", widget=forms.Textarea(attrs={"rows": 2})),
        ],
        base_form_class=AanbevelingFormulier,
    )

    def sturing_met(self, gewijzigd: Any) -> Sturing:
        andere = [(ander, paginas) for ander, paginas in bewaarde_aanbevelingen() if ander.pk != gewijzigd.pk]
        eigen = [aanbevolen.pagina_id for aanbevolen in gewijzigd.paginas.all()]
        vandaag = timezone.localdate()
        geldig = [] if gewijzigd.is_voorbij(vandaag) else [(gewijzigd, eigen)]
        return maak_sturing(Synoniemgroep.objects.order_by("pk"), [*andere, *geldig], bewaarde_blokkades())

    def zoekvragen_van(self, gewijzigd: Any) -> str:
        return str(gewijzigd.zoekvragen)
