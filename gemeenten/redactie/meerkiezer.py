"""Choosing several things out of many: what is chosen is shown, the rest is found by typing.

A plain list of options would hold every handreiking or gemeente in every form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse

MAXIMUM = 20


@dataclass(frozen=True, kw_only=True)
class Keuzebron:
    """What can be chosen under one name, and how it is found and shown."""

    naam: str
    keuzes: Callable[[], QuerySet[Any]]
    zoekvelden: tuple[str, ...]
    label: Callable[[Any], str] = str

    def zoek(self, vraag: str) -> QuerySet[Any]:
        """The things that hold every word of the question, in any of the fields."""
        voorwaarden = [
            reduce(or_, (Q(**{f"{veld}__icontains": woord}) for veld in self.zoekvelden)) for woord in vraag.split()[:8]
        ]
        keuzes = self.keuzes()
        return keuzes.filter(reduce(and_, voorwaarden)) if voorwaarden else keuzes


_bronnen: dict[str, Keuzebron] = {}


def register_keuzebron(bron: Keuzebron) -> None:
    _bronnen[bron.naam] = bron


def keuzes(request: HttpRequest, naam: str) -> JsonResponse:
    """The first things that fit `q`, for the field to offer."""
    if naam not in _bronnen:
        raise Http404("Deze keuzelijst bestaat niet.")
    bron = _bronnen[naam]
    gevonden = bron.zoek(request.GET.get("q", "").replace("\0", ""))[:MAXIMUM]
    return JsonResponse({"keuzes": [{"waarde": ding.pk, "label": bron.label(ding)} for ding in gevonden]})


class Meerkiezer(forms.SelectMultiple):
    """A multiple select that holds only what is chosen; the script beside it adds and removes."""

    template_name = "gemeenten/redactie/meerkiezer.html"

    class Media:
        js = ["gemeenten_redactie/meerkiezer.js"]

    def __init__(self, bron: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.bron = bron

    def __deepcopy__(self, memo: dict[int, Any]) -> "Meerkiezer":
        kopie: Meerkiezer = super().__deepcopy__(memo)
        kopie.bron = self.bron
        return kopie

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-zoek" if id_ else id_

    def gekozen(self, waarden: Any) -> list[tuple[Model, str]]:
        bron = _bronnen[self.bron]
        nummers = [int(waarde) for waarde in waarden or () if str(waarde).isdecimal()]
        return [(ding, bron.label(ding)) for ding in bron.keuzes().filter(pk__in=nummers)] if nummers else []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, value, attrs)
        context["widget"]["gekozen"] = [(ding.pk, label) for ding, label in self.gekozen(value)]
        context["widget"]["keuze_url"] = reverse("redactie_keuzes", args=[self.bron])
        return context
