"""The lists of handreikingen, Kantelingboekjes and versions in the editors' admin."""

from django import forms
from django_filters import MultipleChoiceFilter
from wagtail.admin.ui.tables import Column, NumberColumn

from handreikingen.models import Handreiking, Kantelingboekje, Versie
from search.models import Schema
from search.redactie.filters import PaginaFilters
from search.redactie.paginalijst import Datum, Paginalijst, PaginalijstView, export_kolommen, kolommen, labels


class HandreikingFilters(PaginaFilters):
    class Meta:
        model = Handreiking
        fields: list[str] = []


class KantelingboekjeFilters(PaginaFilters):
    class Meta:
        model = Kantelingboekje
        fields: list[str] = []


class PublicatiesView(PaginalijstView):
    export_waarden = export_kolommen(
        {
            "Samenvatting": lambda p: p.samenvatting,
            "Hoofdstukken": lambda p: p.numchild,
            "Thema's": labels(Schema.THEMA),
            "Wettelijk kader": labels(Schema.WETTELIJK_KADER),
        }
    )


class HandreikingenLijst(Paginalijst):
    model = Handreiking
    index_view_class = PublicatiesView
    name = "handreikingen"
    icon = "doc-full"
    menu_label = "Handreikingen"
    filterset_class = HandreikingFilters
    export_filename = "handreikingen"
    columns = kolommen(NumberColumn("numchild", label="Hoofdstukken"))


class KantelingboekjesLijst(Paginalijst):
    model = Kantelingboekje
    index_view_class = PublicatiesView
    name = "kantelingboekjes"
    icon = "doc-full-inverse"
    menu_label = "Kantelingboekjes"
    filterset_class = KantelingboekjeFilters
    export_filename = "kantelingboekjes"
    columns = kolommen(NumberColumn("numchild", label="Hoofdstukken"))


class VersieFilters(PaginaFilters):
    status = MultipleChoiceFilter(
        label="Status van het model", choices=Versie.Status.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Versie
        fields: list[str] = []


class VersiesView(PaginalijstView):
    export_waarden = export_kolommen(
        {
            "Status van het model": lambda v: v.get_status_display(),
            "Verschenen op": lambda v: v.vastgesteld_op,
            "Wettelijk kader": labels(Schema.WETTELIJK_KADER),
        }
    )


class VersiesLijst(Paginalijst):
    model = Versie
    index_view_class = VersiesView
    name = "versies"
    icon = "list-ol"
    menu_label = "Modelverordening: versies"
    filterset_class = VersieFilters
    export_filename = "versies-modelverordening"
    columns = kolommen(
        Column("get_status_display", label="Status van het model"),
        Datum("vastgesteld_op", label="Verschenen", sort_key="vastgesteld_op"),
    )
