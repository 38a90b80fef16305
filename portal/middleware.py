"""What happens around every request of the portal itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.views.ingetrokken import antwoord_voor_ingetrokken_pagina

Antwoorder = Callable[[HttpRequest], HttpResponseBase]


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
