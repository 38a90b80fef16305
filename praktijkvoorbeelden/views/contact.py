"""The form with which a reader reaches the contact person."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from praktijkvoorbeelden.forms.vraag import VraagFormulier

if TYPE_CHECKING:
    from praktijkvoorbeelden.models import Praktijkvoorbeeld


def contact(praktijkvoorbeeld: "Praktijkvoorbeeld", request: HttpRequest) -> HttpResponse:
    """Show the form, or send the question; what was typed stays when something is missing."""
    from praktijkvoorbeelden.actions.vragen import stel_vraag

    if not praktijkvoorbeeld.contact_email:
        raise Http404("Bij dit praktijkvoorbeeld is geen contactpersoon bekend.")
    formulier = VraagFormulier(request.POST or None)
    if request.method == "POST" and formulier.is_valid():
        if not formulier.is_van_programma():
            stel_vraag(praktijkvoorbeeld, formulier.cleaned_data)
        return redirect(f"{praktijkvoorbeeld.pad}contact/verstuurd/")
    context = {"page": praktijkvoorbeeld, "formulier": formulier, "noindex": True}
    return render(request, "praktijkvoorbeelden/contact.html", context, status=422 if formulier.errors else 200)


def verstuurd(praktijkvoorbeeld: "Praktijkvoorbeeld", request: HttpRequest) -> HttpResponse:
    """What happened and what comes next."""
    return render(request, "praktijkvoorbeelden/contact_verstuurd.html", {"page": praktijkvoorbeeld, "noindex": True})
