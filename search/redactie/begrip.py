"""The vocabulary in the editors' admin."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.views import generic
from wagtail.models import ReferenceIndex

from search.editor_rules import Sturing
from search.labels import labels
from search.models import Begrip
from search.redactie.zoekvraag_proberen import SturingViewSet


class BegripFormulier(WagtailAdminModelForm):
    """The address of a concept lasts: search engines, the API and the SKOS export refer to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["schema"].disabled = True
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "Een adres verandert niet meer: er kan naar verwezen zijn."


def _namen(begrip: Begrip) -> list[str]:
    return [naam for naam in (begrip.label, *begrip.alternatieve_labels, begrip.afkorting) if naam]


class BegripLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Begrip]:
        begrippen: QuerySet[Begrip] = Begrip.objects.select_related("breder").annotate(
            usage_count=ReferenceIndex.usage_count_subquery(Begrip)
        )
        return begrippen


class BegripViewSet(SturingViewSet):
    """The names of concepts steer search as well."""

    model = Begrip
    name = "begrippen"
    icon = "tag"
    menu_label = "Begrippen"
    index_view_class = BegripLijst
    add_to_reference_index = True
    list_display = [
        "label",
        "schema",
        Column("alternatieven", label="Andere namen", accessor=lambda begrip: ", ".join(begrip.alternatieve_labels)),
        Column("breder", label="Valt onder"),
        UsageCountColumn("usage_count", label="Gebruikt", width="10%"),
    ]
    list_filter = ["schema"]
    search_fields = ["label", "alternatieven", "definitie"]
    list_export = ["schema", "label", "alternatieven", "definitie", "breder"]
    export_filename = "begrippen"
    ordering = ["schema", "volgorde", "label"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("schema"), FieldPanel("label"), FieldPanel("slug"), FieldPanel("volgorde")],
                heading="Begrip",
            ),
            FieldPanel("alternatieven"),
            FieldPanel("definitie"),
            FieldPanel("breder"),
            MultiFieldPanel(
                [
                    HelpPanel("Vul in: óf van en naar, óf meer."),
                    FieldRowPanel([FieldPanel("van"), FieldPanel("naar")]),
                    FieldPanel("meer"),
                ],
                heading="Alleen bij een verschuiving",
                classname="collapsed",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("afkorting"), FieldPanel("bwb_id")]),
                    FieldRowPanel([FieldPanel("geldig_van"), FieldPanel("vervallen_op")]),
                    FieldPanel("opvolger"),
                ],
                heading="Alleen bij een wet",
                classname="collapsed",
            ),
        ],
        base_form_class=BegripFormulier,
    )

    def sturing_met(self, gewijzigd: Any) -> Sturing:
        return replace(labels().sturing, begrip=gewijzigd)

    def zoekvragen_van(self, gewijzigd: Any) -> str:
        """First the names that come and those that go: there the difference is."""
        bewaard = Begrip.objects.filter(pk=gewijzigd.pk).first()
        oud, nieuw = _namen(bewaard) if bewaard else [], _namen(gewijzigd)
        komt = [naam for naam in nieuw if naam not in oud]
        gaat = [naam for naam in oud if naam not in nieuw]
        return "\n".join(dict.fromkeys([*komt, *gaat, *nieuw]))
