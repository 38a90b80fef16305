"""What happens around every request of the portal itself."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models import Site

from portal.views.ingetrokken import antwoord_voor_ingetrokken_pagina

Antwoorder = Callable[[HttpRequest], HttpResponseBase]


# For how long a process trusts what it knows of the site (host name, root page): these change once in years.
_SITE_GELDT = 10.0  # seconds


def bekende_site(get_response: Antwoorder) -> Antwoorder:
    """Spare each request the two queries with which Wagtail looks up the site and its root page."""
    bekend: dict[str, tuple[float, Site | None]] = {}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        host = request.get_host()
        gezien, site = bekend.get(host, (-_SITE_GELDT, None))
        if site is not None and time.monotonic() - gezien < _SITE_GELDT:
            request._wagtail_site = site  # type: ignore[attr-defined]  # where Wagtail itself keeps it
            return get_response(request)
        response = get_response(request)
        bekend.clear()  # host names come from outside: only the last one is kept
        if gevonden := getattr(request, "_wagtail_site", None):
            bekend[host] = (time.monotonic(), gevonden)
        return response

    return middleware


def redactie_beleid(get_response: Antwoorder) -> Antwoorder:
    """Give the editors' admin the content security policy it needs; all else keeps the strict one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = settings.REDACTIE_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response

    return middleware


def ingetrokken_paginas(get_response: Antwoorder) -> Antwoorder:
    """Answer 410 for a page that was withdrawn; only what was not found (and has no redirect) is looked up."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return antwoord_voor_ingetrokken_pagina(request) or response

    return middleware
