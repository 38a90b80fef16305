"""Queries that many readers asked, for suggestions."""

import datetime
import time
from collections.abc import Sequence

from django.utils import timezone

from search.models.zoekopdracht import Zoekopdracht
from search.query_report.masking import is_masked

LOOK_BACK = datetime.timedelta(days=90)
# One person who wants to see words here can ask for them often, so that is not enough: others have to find something.
ASKED_OFTEN = 5
DAYS_ASKED = 3
OPENED = 2  # results
MOST = 300
KEEP = 300.0  # seconds in which a process does not ask the database again

_kept: tuple[float, Sequence[str]] | None = None


def popular_queries() -> Sequence[str]:
    """Most asked first. They are what readers typed: who shows them checks that they are fit to be shown."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEEP:
        since = timezone.localdate() - LOOK_BACK
        often = Zoekopdracht.objects.veelgezocht(since, keren=ASKED_OFTEN, dagen=DAYS_ASKED, geopend=OPENED)
        _kept = (now, [vraag for vraag in often[:MOST] if not is_masked(vraag)])
    return _kept[1]
