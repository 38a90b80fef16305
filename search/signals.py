"""What must happen when a page, a restriction or a name changes: search is told and files follow.

Everything is written in the transaction of the change itself. Changes that pass by all signals (an update of a
queryset) are not seen; results are checked against the database before they are shown.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from bestanden.actions.openbaarheid import maak_prive
from bestanden.models import Bestand
from bestanden.signals import tekst_gelezen
from gemeenten.models import Gemeente
from search.actions.index_wijziging import meld_wijziging, meld_wijzigingen
from search.actions.openbaarheid_bijwerken import (
    bron_van,
    paginas_met,
    werk_openbaarheid_bij,
    werk_openbaarheid_bij_van,
)
from search.editor_index import update_editor_index
from search.labels import labels_changed
from search.models.aanbeveling import Aanbeveling, AanbevolenPagina
from search.models.begrip import Begrip
from search.models.geblokkeerd_woord import GeblokkeerdWoord
from search.models.synoniemgroep import Synoniemgroep
from search.models.vindbare_pagina import VindbarePagina
from search.models.wetsartikel import Wetsartikel
from search.page_source import NAAM, findable_models
from search.tasks import openbaarheid_van

_AT_ONCE = 50  # pages whose files follow within the request

# Saving a draft revision writes only these; what is published stays as it was.
_OF_DRAFTS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


# Both are sent within the transaction of the change, for things that are no pages and follow one: Wagtail's own signals
# come after it, when the process may be gone. `pagina` was saved, and not only its draft; or it was opened to readers,
# closed to them or put elsewhere, and with it all that lies below.
pagina_opgeslagen = Signal()
bereik_veranderd = Signal()


def page_will_be_saved(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Remember whether it was live, and where: by the time it is saved nobody knows."""
    if isinstance(instance, Page) and instance.pk and not _only_draft(update_fields):
        instance._before = Page.objects.filter(pk=instance.pk).values_list("live", "url_path").first()


def page_saved(instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """A page was created, published, withdrawn, moved or saved. Of a draft only its title matters, to the editors'
    search."""
    if kwargs.get("raw") or not isinstance(instance, Page):
        return
    if _only_draft(update_fields):
        if update_fields and "draft_title" in update_fields and _is_findable(instance):
            transaction.on_commit(partial(update_editor_index, [instance.pk]), robust=True)
        return
    pagina = instance.specific  # what is moved comes as a plain page
    werk_openbaarheid_bij(pagina)
    if _is_findable(instance):
        meld_wijziging(NAAM, instance.pk)
    if before := instance.__dict__.pop("_before", None):
        _tell_below(instance, *before)
    pagina_opgeslagen.send(type(pagina), pagina=pagina)


def _only_draft(update_fields: frozenset[str] | None) -> bool:
    return update_fields is not None and update_fields <= _OF_DRAFTS


def _tell_below(page: Page, was_live: bool, url_path: str) -> None:
    """What lies below a page can be reached only while that is published, and has its address below that of the page;
    Wagtail writes these addresses next. Whoever is moved may also come below a restriction, or out of one."""
    moved = page.url_path.rsplit("/", 2)[0] != url_path.rsplit("/", 2)[0]
    below = Page.objects.descendant_of(page)
    if page.live != was_live or moved:
        _with_files(below)
    elif page.url_path != url_path:
        _tell(below)
    else:
        return
    bereik_veranderd.send(type(page), pagina=page)


def page_deleted(instance: Page, **kwargs: Any) -> None:
    maak_prive(bron_van(instance.pk))
    if _is_findable(instance):
        meld_wijziging(NAAM, instance.pk)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    _with_files(Page.objects.descendant_of(instance.page, inclusive=True))
    bereik_veranderd.send(type(instance.page), pagina=instance.page)


def begrip_changed(instance: Begrip, created: bool = False, **kwargs: Any) -> None:
    """Pages carry the names of their concepts, and synonyms come from them."""
    labels_changed()
    if not created:
        _tell_who_names(Begrip, instance)
        _tell_who_names(Wetsartikel, instance, "__wet")


def wetsartikel_changed(instance: Wetsartikel, created: bool = False, **kwargs: Any) -> None:
    """Pages are found by the articles they cite."""
    if not created:
        _tell_who_names(Wetsartikel, instance)


def gemeente_changed(instance: Gemeente, created: bool = False, **kwargs: Any) -> None:
    """Pages carry the name and the province of their gemeenten."""
    labels_changed()
    if not created:
        _tell_who_names(Gemeente, instance)


def text_was_read(bestand: Bestand, **kwargs: Any) -> None:
    """The pages a document belongs to are found by its words."""
    meld_wijzigingen(NAAM, paginas_met(bestand))


def steering_changed(instance: Model, **kwargs: Any) -> None:
    """What editors set holds in all processes as soon as it is saved."""
    labels_changed()


def connect() -> None:
    # Wagtail saves a restriction without a transaction: the pages below it, and their files, were told of it after it
    # was saved, when the process may be gone.
    PageViewRestriction.save = transaction.atomic(PageViewRestriction.save)
    pre_save.connect(page_will_be_saved)
    post_save.connect(page_saved)
    post_delete.connect(page_deleted, sender=Page)
    post_save.connect(restriction_changed, sender=PageViewRestriction)
    post_delete.connect(restriction_changed, sender=PageViewRestriction)
    post_save.connect(begrip_changed, sender=Begrip)
    pre_delete.connect(begrip_changed, sender=Begrip)
    post_save.connect(wetsartikel_changed, sender=Wetsartikel)
    pre_delete.connect(wetsartikel_changed, sender=Wetsartikel)
    post_save.connect(gemeente_changed, sender=Gemeente)
    tekst_gelezen.connect(text_was_read)
    for model in (Synoniemgroep, Aanbeveling, AanbevolenPagina, GeblokkeerdWoord):
        post_save.connect(steering_changed, sender=model)
        post_delete.connect(steering_changed, sender=model)


def _tell_who_names(target: type[Model], instance: Model, of: str = "") -> None:
    """The pages that name this thing; with `of` those that name a thing of `target` which belongs to it."""
    for model, field in _fields_to(target):
        meld_wijzigingen(NAAM, model._default_manager.filter(**{field + of: instance}).values_list("pk", flat=True))


def _fields_to(target: type[Model]) -> Iterator[tuple[type[VindbarePagina], str]]:
    """The fields with which findable pages name things of this type."""
    for model in findable_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.related_model is target:
                yield model, field.name


def _is_findable(page: Page) -> bool:
    return issubclass(page.specific_class or type(page), VindbarePagina)


def _with_files(pages: PageQuerySet) -> None:
    """Files of many pages at once are for the worker: reading what each of them refers to takes minutes."""
    keys = list(pages.filter(live=True).values_list("pk", flat=True))
    for begin in range(0, len(keys), _AT_ONCE):
        batch = keys[begin : begin + _AT_ONCE]
        if len(keys) <= _AT_ONCE:
            werk_openbaarheid_bij_van(batch)
        else:
            openbaarheid_van.enqueue(batch)
    _tell(pages)


def _tell(pages: PageQuerySet) -> None:
    if models := findable_models():
        meld_wijzigingen(NAAM, pages.filter(live=True).type(*models).values_list("pk", flat=True))
