"""Every address of the portal that is not a page of its own in the tree."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.sitemaps import SITEMAPS
from portal.views.gezondheid import gezondheid
from portal.views.robots import robots

urlpatterns = [
    path("redactie/", include(wagtailadmin_urls)),
    path("gezondheid/", gezondheid, name="gezondheid"),
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-deel"},
        name="sitemap",
    ),
    path("sitemap-<str:section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-deel"),
    path("", include("bestanden.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
]

handler500 = "portal.views.fouten.serverfout"
