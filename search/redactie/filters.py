"""The filters that all lists of findable pages share."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django_filters import BooleanFilter, ChoiceFilter, DateFromToRangeFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import BooleanRadioSelect, DateRangePickerWidget, WagtailFilterSet
from wagtail.models import WorkflowState

from search.models import Begrip, Schema

STANDEN = [
    ("gepubliceerd", "Gepubliceerd"),
    ("wijzigingen", "Gepubliceerd, met wijzigingen in concept"),
    ("concept", "Concept, nog nooit gepubliceerd"),
    ("redactie", "Bij de eindredactie"),
    ("ingetrokken", "Ingetrokken"),
]
HERZIENINGEN = [("nu", "Nu"), ("maand", "Binnen een maand"), ("geen", "Geen datum")]


class StandFilter(ChoiceFilter):
    """By the state of the page, in the words of the editors."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        match value:
            case "gepubliceerd":
                return qs.filter(live=True)
            case "wijzigingen":
                return qs.filter(live=True, has_unpublished_changes=True)
            case "concept":
                return qs.filter(live=False, first_published_at__isnull=True)
            case "ingetrokken":
                return qs.filter(live=False, first_published_at__isnull=False)
            case "redactie":
                return qs.filter(_specific_workflow_states__status=WorkflowState.STATUS_IN_PROGRESS)
        return qs


class HerzieningFilter(ChoiceFilter):
    """By the day on which the page is to be looked at again."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        vandaag = timezone.localdate()
        match value:
            case "nu":
                return qs.filter(herzien_op__lte=vandaag)
            case "maand":
                return qs.filter(herzien_op__lte=vandaag + datetime.timedelta(days=31))
            case "geen":
                return qs.filter(herzien_op__isnull=True)
        return qs


class BegripFilter(ModelMultipleChoiceFilter):
    """By concepts of one scheme; a page with several of them is there once."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(label=schema.label, queryset=self._begrippen, widget=forms.CheckboxSelectMultiple)
        self.schema = schema

    def _begrippen(self, request: HttpRequest) -> QuerySet[Begrip]:
        return Begrip.objects.van(self.schema)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        through = qs.model.begrippen.through
        eigenaar = through._meta.get_field(qs.model._meta.model_name).attname
        return qs.filter(pk__in=through.objects.filter(begrip__in=value).values(eigenaar))


class PaginaFilters(WagtailFilterSet):
    stand = StandFilter(label="Stand", choices=STANDEN, empty_label="Alle", widget=forms.RadioSelect)
    thema = BegripFilter(Schema.THEMA)
    publicatiedatum = DateFromToRangeFilter(label="Gepubliceerd", widget=DateRangePickerWidget)
    herziening = HerzieningFilter(
        label="Opnieuw bekijken", choices=HERZIENINGEN, empty_label="Alle", widget=forms.RadioSelect
    )
    verzonnen = BooleanFilter(label="Verzonnen", widget=BooleanRadioSelect)
