"""The list of praktijkvoorbeelden in the editors' admin."""

from typing import ClassVar

from django import forms
from django_filters import BooleanFilter, ChoiceFilter, ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import BooleanRadioSelect
from wagtail.admin.ui.tables import Column

from gemeenten.models import Gemeente, Provincie
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.models import Schema
from search.redactie.filters import PaginaFilters
from search.redactie.paginalijst import Datum, Paginalijst, PaginalijstView, export_kolommen, kolommen, labels


class PraktijkvoorbeeldFilters(PaginaFilters):
    gemeente = ModelChoiceFilter(
        label="Gemeente", queryset=lambda request: Gemeente.objects.all(), empty_label="Alle", widget=forms.Select
    )
    provincie = ChoiceFilter(
        field_name="gemeente__provincie", label="Provincie", choices=Provincie.choices, empty_label="Alle"
    )
    fase = MultipleChoiceFilter(
        label="Fase", choices=Praktijkvoorbeeld.Fase.choices, widget=forms.CheckboxSelectMultiple
    )
    archief = BooleanFilter(label="Archief", widget=BooleanRadioSelect)

    class Meta:
        model = Praktijkvoorbeeld
        fields: ClassVar[list[str]] = [
            *("stand", "gemeente", "provincie", "fase", "thema"),
            *("publicatiedatum", "herziening", "archief", "verzonnen"),
        ]


class PraktijkvoorbeeldenView(PaginalijstView):
    verwant = ("gemeente",)
    export_waarden = export_kolommen(
        {
            "Gemeente": lambda p: p.gemeentenaam,
            "Provincie": lambda p: p.gemeente.get_provincie_display() if p.gemeente else "",
            "Fase": lambda p: p.get_fase_display(),
            "Resultaat, in het kort": lambda p: p.samenvatting,
            "Hoe zeker": lambda p: p.get_onderbouwing_display(),
            "Thema's": labels(Schema.THEMA),
            "Doelgroepen": labels(Schema.DOELGROEP),
            "Wettelijk kader": labels(Schema.WETTELIJK_KADER),
            "Laatst bevestigd op": lambda p: p.laatst_bevestigd,
            "Archief": lambda p: p.archief,
        }
    )


class PraktijkvoorbeeldenLijst(Paginalijst):
    model = Praktijkvoorbeeld
    index_view_class = PraktijkvoorbeeldenView
    name = "praktijkvoorbeelden"
    icon = "clipboard-list"
    menu_label = "Praktijkvoorbeelden"
    menu_order = 200
    add_to_admin_menu = True
    filterset_class = PraktijkvoorbeeldFilters
    export_filename = "praktijkvoorbeelden"
    columns = kolommen(
        Column("gemeentenaam", label="Gemeente", sort_key="gemeente__naam"),
        Column("get_fase_display", label="Fase", sort_key="fase"),
        Datum("laatst_bevestigd", label="Laatst bevestigd", sort_key="laatst_bevestigd"),
    )
