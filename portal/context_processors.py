"""What every page of the site shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's own address and whether this is a demonstration."""
    return {"SITE_URL": settings.SITE_URL, "DEMO": settings.DEMO}
