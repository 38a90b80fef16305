"""Files follow the page that uses them: public with it, private again without it."""

from wagtail.models import Page, ReferenceIndex

from bestanden.actions.openbaarheid import maak_prive, zet_openbaar
from bestanden.models import Afbeelding, Bestand


def werk_openbaarheid_bij(page: Page) -> None:
    """For a page in its own type, with its children as they are or will be saved."""
    name = f"pagina-{page.pk}"
    if not page.live or page.get_view_restrictions().exists():
        maak_prive(name)
        return
    used = _references(page)
    zet_openbaar(name, bestanden=used.get(Bestand, set()), afbeeldingen=used.get(Afbeelding, set()))


def _references(page: Page) -> dict[type, set[int]]:
    """The documents and pictures the page refers to, in fields, children, rich text and blocks alike."""
    from django.contrib.contenttypes.models import ContentType

    found: dict[type, set[int]] = {}
    for type_id, key, _, _ in ReferenceIndex._extract_references_from_object(page):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in (Bestand, Afbeelding):
            found.setdefault(model, set()).add(int(key))
    return found
