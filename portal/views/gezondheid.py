"""The state of the site, for who watches over it: cheap, never cached, and nothing in it is secret."""

import tomllib
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Max, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from berichten.models import Bericht
from portal.models import Hartslag, Planning
from search.engines import get_engine
from search.models import Indexwijziging


@never_cache
@require_safe
def gezondheid(request: HttpRequest) -> JsonResponse:
    """200 with what works and what lags; 503 when the database is away, for then no page can be served."""
    try:
        onderdelen = {
            "database": {"bereikbaar": True},
            "outbox": _wachtrij(Indexwijziging.objects.order_by("id")),
            "mail": _wachtrij(Bericht.objects.order_by("id")),
            "werker": _werker(),
        }
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "storing", "versie": versie(), "database": {"bereikbaar": False}}, status=503)
    toestand = get_engine().status()
    zoekmachine = {"naam": toestand.name, "bruikbaar": toestand.usable, "documenten": toestand.things}
    goed = toestand.usable and onderdelen["werker"]["actief"] and not onderdelen["werker"]["mislukt"]
    return JsonResponse(
        {"status": "goed" if goed else "beperkt", "versie": versie(), **onderdelen, "zoekmachine": zoekmachine}
    )


def _wachtrij(rijen: QuerySet[Any]) -> dict[str, Any]:
    """How much waits to be indexed or sent, and how long the first of it does."""
    oudste = rijen.values_list("aangemaakt", flat=True).first()
    return {"wachtend": rijen.count(), "oudste_seconden": _seconden_sinds(oudste)}


def _werker() -> dict[str, Any]:
    """Whether a worker lives, which periodic work went wrong the last time, and how many tasks wait."""
    return {
        "actief": Hartslag.objects.levend().exists(),
        "gezien_seconden": _seconden_sinds(Hartslag.objects.aggregate(laatst=Max("gezien_op"))["laatst"]),
        "mislukt": list(Planning.objects.exclude(fout="").values_list("naam", flat=True)),
        "taken_wachtend": DBTaskResult.objects.ready().count(),
    }


def _seconden_sinds(moment: Any) -> int | None:
    return None if moment is None else int((timezone.now() - moment).total_seconds())


@cache
def versie() -> str:
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"])
