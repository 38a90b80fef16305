"""What search engines may fetch."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control


@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    regels = [
        "User-agent: *",
        "Disallow: /redactie/",
        "Disallow: /zoeken/",
        "Disallow: /api/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
