"""Keep search in step with the articles of a version: they are no pages, so nothing else tells it."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from handreikingen.models import Onderdeel, Versie
from handreikingen.regelingtekst import Soort
from search.actions.index_wijziging import meld_wijziging


def meld_artikelen(instance: Versie, **kwargs: Any) -> None:
    """All articles of a version follow its publication and withdrawal."""
    for sleutel in instance.onderdelen.filter(soort=Soort.ARTIKEL, alternatief=False).values_list("pk", flat=True):
        meld_wijziging("artikel", sleutel)


def meld_artikel_van(instance: Onderdeel, **kwargs: Any) -> None:
    """An article, or the article a changed lid or onderdeel stands in."""
    onderdeel: Onderdeel | None = instance
    while onderdeel is not None and onderdeel.soort != Soort.ARTIKEL:
        # Not `.ouder`: when a whole version goes, the parent may be gone before its child.
        onderdeel = Onderdeel.objects.filter(pk=onderdeel.ouder_id).first() if onderdeel.ouder_id else None
    if onderdeel is not None and not onderdeel.alternatief:
        meld_wijziging("artikel", onderdeel.pk)


def verbind() -> None:
    page_published.connect(meld_artikelen, sender=Versie)
    page_unpublished.connect(meld_artikelen, sender=Versie)
    post_save.connect(meld_artikel_van, sender=Onderdeel)
    post_delete.connect(meld_artikel_van, sender=Onderdeel)
