"""Keep search in step with what is no page of its own, or tells something of another page.

Articles of a version are no pages. The card of a chapter names its publication, whose card counts the chapters; that
of a version, and all its articles, name the modelverordening. All is told in the transaction of the change.
"""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page

from handreikingen.models import Handreiking, Hoofdstuk, Kantelingboekje, Modelverordening, Onderdeel, Versie
from handreikingen.regelingtekst import Soort
from search.actions.index_wijziging import meld_wijzigingen
from search.models import Begrip
from search.page_source import NAAM as PAGINA
from search.signals import bereik_veranderd, pagina_opgeslagen

ARTIKEL = "artikel"


def meld_artikelen(versies: "QuerySet[Versie]") -> None:
    """All articles of these versions."""
    artikelen = Onderdeel.objects.filter(versie__in=versies, soort=Soort.ARTIKEL, alternatief=False)
    meld_wijzigingen(ARTIKEL, artikelen.values_list("pk", flat=True))


def versie_veranderd(pagina: Versie, **kwargs: Any) -> None:
    """The articles of a version carry its name, date and status."""
    meld_artikelen(Versie.objects.filter(pk=pagina.pk))


def modelverordening_veranderd(pagina: Modelverordening, **kwargs: Any) -> None:
    versies = Versie.objects.child_of(pagina)
    meld_wijzigingen(PAGINA, versies.values_list("pk", flat=True))
    meld_artikelen(versies)


def bereik_erboven_veranderd(pagina: Page, **kwargs: Any) -> None:
    """Articles are public only with their version and all that is above it, and have their address below those."""
    meld_artikelen(Versie.objects.descendant_of(pagina, inclusive=True))


def begrip_veranderd(instance: Begrip, created: bool = False, **kwargs: Any) -> None:
    """Articles carry the concepts of their version."""
    if not created:
        meld_artikelen(Versie.objects.filter(begrippen=instance))


def publicatie_veranderd(pagina: Handreiking | Kantelingboekje, **kwargs: Any) -> None:
    meld_wijzigingen(PAGINA, pagina.hoofdstukken().values_list("pk", flat=True))


def hoofdstuk_veranderd(pagina: Hoofdstuk, **kwargs: Any) -> None:
    ouder = Page.objects.filter(path=pagina.path[: -Page.steplen])
    meld_wijzigingen(PAGINA, ouder.values_list("pk", flat=True))


def hoofdstuk_verwijderd(instance: Hoofdstuk, **kwargs: Any) -> None:
    hoofdstuk_veranderd(instance)


def onderdeel_veranderd(instance: Onderdeel, **kwargs: Any) -> None:
    """An article, or the article a changed lid or onderdeel stands in."""
    onderdeel: Onderdeel | None = instance
    while onderdeel is not None and onderdeel.soort != Soort.ARTIKEL:
        # Not `.ouder`: when a whole version goes, the parent may be gone before its child.
        onderdeel = Onderdeel.objects.filter(pk=onderdeel.ouder_id).first() if onderdeel.ouder_id else None
    if onderdeel is not None and not onderdeel.alternatief:
        meld_wijzigingen(ARTIKEL, [onderdeel.pk])


def verbind() -> None:
    pagina_opgeslagen.connect(versie_veranderd, sender=Versie)
    pagina_opgeslagen.connect(hoofdstuk_veranderd, sender=Hoofdstuk)
    pagina_opgeslagen.connect(modelverordening_veranderd, sender=Modelverordening)
    for model in (Handreiking, Kantelingboekje):
        pagina_opgeslagen.connect(publicatie_veranderd, sender=model)
    bereik_veranderd.connect(bereik_erboven_veranderd)
    post_delete.connect(hoofdstuk_verwijderd, sender=Hoofdstuk)
    post_save.connect(begrip_veranderd, sender=Begrip)
    pre_delete.connect(begrip_veranderd, sender=Begrip)
    post_save.connect(onderdeel_veranderd, sender=Onderdeel)
    post_delete.connect(onderdeel_veranderd, sender=Onderdeel)
