from typing import Any

from wagtail.admin.forms.auth import LoginForm


class Inlogformulier(LoginForm):
    """Wagtail's form leaves the password without a label of its own, and shows the English name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Wachtwoord"
