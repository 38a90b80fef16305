"""The lists of bijeenkomsten and speakers in the editors' admin."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django_filters import BooleanFilter, ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import BooleanRadioSelect
from wagtail.admin.ui.tables import BooleanColumn, Column

from bijeenkomsten.models import Bijeenkomst, Spreker
from search.models import Schema
from search.redactie.filters import PaginaFilters
from search.redactie.paginalijst import Datum, Paginalijst, PaginalijstView, export_kolommen, kolommen, labels


class WanneerFilter(ChoiceFilter):
    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        match value:
            case "komend":
                return qs.filter(einde__gte=timezone.now())
            case "voorbij":
                return qs.filter(einde__lt=timezone.now())
        return qs


class BijeenkomstFilters(PaginaFilters):
    wanneer = WanneerFilter(
        label="Wanneer",
        choices=[("komend", "Komt nog"), ("voorbij", "Is geweest")],
        empty_label="Alle",
        widget=forms.RadioSelect,
    )
    vorm = MultipleChoiceFilter(label="Vorm", choices=Bijeenkomst.Vorm.choices, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Bijeenkomst
        fields: list[str] = []


class BijeenkomstenView(PaginalijstView):
    verwant = ("gemeente",)
    export_waarden = export_kolommen(
        {
            "Begint op": lambda b: timezone.localtime(b.begin),
            "Eindigt op": lambda b: timezone.localtime(b.einde),
            "Vorm": lambda b: b.get_vorm_display(),
            "Locatie": lambda b: b.locatie_naam,
            "Plaats": lambda b: b.plaats,
            "Plaatsen": lambda b: b.capaciteit,
            "Thema's": labels(Schema.THEMA),
        }
    )


class BijeenkomstenLijst(Paginalijst):
    model = Bijeenkomst
    index_view_class = BijeenkomstenView
    name = "bijeenkomsten"
    icon = "calendar-alt"
    menu_label = "Bijeenkomsten"
    ordering = "-begin"
    filterset_class = BijeenkomstFilters
    export_filename = "bijeenkomsten"
    columns = kolommen(
        Datum("begin", label="Begint op", sort_key="begin"),
        Column("get_vorm_display", label="Vorm", sort_key="vorm"),
        Column("plaats", label="Plaats", sort_key="plaats"),
    )


class SprekerFilters(PaginaFilters):
    online = BooleanFilter(label="Kan ook online", widget=BooleanRadioSelect)

    class Meta:
        model = Spreker
        fields: list[str] = []


class SprekersView(PaginalijstView):
    verwant = ("gemeente",)
    export_waarden = export_kolommen(
        {
            "Functie": lambda s: s.functie,
            "Organisatie": lambda s: s.gemeente.naam if s.gemeente else s.organisatie,
            "Regio's": lambda s: ", ".join(s.provincienamen),
            "Kan ook online": lambda s: s.online,
            "Thema's": labels(Schema.THEMA),
        }
    )


class SprekersLijst(Paginalijst):
    model = Spreker
    index_view_class = SprekersView
    name = "sprekers"
    icon = "group"
    menu_label = "Sprekers"
    filterset_class = SprekerFilters
    export_filename = "sprekers"
    columns = kolommen(
        Column(
            "organisatie",
            label="Gemeente of organisatie",
            accessor=lambda spreker: spreker.gemeente.naam if spreker.gemeente else spreker.organisatie,
        ),
        BooleanColumn("online", label="Online"),
    )
