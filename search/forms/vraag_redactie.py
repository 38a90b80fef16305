"""The form with which a reader asks the editors for what search did not find."""

from typing import Any

from django import forms

from search.forms.volgen import EmailFormulier


class VraagRedactieFormulier(EmailFormulier):
    """An address to answer to and the question."""

    vraag = forms.CharField(
        label="Wat zoekt u?",
        max_length=5000,
        help_text="Vertel ook waarvoor u het nodig hebt. Noem geen namen of andere gegevens van inwoners.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Schrijf op wat u zoekt.",
            "max_length": "Uw vraag is te lang. Gebruik hoogstens 5.000 tekens.",
        },
    )

    field_order = ("vraag", "email", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Hierop krijgt u antwoord."
