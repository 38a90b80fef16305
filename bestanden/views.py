"""Serving uploads: to everybody once a live page uses them, before that to editors only."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bestanden.models import Bestand, OpenbaarGebruik, Rendition


def _mag_zien(request: HttpRequest, openbaar: bool) -> bool:
    return openbaar or (request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"))


def _antwoord(bestand: object, naam: str, openbaar: bool) -> FileResponse:
    antwoord = FileResponse(bestand, filename=naam)  # type: ignore[arg-type]
    antwoord["Cache-Control"] = "public, max-age=3600" if openbaar else "private, no-store"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return antwoord


def bestand(request: HttpRequest, pk: int, naam: str) -> HttpResponse:
    """A document, shown in the browser where it can be (so that #page=12 works)."""
    document = get_object_or_404(Bestand, pk=pk)
    openbaar = OpenbaarGebruik.objects.filter(bestand=document).exists()
    if naam != document.filename or not _mag_zien(request, openbaar):
        raise Http404("Dit bestand is er niet, of is nog niet gepubliceerd.")
    return _antwoord(document.file.open("rb"), document.filename, openbaar)


def beeld(request: HttpRequest, naam: str) -> HttpResponse:
    """A rendition of a picture, by the name of its file; originals are never served."""
    rendition = get_object_or_404(Rendition, file=naam)
    openbaar = OpenbaarGebruik.objects.filter(afbeelding=rendition.image_id).exists()
    if not _mag_zien(request, openbaar):
        raise Http404("Dit beeld is er niet, of is nog niet gepubliceerd.")
    return _antwoord(rendition.file.open("rb"), naam.rsplit("/", 1)[-1], openbaar)
