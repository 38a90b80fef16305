from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from bijeenkomsten.redactie.lijsten import BijeenkomstenLijst, SprekersLijst


class BijeenkomstenGroep(ViewSetGroup):
    menu_label = "Bijeenkomsten"
    menu_icon = "calendar-alt"
    menu_order = 220
    items = (BijeenkomstenLijst, SprekersLijst)


@hooks.register("register_admin_viewset")
def bijeenkomsten_in_het_menu() -> BijeenkomstenGroep:
    return BijeenkomstenGroep()
