"""What may be deleted: readers must be able to hear what became of a page they once read."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


def reden_om_niet_te_verwijderen(gebruiker: Any, paginas: Collection[Page]) -> str | None:
    """Why these pages (with all below them) may not be deleted by this person; None when they may."""
    if gebruiker.is_superuser:
        return None
    takken = Q()
    for pagina in paginas:
        takken |= Q(path__startswith=pagina.path)
    alles = Page.objects.filter(takken)
    if alles.filter(first_published_at__isnull=False).exists():
        return (
            "Wat eens is gepubliceerd, verwijdert u niet. Trek de pagina in met ‘Publicatie intrekken’. "
            "Het adres meldt dan wat er gebeurd is, en wat ervoor in de plaats kwam."
        )
    mag_publiceren = page_permission_policy.user_has_permission_for_instance(gebruiker, "publish", next(iter(paginas)))
    if not mag_publiceren and alles.exclude(owner=gebruiker).exists():
        return "U kunt alleen uw eigen concepten verwijderen. Vraag het aan de eindredactie."
    return None
