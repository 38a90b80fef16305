from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from gemeenten.models import Gemeente
from gemeenten.redactie.gemeente import GemeenteViewSet
from gemeenten.redactie.maildomein import MaildomeinViewSet
from gemeenten.redactie.meerkiezer import Keuzebron, keuzes, register_keuzebron


class GemeentenGroep(ViewSetGroup):
    menu_label = "Gemeenten"
    menu_icon = "home"
    menu_order = 250
    items = (GemeenteViewSet, MaildomeinViewSet)


register_keuzebron(Keuzebron(naam="gemeenten", keuzes=Gemeente.objects.all, zoekvelden=("naam", "code")))


@hooks.register("register_admin_viewset")
def gemeenten_in_het_menu() -> GemeentenGroep:
    return GemeentenGroep()


@hooks.register("register_admin_urls")
def keuzelijsten() -> list[URLPattern]:
    return [path("keuzes/<str:naam>/", keuzes, name="redactie_keuzes")]
