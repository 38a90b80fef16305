"""The editors' home: what waits for me, what can I start, what was published."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry

from bijeenkomsten.models import Bijeenkomst, Spreker
from handreikingen.models import Handreiking, Kantelingboekje
from portal.redactie import wachtend
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.redactie.rechten import takken_van

AANTAL_GEPUBLICEERD = 10
SNEL_BEGINNEN: list[tuple[type[Page], str]] = [
    (Praktijkvoorbeeld, "Nieuw praktijkvoorbeeld"),
    (Handreiking, "Nieuwe handreiking"),
    (Kantelingboekje, "Nieuw Kantelingboekje"),
    (Bijeenkomst, "Nieuwe bijeenkomst"),
    (Spreker, "Nieuwe spreker"),
]


class SnelBeginnen(Component):
    """A button for each content type this person may add."""

    name = "snel_beginnen"
    template_name = "portal/redactie/snel_beginnen.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        gebruiker = parent_context["request"].user
        ouders = {
            type(pagina): pagina
            for pagina in Page.objects.filter(takken_van(gebruiker, "add"))
            .type(*(model.allowed_parent_page_models()[0] for model, _ in SNEL_BEGINNEN))
            .specific(defer=True)
        }
        knoppen = []
        for model, tekst in SNEL_BEGINNEN:
            if ouder := ouders.get(model.allowed_parent_page_models()[0]):
                adres = reverse(
                    "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, ouder.pk]
                )
                knoppen.append((adres, tekst))
        return {"knoppen": knoppen}


@dataclass
class Rij:
    """One kind of work that waits: how much, and the first of it."""

    titel: str
    uitleg: str
    totaal: int
    regels: list[wachtend.Regel] = field(default_factory=list)

    @property
    def meer(self) -> int:
        return self.totaal - len(self.regels)


class WachtOpMij(Component):
    """All that waits for this person, in a fixed number of queries."""

    name = "wacht_op_mij"
    template_name = "portal/redactie/wacht_op_mij.html"
    order = 200

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        gebruiker = parent_context["request"].user
        rijen = [
            Rij("Ter beoordeling", "Bekijk, publiceer of stuur terug.", *wachtend.ter_beoordeling(gebruiker)),
            Rij("Teruggestuurd naar u", "Pas aan en stuur opnieuw in.", *wachtend.teruggestuurd(gebruiker)),
            Rij("Opnieuw te bekijken", "De datum is bereikt: klopt de pagina nog?", *wachtend.te_herzien(gebruiker)),
            Rij(
                "Uw concepten die bleven liggen",
                "Al 14 dagen niet aangeraakt.",
                *wachtend.liggende_concepten(gebruiker),
            ),
            Rij("Door u ingestuurd", "De eindredactie kijkt ernaar.", *wachtend.ingestuurd(gebruiker)),
        ]
        return {"rijen": [rij for rij in rijen if rij.totaal]}


class LaatstGepubliceerd(Component):
    """The last publications: what, by whom and when."""

    name = "laatst_gepubliceerd"
    template_name = "portal/redactie/laatst_gepubliceerd.html"
    order = 300

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        regels = (
            PageLogEntry.objects.filter(action="wagtail.publish", page__live=True)
            .select_related("page", "user", "content_type")
            .order_by("-pk")[:AANTAL_GEPUBLICEERD]
        )
        return {"regels": regels}


def stel_startscherm_samen(request: HttpRequest, panels: list[Component]) -> None:
    """These panels take the place of Wagtail's, which ask the database once more for each row."""
    panels[:] = [SnelBeginnen(), WachtOpMij(), LaatstGepubliceerd()]
