"""The question of a reader to the contact person of a praktijkvoorbeeld."""

from typing import Any

from django import forms


class VraagFormulier(forms.Form):
    """Name, address and question. `website` is a trap: people do not see it, programs fill it."""

    naam = forms.CharField(label="Uw naam", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Uw e-mailadres",
        help_text="Hierop krijgt u antwoord.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisatie = forms.CharField(
        label="Uw gemeente of organisatie",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    vraag = forms.CharField(
        label="Uw vraag",
        max_length=5000,
        help_text="Noem geen namen of andere gegevens van inwoners.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["naam"].error_messages["required"] = "Vul uw naam in."
        self.fields["email"].error_messages.update(
            required="Vul uw e-mailadres in.", invalid="Dit is geen e-mailadres. Een voorbeeld: naam@gemeente.nl."
        )
        self.fields["vraag"].error_messages.update(
            required="Schrijf uw vraag op.", max_length="Uw vraag is te lang. Gebruik hoogstens 5.000 tekens."
        )

    def is_van_programma(self) -> bool:
        return bool(self.cleaned_data["website"])
