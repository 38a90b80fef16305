"""Words that are never suggested, in the editors' admin."""

from dataclasses import replace
from typing import Any

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from search.blokkades import Blokkades
from search.editor_rules import Sturing
from search.labels import labels
from search.models import GeblokkeerdWoord
from search.redactie.effect_voorstellen import Voorstelvergelijking, vergelijk_voorstellen
from search.redactie.zoekvraag_proberen import SturingViewSet


def _als_begin(geblokkeerd: GeblokkeerdWoord) -> str:
    return "ja" if geblokkeerd.ook_begin else ""


class GeblokkeerdWoordViewSet(SturingViewSet):
    model = GeblokkeerdWoord
    name = "geblokkeerde-woorden"
    icon = "no-view"
    menu_label = "Nooit voorstellen"
    list_display = ["woord", Column("ook_begin", label="Ook als begin", accessor=_als_begin), "toelichting"]
    search_fields = ["woord", "toelichting"]
    ordering = ["woord"]
    edit_handler = ObjectList([FieldPanel("woord"), FieldPanel("ook_begin"), FieldPanel("toelichting")])
    effect_template = "search/redactie/_effect_voorstellen.html"

    def sturing_met(self, gewijzigd: Any) -> Sturing:
        andere = GeblokkeerdWoord.objects.exclude(pk=gewijzigd.pk).order_by("pk")
        return replace(labels().sturing, geblokkeerd=Blokkades.van([*andere, gewijzigd]))

    def zoekvragen_van(self, gewijzigd: Any) -> str:
        return str(gewijzigd.woord)

    def vergelijk(self, q: str, nu: Sturing, straks: Sturing) -> Voorstelvergelijking:
        return vergelijk_voorstellen(q, nu, straks)
