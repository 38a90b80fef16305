"""Files follow the page that uses them: public with it, private again without it."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from bestanden.actions.openbaarheid import maak_prive, zet_openbaar
from bestanden.models import Afbeelding, Bestand
from search.zicht import openbare_sleutels

_BRON = "pagina-"  # before the key, in OpenbaarGebruik.bron


def bron_van(sleutel: int) -> str:
    """What a page is called among the users of files."""
    return f"{_BRON}{sleutel}"


def paginas_met(bestand: Bestand) -> list[int]:
    """The keys of the pages that use this document in public."""
    bronnen = bestand.openbaar_gebruik.filter(bron__startswith=_BRON).values_list("bron", flat=True)
    return [int(bron.removeprefix(_BRON)) for bron in bronnen]


def werk_openbaarheid_bij(page: Page) -> None:
    """For a page in its own type, with its children as they are or will be saved."""
    name = bron_van(page.pk)
    if page.pk not in openbare_sleutels([page.pk]):
        maak_prive(name)
        return
    used = _references(page)
    zet_openbaar(name, bestanden=used.get(Bestand, set()), afbeeldingen=used.get(Afbeelding, set()))


def werk_openbaarheid_bij_van(sleutels: Iterable[int]) -> None:
    """For the pages of these that are still there."""
    for page in Page.objects.filter(pk__in=list(sleutels)).specific():
        werk_openbaarheid_bij(page)


def _references(page: Page) -> dict[type, set[int]]:
    """The documents and pictures the page refers to, in fields, children, rich text and blocks alike.

    Rich text and blocks may name some that were removed since: these are left out.
    """
    named: dict[type[Bestand | Afbeelding], set[int]] = {}
    for type_id, key, _, _ in ReferenceIndex._extract_references_from_object(page):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in (Bestand, Afbeelding):
            named.setdefault(model, set()).add(int(key))
    return {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for model, keys in named.items()
    }
