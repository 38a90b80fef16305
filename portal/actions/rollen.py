"""The two roles of the editors, with just the rights they need; the code is where they are defined."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.actions.site_opbouwen import bouw_site

REDACTEUR = "redacteur"
EINDREDACTEUR = "eindredacteur"

# Rights on pages hold from the start page down; on pictures and documents in every collection.
PAGINARECHTEN = {
    REDACTEUR: ("add_page", "change_page"),
    EINDREDACTEUR: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}
BESTANDSRECHTEN = {
    REDACTEUR: ("add_image", "choose_image", "add_document", "choose_document"),
    EINDREDACTEUR: (
        *("add_image", "change_image", "choose_image"),
        *("add_document", "change_document", "choose_document"),
    ),
}
# Steering search is daily work of all editors, and undone as easily as done.
ZOEKEN_STUREN = (
    *(
        f"search.{handeling}_{model}"
        for model in ("synoniemgroep", "aanbeveling", "geblokkeerdwoord")
        for handeling in ("add", "change", "delete")
    ),
    "search.view_zoekopdracht",
)
MODELRECHTEN = {
    REDACTEUR: ("wagtailadmin.access_admin", *ZOEKEN_STUREN),
    EINDREDACTEUR: (
        "wagtailadmin.access_admin",
        *ZOEKEN_STUREN,
        *("search.add_begrip", "search.change_begrip", "search.delete_begrip"),
        *("search.add_wetsartikel", "search.change_wetsartikel", "search.delete_wetsartikel"),
        *("gemeenten.add_gemeente", "gemeenten.change_gemeente"),
        *("gemeenten.add_maildomein", "gemeenten.change_maildomein", "gemeenten.delete_maildomein"),
        "handreikingen.change_onderdeel",
        *("wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect"),
    ),
}
WORKFLOW = "Redactie"
TAAK = "Controle door de eindredactie"


@transaction.atomic
def stel_rollen_in() -> None:
    """Make the groups exactly so, and the workflow when it is not there; safe to repeat."""
    startpagina = bouw_site()
    for rol in (REDACTEUR, EINDREDACTEUR):
        groep, _ = Group.objects.get_or_create(name=rol)
        groep.permissions.set(_rechten(MODELRECHTEN[rol]))
        _zet_paginarechten(groep, startpagina)
        _zet_bestandsrechten(groep)
    _maak_workflow(startpagina)
    _ruim_voorbeelden_van_wagtail_op()


def _rechten(namen: tuple[str, ...]) -> list[Permission]:
    paren = [naam.split(".") for naam in namen]
    rechten = [Permission.objects.get(content_type__app_label=app, codename=codenaam) for app, codenaam in paren]
    return rechten


def _zet_paginarechten(groep: Group, startpagina: Page) -> None:
    rechten = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGINARECHTEN[groep.name])
    GroupPagePermission.objects.filter(group=groep).exclude(page=startpagina, permission__in=rechten).delete()
    for recht in rechten:
        GroupPagePermission.objects.get_or_create(group=groep, page=startpagina, permission=recht)


def _zet_bestandsrechten(groep: Group) -> None:
    wortel = Collection.get_first_root_node()
    rechten = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=BESTANDSRECHTEN[groep.name]
    )
    GroupCollectionPermission.objects.filter(group=groep).exclude(collection=wortel, permission__in=rechten).delete()
    for recht in rechten:
        GroupCollectionPermission.objects.get_or_create(group=groep, collection=wortel, permission=recht)


def _maak_workflow(startpagina: Page) -> None:
    """What a redacteur submits waits for the eindredacteuren; an existing workflow stays as it was made."""
    workflow, nieuw = Workflow.objects.get_or_create(name=WORKFLOW)
    if nieuw:
        taak = GroupApprovalTask.objects.create(name=TAAK)
        taak.groups.set(Group.objects.filter(name=EINDREDACTEUR))
        WorkflowTask.objects.create(workflow=workflow, task=taak, sort_order=0)
    if not WorkflowPage.objects.filter(page=startpagina).exists():
        WorkflowPage.objects.update_or_create(workflow=workflow, defaults={"page": startpagina})


def _ruim_voorbeelden_van_wagtail_op() -> None:
    """Wagtail brings groups and a workflow of its own, with English names; those never used go."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    Task.objects.filter(name="Moderators approval", workflow_tasks__isnull=True, task_states__isnull=True).delete()
