from django.http import HttpRequest, HttpResponse


def zoeken(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
