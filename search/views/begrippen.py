from django.http import HttpRequest, HttpResponse


def begrip(request: HttpRequest, schema: str, slug: str) -> HttpResponse:
    raise NotImplementedError
