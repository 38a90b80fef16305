from django import forms

from gemeenten.models import Provincie
from search.models import PublicatieFormulier


class SprekerFormulier(PublicatieFormulier):
    """The provinces of a speaker as checkboxes; the model keeps their slugs."""

    provincies = forms.MultipleChoiceField(
        label="regio's",
        choices=Provincie.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="In welke provincies komt de spreker langs?",
    )
