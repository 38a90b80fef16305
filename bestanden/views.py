"""Serving uploads: to everybody once a live page uses them, before that to editors only."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from bestanden.models import Bestand, OpenbaarGebruik, Rendition

TYPES_IN_BROWSER = {"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"}


def _mag_zien(request: HttpRequest, openbaar: bool) -> bool:
    return openbaar or (request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"))


def _antwoord(veld: FieldFile, naam: str, openbaar: bool) -> FileResponse:
    try:
        antwoord = FileResponse(veld.open("rb"), filename=naam)
    except FileNotFoundError:
        raise Http404("Dit bestand is er niet meer.") from None
    if antwoord["Content-Type"] not in TYPES_IN_BROWSER:
        antwoord["Content-Disposition"] = antwoord["Content-Disposition"].replace("inline", "attachment", 1)
    antwoord["Cache-Control"] = "public, max-age=3600" if openbaar else "private, no-store"
    antwoord["X-Content-Type-Options"] = "nosniff"
    # A sandbox would also keep the browser's own PDF viewer out.
    is_pdf = antwoord["Content-Type"] == "application/pdf"
    antwoord["Content-Security-Policy"] = "frame-ancestors 'self'" if is_pdf else "default-src 'none'; sandbox"
    return antwoord


@require_safe
def bestand(request: HttpRequest, pk: int, naam: str) -> FileResponse:
    """A document, shown in the browser where it can be (so that #page=12 works)."""
    document = get_object_or_404(Bestand, pk=pk)
    openbaar = OpenbaarGebruik.objects.filter(bestand=document).exists()
    if naam != document.filename or not _mag_zien(request, openbaar):
        raise Http404("Dit bestand is er niet, of is nog niet gepubliceerd.")
    return _antwoord(document.file, document.filename, openbaar)


@require_safe
def beeld(request: HttpRequest, naam: str) -> FileResponse:
    """A rendition of a picture, by the name of its file; originals are never served."""
    if "\0" in naam:  # PostgreSQL refuses to look for it
        raise Http404("Dit beeld is er niet.")
    rendition = get_object_or_404(Rendition, file=naam)
    openbaar = OpenbaarGebruik.objects.filter(afbeelding=rendition.image_id).exists()
    if not _mag_zien(request, openbaar):
        raise Http404("Dit beeld is er niet, of is nog niet gepubliceerd.")
    return _antwoord(rendition.file, naam.rsplit("/", 1)[-1], openbaar)
