"""Every address of the portal that is not a page of its own in the tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("redactie/", include(wagtailadmin_urls)),
    path("", include("bestanden.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
]
