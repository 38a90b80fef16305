"""The report of what readers search for, in the editors' admin."""

import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.actions.zoekopdrachten_opruimen import BEWAAR
from search.models import Zoekopdracht
from search.redactie.paginalijst import als_tekst

RECHT = "search.view_zoekopdracht"
PERIODES = [("30", "De laatste 30 dagen"), ("90", "De laatste 90 dagen"), ("365", "Het laatste jaar")]
STANDAARD = 30
LANGST_VERGELEKEN = BEWAAR.days // 2  # of the days before a longer period some were forgotten already
LIJSTEN = [
    ("zonder-resultaat", "Zonder resultaat"),
    ("zonder-klik", "Wel resultaten, geen klik"),
    ("dalend", "Minder gevraagd dan daarvoor"),
]


class LijstFilter(ChoiceFilter):
    """The questions editors have about queries; without a choice the most asked."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        match value:
            case "zonder-resultaat":
                return qs.filter(niets__gt=0).order_by("-niets", "vraag")
            case "zonder-klik":
                return qs.filter(kliks=0, keren__gt=F("niets")).order_by("-keren", "vraag")
            case "dalend":
                return qs.filter(verschil__lt=0).order_by("verschil", "vraag")
        return qs.filter(keren__gt=0).order_by("-keren", "vraag")


class PeriodeFilter(ChoiceFilter):
    """Applied where the numbers are added up, before anything else is chosen."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return qs


class Zoekrapportfilters(WagtailFilterSet):
    lijst = LijstFilter(label="Lijst", choices=LIJSTEN, empty_label="Meest gevraagd", widget=forms.RadioSelect)
    periode = PeriodeFilter(label="Periode", choices=PERIODES[1:], empty_label=PERIODES[0][1], widget=forms.RadioSelect)

    class Meta:
        model = Zoekopdracht
        fields: ClassVar[list[str]] = []


def _wat_hij_geeft(rij: dict[str, Any]) -> str:
    return f"{reverse('wat-geeft-deze-zoekvraag:index')}?{urlencode({'zoekvraag': rij['vraag']})}"


def _plaats(rij: dict[str, Any]) -> str:
    """Where the opened results stood, on average: high numbers say that readers had to look for it."""
    return f"{rij['plaats'] / rij['kliks']:.1f}".replace(".", ",") if rij["kliks"] else ""


def _verschil(rij: dict[str, Any]) -> str:
    return f"{rij['verschil']:+d}".replace("-", "−") if rij["verschil"] else "0"


KOLOMMEN = [
    TitleColumn("vraag", label="Zoekvraag", get_url=_wat_hij_geeft),
    Column("keren", label="Gevraagd"),
    Column("niets", label="Zonder resultaat"),
    Column("kliks", label="Geklikt"),
    Column("plaats", label="Gemiddelde plaats", accessor=_plaats),
]
VERGELIJKING = [
    Column("eerder", label="Periode daarvoor"),
    Column("verschil", label="Verschil", accessor=_verschil),
]


class ZoekrapportView(ReportView):
    page_title = "Waar lezers op zoeken"
    header_icon = "search"
    index_url_name = "zoekrapport"
    index_results_url_name = "zoekrapport_resultaten"
    results_template_name = "search/redactie/zoekrapport.html"
    filterset_class = Zoekrapportfilters
    permission_policy = ModelPermissionPolicy(Zoekopdracht)
    permission_required = "view"
    export_filename = "zoekvragen"
    export_headings = {column.name: column.label for column in (*KOLOMMEN, *VERGELIJKING)}
    custom_value_preprocess = {**ReportView.custom_value_preprocess, str: {ReportView.FORMAT_CSV: als_tekst}}

    @property
    def dagen(self) -> int:
        gekozen = self.request.GET.get("periode", "")
        return int(gekozen) if gekozen in dict(PERIODES) else STANDAARD

    @property
    def vergelijkt(self) -> bool:
        return self.dagen <= LANGST_VERGELEKEN

    @cached_property
    def columns(self) -> list[Column]:
        return [*KOLOMMEN, *VERGELIJKING] if self.vergelijkt else KOLOMMEN

    @cached_property
    def list_export(self) -> list[str]:
        return [column.name for column in self.columns]

    def get_queryset(self) -> QuerySet[Any, dict[str, Any]]:
        """Both periods have the same number of days; today is in the last one."""
        vanaf = timezone.localdate() - datetime.timedelta(days=self.dagen - 1)
        ervoor = vanaf - datetime.timedelta(days=self.dagen) if self.vergelijkt else vanaf
        return Zoekopdracht.objects.toonbaar().per_vraag(vanaf, ervoor)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs, vergelijkt=self.vergelijkt)

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**{naam: item[naam] for naam in self.list_export}, "plaats": _plaats(item)}


class ZoekrapportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RECHT))


def zoekrapport_adressen() -> list[URLPattern]:
    return [
        path("reports/zoekvragen/", ZoekrapportView.as_view(), name="zoekrapport"),
        path("reports/zoekvragen/results/", ZoekrapportView.as_view(results_only=True), name="zoekrapport_resultaten"),
    ]


def zoekrapport_in_het_menu() -> MenuItem:
    return ZoekrapportMenuItem(
        "Waar lezers op zoeken", reverse("zoekrapport"), name="zoekvragen", icon_name="search", order=100
    )
