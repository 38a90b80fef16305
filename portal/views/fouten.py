"""The answer when a page could not be made: our fault, or the database that cannot be reached."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

OVER_EEN_MINUUT = "60"


def serverfout(request: HttpRequest) -> HttpResponse:
    """500, or 503 with a time to come back when the database is away or too busy; asks nothing of either."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": OVER_EEN_MINUUT})
    return HttpResponse(render_to_string("500.html"), status=500)
