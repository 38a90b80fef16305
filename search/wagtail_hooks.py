from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup

from gemeenten.redactie.meerkiezer import Keuzebron, register_keuzebron
from search.models import Wetsartikel
from search.redactie.begrip import BegripViewSet
from search.redactie.indexpaneel import Indexpaneel
from search.redactie.wetsartikel import WetsartikelViewSet


class WoordenlijstGroep(ViewSetGroup):
    menu_label = "Woordenlijst"
    menu_icon = "tag"
    menu_order = 240
    items = (BegripViewSet, WetsartikelViewSet)


register_keuzebron(
    Keuzebron(
        naam="wetsartikelen",
        keuzes=lambda: Wetsartikel.objects.select_related("wet").order_by("wet__label", "nummer"),
        zoekvelden=("wet__label", "wet__afkorting", "nummer", "omschrijving"),
        label=lambda artikel: f"{artikel}: {artikel.omschrijving}" if artikel.omschrijving else str(artikel),
    )
)


@hooks.register("register_admin_viewset")
def woordenlijst_in_het_menu() -> WoordenlijstGroep:
    return WoordenlijstGroep()


@hooks.register("construct_homepage_panels")
def zoekindex_op_het_startscherm(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(Indexpaneel())
