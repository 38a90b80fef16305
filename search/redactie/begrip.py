"""The vocabulary in the editors' admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ReferenceIndex

from search.models import Begrip


class BegripFormulier(WagtailAdminModelForm):
    """The address of a concept lasts: search engines, the API and the SKOS export refer to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["schema"].disabled = True
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "Een adres verandert niet meer: er kan naar verwezen zijn."


class BegripLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Begrip]:
        begrippen: QuerySet[Begrip] = Begrip.objects.select_related("breder").annotate(
            usage_count=ReferenceIndex.usage_count_subquery(Begrip)
        )
        return begrippen


class BegripViewSet(ModelViewSet):
    model = Begrip
    name = "begrippen"
    icon = "tag"
    menu_label = "Begrippen"
    index_view_class = BegripLijst
    copy_view_enabled = False
    list_per_page = 100
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
