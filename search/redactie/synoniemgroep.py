"""Words that mean the same to search, in the editors' admin."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from search.editor_rules import Sturing, bewaarde_aanbevelingen, bewaarde_blokkades, maak_sturing
from search.models import Synoniemgroep
from search.redactie.zoekvraag_proberen import SturingViewSet


class SynoniemgroepViewSet(SturingViewSet):
    model = Synoniemgroep
    name = "synoniemen"
    icon = "resubmit"
    menu_label = "Synoniemen"
    list_display = ["__str__", Column("richting", label="Soort", accessor="get_richting_display"), "toelichting"]
    list_filter = ["richting"]
    search_fields = ["woorden", "vindt_ook", "toelichting"]
    list_export = ["richting", "woorden", "vindt_ook", "toelichting"]
    export_filename = "synoniemen"
    ordering = ["woorden"]
    edit_handler = ObjectList(
        [
            FieldPanel("richting", widget=forms.RadioSelect),
            FieldPanel("woorden", widget=forms.Textarea(attrs={"rows": 4})),
            FieldPanel("vindt_ook", widget=forms.Textarea(attrs={"rows": 3})),
            FieldPanel("toelichting", widget=forms.Textarea(attrs={"rows": 2})),
        ]
    )

    def sturing_met(self, gewijzigd: Any) -> Sturing:
        andere = Synoniemgroep.objects.exclude(pk=gewijzigd.pk).order_by("pk")
        return maak_sturing([*andere, gewijzigd], bewaarde_aanbevelingen(), bewaarde_blokkades())

    def zoekvragen_van(self, gewijzigd: Any) -> str:
        return str(gewijzigd.woorden)
