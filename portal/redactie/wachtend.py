"""What waits for an editor. Each function gives the total and the first lines of it, in a fixed number of queries."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from gemeenten.models import Gebruiker
from search.page_source import findable_models
from search.redactie.rechten import takken_van

AANTAL = 10  # lines shown of each kind of work
BLIJFT_LIGGEN_NA = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Regel:
    titel: str
    url: str
    wanneer: datetime.date
    wie: str = ""
    soort: str = ""


Wachtend = tuple[int, list[Regel]]


def _bewerken(pk: int | str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def ter_beoordeling(gebruiker: Gebruiker) -> Wachtend:
    """Submitted pages whose present task this person may do, the longest waiting first."""
    taken: QuerySet[TaskState] = TaskState.objects.reviewable_by(gebruiker)
    regels = taken.select_related("workflow_state__requested_by", "revision").order_by("started_at")[:AANTAL]
    return taken.count(), [
        Regel(
            titel=taak.revision.object_str,
            url=_bewerken(taak.revision.object_id),
            wanneer=taak.started_at,
            wie=str(taak.workflow_state.requested_by or ""),
        )
        for taak in regels
    ]


def teruggestuurd(gebruiker: Gebruiker) -> Wachtend:
    return _eigen_aanvragen(gebruiker, WorkflowState.STATUS_NEEDS_CHANGES)


def ingestuurd(gebruiker: Gebruiker) -> Wachtend:
    return _eigen_aanvragen(gebruiker, WorkflowState.STATUS_IN_PROGRESS)


def _eigen_aanvragen(gebruiker: Gebruiker, status: str) -> Wachtend:
    aanvragen = WorkflowState.objects.filter(requested_by=gebruiker, status=status)
    regels = aanvragen.select_related("current_task_state__revision").order_by("-created_at")[:AANTAL]
    return aanvragen.count(), [
        Regel(
            titel=aanvraag.current_task_state.revision.object_str,
            url=_bewerken(aanvraag.object_id),
            wanneer=aanvraag.current_task_state.finished_at or aanvraag.created_at,
        )
        for aanvraag in regels
    ]


def te_herzien(gebruiker: Gebruiker) -> Wachtend:
    """Live pages of all findable types whose `herzien_op` has come."""
    mag_wijzigen = takken_van(gebruiker, "change")
    eerste, *andere = (
        model._default_manager.filter(mag_wijzigen, herzien_op__lte=timezone.localdate(), live=True)
        .order_by()
        .annotate(soort_pagina=Value(str(model._meta.verbose_name), output_field=CharField()))
        .values_list("pk", "title", "herzien_op", "soort_pagina")
        for model in findable_models()
    )
    paginas = eerste.union(*andere, all=True)
    regels = paginas.order_by("herzien_op", "title")[:AANTAL]
    return paginas.count(), [
        Regel(titel=titel, url=_bewerken(pk), wanneer=herzien_op, soort=soort)
        for pk, titel, herzien_op, soort in regels
    ]


def liggende_concepten(gebruiker: Gebruiker) -> Wachtend:
    """Own pages with changes that were neither published, nor submitted, nor touched for a while."""
    loopt = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(), object_id=Cast(OuterRef("pk"), CharField())
    )
    concepten: QuerySet[Any] = Page.objects.filter(
        ~Exists(loopt),
        owner=gebruiker,
        has_unpublished_changes=True,
        latest_revision_created_at__lt=timezone.now() - BLIJFT_LIGGEN_NA,
    )
    regels = concepten.select_related("content_type").order_by("latest_revision_created_at")[:AANTAL]
    return concepten.count(), [
        Regel(
            titel=pagina.draft_title or pagina.title,
            url=_bewerken(pagina.pk),
            wanneer=pagina.latest_revision_created_at,
            soort=str(pagina.page_type_display_name),
        )
        for pagina in regels
    ]
