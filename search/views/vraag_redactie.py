"""The form for who did not find something; prefilled with what was looked for."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from search.aanvraaglimiet import is_te_vaak
from search.actions.vraag_redactie import vraag_redactie, vraagbaken
from search.forms.vraag_redactie import VraagRedactieFormulier
from search.query import Zoekvraag

_PER_UUR = 5


@require_http_methods(["GET", "HEAD", "POST"])
def stellen(request: HttpRequest) -> HttpResponse:
    """Show the form, or send the question; what was typed stays when something is missing."""
    vraag = Zoekvraag.uit_request(request.GET)
    formulier = VraagRedactieFormulier(request.POST or None, initial={"vraag": vraag.q})
    if formulier.is_valid():
        if formulier.is_van_programma():
            return redirect("vraag-redactie-verstuurd")
        if is_te_vaak(request, "vraag-redactie", _PER_UUR):
            formulier.add_error(None, "U stelde het afgelopen uur al een paar vragen. Probeer het later nog eens.")
        elif vraag_redactie(formulier.cleaned_data["vraag"], formulier.cleaned_data["email"], vraag.adres()):
            return redirect("vraag-redactie-verstuurd")
        else:
            formulier.add_error(None, "Er is nu niemand die uw vraag kan krijgen. Zij is niet verstuurd.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if formulier.errors else HTTPStatus.OK
    context = {
        "formulier": formulier,
        "kruimels": [("Zoeken", reverse("zoeken"))],
        "terug": reverse("zoeken") + vraag.adres(),
        "iemand": vraagbaken().exists(),
        "noindex": True,
    }
    return render(request, "search/vraag_redactie.html", context, status=status)


@require_safe
def verstuurd(request: HttpRequest) -> HttpResponse:
    """What happened and what comes next."""
    return render(request, "search/vraag_redactie_verstuurd.html", {"noindex": True})
