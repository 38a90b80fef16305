"""The answer for a page that was published once and is withdrawn now: 410, and what replaced it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site


def antwoord_voor_ingetrokken_pagina(request: HttpRequest) -> HttpResponse | None:
    """The 410 page when the address, or one above it, is of a withdrawn page; None when it never was one."""
    if request.path_info.startswith(reverse("wagtailadmin_home")):
        return None
    pagina = _ingetrokken_pagina(request)
    if pagina is None:
        return None
    context = {"titel": pagina.title, "vervangen_door": _vervanger(pagina)}
    return render(request, "410.html", context, status=410)


def _ingetrokken_pagina(request: HttpRequest) -> Page | None:
    """The nearest withdrawn page at or above the address: with a boekje its chapters are gone too."""
    site = Site.find_for_request(request)
    if site is None or "\0" in request.path_info:
        return None
    delen = [deel for deel in request.path_info.split("/") if deel]
    wortel = site.root_page.url_path
    adressen = [wortel + "/".join(delen[:lengte]) + "/" for lengte in range(1, len(delen) + 1)]
    ingetrokken: Page | None = (
        Page.objects.filter(slug__in=delen, url_path__in=adressen, live=False, first_published_at__isnull=False)
        .public()
        .order_by("-depth")
        .first()
    )
    return ingetrokken


def _vervanger(pagina: Page) -> Page | None:
    """What the editor named as its successor, also when that was saved after the withdrawal."""
    laatste = pagina.get_latest_revision_as_object()
    vervanger_id = getattr(laatste, "vervangen_door_id", None)
    return Page.objects.live().public().filter(pk=vervanger_id).first() if vervanger_id else None
