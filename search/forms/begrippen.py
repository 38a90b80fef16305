"""Choosing concepts: checkboxes in groups, one group for each scheme."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from search.models.begrip import Begrip, Schema


class PerSchema(ModelChoiceIterator):
    """The choices in groups: (name of the scheme, [(value, label), ...])."""

    def __iter__(self) -> Iterator[Any]:
        plaats = {schema: nummer for nummer, schema in enumerate(Schema.values)}
        begrippen = sorted(self.queryset.order_by("volgorde", "label"), key=lambda begrip: plaats[begrip.schema])
        for schema, groep in groupby(begrippen, key=Begrip.get_schema_display):
            yield (schema, [self.choice(begrip) for begrip in groep])


class Vinkjes(forms.CheckboxSelectMultiple):
    template_name = "search/redactie/vinkjes.html"


class BegrippenVeld(forms.ModelMultipleChoiceField):
    """All concepts as checkboxes by scheme."""

    iterator = PerSchema
    widget = Vinkjes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Begrip.objects.all(), required=False, **kwargs)
