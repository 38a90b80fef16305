from django.http import HttpRequest, HttpResponse


def kaart(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError
