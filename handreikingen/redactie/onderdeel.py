"""Correcting the text of a modelverordening, part by part."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from gemeenten.redactie.beleid import BeperktBeleid
from handreikingen.models import Onderdeel, Versie
from handreikingen.regelingtekst import Soort


class VersieWaarschuwing(HelpPanel):
    """Says which text is at hand, and that readers may rely on it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["onderdeel"] = self.instance
            context["versie"] = self.instance.versie
            context["gepubliceerd"] = self.instance.versie.live
            context["definitief"] = self.instance.versie.status != Versie.Status.CONCEPT
            return context


class OnderdeelFilters(WagtailFilterSet):
    versie = ModelChoiceFilter(
        label="Versie", queryset=lambda request: Versie.objects.order_by("-vastgesteld_op"), empty_label="Alle"
    )
    soort = ChoiceFilter(
        label="Soort",
        choices=[(soort.value, soort.value.capitalize()) for soort in Soort],
        empty_label="Alle",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Onderdeel
        fields: list[str] = []


def bijzonder(onderdeel: Onderdeel) -> str:
    """What makes this part other than plain text of the model, in words."""
    return ", ".join(veld for veld in ("facultatief", "alternatief") if getattr(onderdeel, veld))


class OnderdelenView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Onderdeel]:
        return Onderdeel.objects.select_related("versie")


class OnderdeelViewSet(ModelViewSet):
    model = Onderdeel
    name = "onderdelen"
    icon = "list-ul"
    menu_label = "Modelverordening: teksten"
    index_view_class = OnderdelenView
    filterset_class = OnderdeelFilters
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100
    list_display = [
        "__str__",
        Column("tekst", label="Tekst", accessor=lambda onderdeel: onderdeel.tekst[:140]),
        Column("bijzonder", label="Bijzonder", accessor=bijzonder),
        Column("versie", label="Versie"),
    ]
    search_fields = ["opschrift", "tekst", "toelichting", "noot"]
    ordering = ["-versie__vastgesteld_op", "versie", "volgorde"]
    edit_handler = ObjectList(
        [
            VersieWaarschuwing(template="handreikingen/redactie/versie_waarschuwing.html"),
            FieldPanel("opschrift"),
            FieldPanel("tekst"),
            FieldPanel("toelichting"),
            FieldPanel("noot"),
            MultiFieldPanel([FieldPanel("facultatief"), FieldPanel("alternatief")], heading="Bijzonder"),
        ]
    )

    @property
    def permission_policy(self) -> BeperktBeleid:
        return BeperktBeleid(Onderdeel, ("change", "view"))
