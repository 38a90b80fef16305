"""The forms with which readers follow a search by mail."""

from typing import Any

from django import forms

from search.models import Frequentie


class Keuzerondjes(forms.RadioSelect):
    """Radio buttons; what points to the field, such as the list of mistakes, leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class EmailFormulier(forms.Form):
    """An address. `website` is a trap: people do not see it, programs fill it."""

    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Een voorbeeld: naam@gemeente.nl.",
        },
    )
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def is_van_programma(self) -> bool:
        return bool(self.cleaned_data["website"])


class VolgFormulier(EmailFormulier):
    """An address and how often; the search is in the address of the page."""

    frequentie = forms.TypedChoiceField(
        label="Hoe vaak wilt u mail?",
        choices=Frequentie,
        coerce=Frequentie,
        initial=Frequentie.WEKELIJKS,
        widget=Keuzerondjes,
        error_messages={"required": "Kies hoe vaak u mail wilt."},
    )

    field_order = ("email", "frequentie", "website")
