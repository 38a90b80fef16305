"""The portal's addresses, and one more: a view that does nothing, through the same server and middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.benchmarks import KAAL


def kaal(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kaal")


urlpatterns = [path(KAAL[1:], kaal), path("", include("portal.urls"))]
