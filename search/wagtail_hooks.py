from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup

from gemeenten.redactie.meerkiezer import Keuzebron, register_keuzebron
from search.models import Wetsartikel
from search.redactie.aanbeveling import AanbevelingViewSet
from search.redactie.begrip import BegripViewSet
from search.redactie.geblokkeerd_woord import GeblokkeerdWoordViewSet
from search.redactie.indexpaneel import Indexpaneel
from search.redactie.synoniemgroep import SynoniemgroepViewSet
from search.redactie.wetsartikel import WetsartikelViewSet
from search.redactie.zoekrapport import zoekrapport_adressen, zoekrapport_in_het_menu
from search.redactie.zoekvraag_proberen import ProbeerViewSet


class WoordenlijstGroep(ViewSetGroup):
    menu_label = "Woordenlijst"
    menu_icon = "tag"
    menu_order = 240
    items = (BegripViewSet, WetsartikelViewSet)


class SturingGroep(ViewSetGroup):
    menu_label = "Zoeken sturen"
    menu_icon = "search"
    menu_order = 245
    items = (SynoniemgroepViewSet, AanbevelingViewSet, GeblokkeerdWoordViewSet, ProbeerViewSet)


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


@hooks.register("register_admin_viewset")
def sturing_in_het_menu() -> SturingGroep:
    return SturingGroep()


@hooks.register("construct_homepage_panels")
def zoekindex_op_het_startscherm(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(Indexpaneel())


hooks.register("register_admin_urls", zoekrapport_adressen)
hooks.register("register_reports_menu_item", zoekrapport_in_het_menu)
