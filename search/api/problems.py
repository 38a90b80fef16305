"""Everything that goes wrong below /api/, as problems by RFC 9457."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

PROBLEM = "application/problem+json"

_WHAT = {
    400: "Deze vraag kan niet: zij heeft te veel parameters, of is niet heel overgekomen.",
    404: "Dit adres bestaat niet. De beschrijving van de API staat op /api/.",
    405: "Alleen GET en HEAD kunnen hier.",
    429: "Te veel vragen in korte tijd. Probeer het later nog eens.",
    500: "Er ging bij ons iets mis.",
    503: "De website is even niet bereikbaar. Probeer het later nog eens.",
}
_IN_DUTCH = {
    "int_parsing": "is geen geheel getal",
    "greater_than_equal": "ten minste {ge}",
    "less_than_equal": "hoogstens {le}",
    "literal_error": "kies uit {expected}",
    "too_long": "hoogstens {max_length} waarden",
    "string_too_long": "hoogstens {max_length} tekens",
    "date_from_datetime_parsing": "is geen datum zoals 2026-11-22",
    "date_parsing": "is geen datum zoals 2026-11-22",
}


def problem(status: int, detail: str = "") -> JsonResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _WHAT.get(status, ""),
    }
    return JsonResponse(body, status=status, content_type=PROBLEM)


def in_words(errors: Iterable[Mapping[str, Any]]) -> str:
    """What is wrong with which parameter."""
    return "; ".join(f"{error['loc'][-1]}: {_said(error)}" for error in errors)


def _said(error: Mapping[str, Any]) -> str:
    words = _IN_DUTCH.get(error["type"])
    if words is None:
        return "deze waarde kan niet"
    return words.format(**error.get("ctx", {})).replace(" or ", " of ")
