from django.db.models import OuterRef, QuerySet, Subquery
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from gemeenten.redactie.meerkiezer import Keuzebron, register_keuzebron
from handreikingen.models import Artikel, Handreiking, Kantelingboekje, Onderdeel
from handreikingen.redactie.lijsten import HandreikingenLijst, KantelingboekjesLijst, VersiesLijst
from handreikingen.redactie.onderdeel import OnderdeelViewSet


class HandreikingenGroep(ViewSetGroup):
    menu_label = "Handreikingen"
    menu_icon = "doc-full"
    menu_order = 210
    items = (HandreikingenLijst, KantelingboekjesLijst, VersiesLijst, OnderdeelViewSet)


def _artikelen() -> QuerySet[Artikel]:
    """The articles with number and heading of the newest version that has them."""
    nieuwste = Onderdeel.objects.filter(artikel=OuterRef("pk"), soort="artikel", alternatief=False).order_by(
        "-versie__vastgesteld_op"
    )
    return (
        Artikel.objects.select_related("modelverordening")
        .annotate(nummer=Subquery(nieuwste.values("nummer")[:1]), opschrift=Subquery(nieuwste.values("opschrift")[:1]))
        .order_by("modelverordening__title", "pk")
    )


def _artikelnaam(artikel: Artikel) -> str:
    naam = f"{artikel.modelverordening.title}: artikel {artikel.nummer}"  # type: ignore[attr-defined]
    return f"{naam} {artikel.opschrift}".strip()  # type: ignore[attr-defined]


register_keuzebron(
    Keuzebron(naam="handreikingen", keuzes=lambda: Handreiking.objects.order_by("title"), zoekvelden=("title",))
)
register_keuzebron(
    Keuzebron(naam="kantelingboekjes", keuzes=lambda: Kantelingboekje.objects.order_by("title"), zoekvelden=("title",))
)
register_keuzebron(
    Keuzebron(
        naam="modelartikelen",
        keuzes=_artikelen,
        zoekvelden=("modelverordening__title", "nummer", "opschrift"),
        label=_artikelnaam,
    )
)


@hooks.register("register_admin_viewset")
def handreikingen_in_het_menu() -> HandreikingenGroep:
    return HandreikingenGroep()
