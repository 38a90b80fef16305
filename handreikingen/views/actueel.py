"""The lasting address of the actueel model of a law."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

if TYPE_CHECKING:
    from handreikingen.models import Modelverordening


def naar_actueel_model(modelverordening: "Modelverordening", artikel: str = "") -> HttpResponse:
    """Redirect to the newest definitive version, or to one of its articles ("artikel-7")."""
    versie = modelverordening.actueel_model()
    if versie is None:
        raise Http404("Er is nog geen definitieve versie van deze modelverordening.")
    return redirect(versie.pad + (f"{artikel}/" if artikel else ""))
