"""Publish and withdraw what editors scheduled, each by itself: Wagtail's command stops at the first that can't be."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publiceer_gepland() -> int:
    """How many pages were published or withdrawn; one that lacks something waits until an editor completed it."""
    nu = timezone.now()
    gedaan = 0
    for pagina in list(Page.objects.filter(live=True, expire_at__lt=nu).order_by("expire_at").specific()):
        with transaction.atomic():
            pagina.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        gedaan += 1
    for revisie in list(Revision.objects.filter(approved_go_live_at__lt=nu).order_by("approved_go_live_at")):
        gedaan += _publiceer(revisie)
    return gedaan


def _publiceer(revisie: Revision) -> bool:
    try:
        with transaction.atomic():
            revisie.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as fout:
        logger.error("“%s” is nog niet gepubliceerd: %s", revisie.object_str, " ".join(fout.messages))
        return False
    return True
