"""What the description of the API says besides its parameters and answers."""

from typing import Any

from search.api.problems import PROBLEM
from search.api.schemas import Probleem

DESCRIPTION = """\
Praktijkvoorbeelden, handreikingen, modelverordeningen en bijeenkomsten van De Kanteling: dezelfde zoekmachine als op de
website, als JSON. Aanmelden hoeft niet. Uitleg in gewone taal staat op /api/.

- Onbekende parameters en waarden die niet kunnen geven status 422. Zo blijft een tikfout niet onopgemerkt.
- Een parameter zonder waarde telt niet mee.
- Bladeren gaat met `volgende` en `vorige`, of met de kop `Link`.
- Elk antwoord heeft een `ETag`. Stuur die mee als `If-None-Match`. Is er niets veranderd, dan is het antwoord 304.
- De kop `RateLimit` vertelt hoeveel vragen u nog mag stellen.
- Wat de redactie terugtrekt, verdwijnt meteen. Bewaar antwoorden dus niet langer zonder opnieuw te vragen.
"""

_RATE = {
    "RateLimit-Policy": {"description": "Hoeveel vragen (q) in hoeveel seconden (w).", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "Hoeveel vragen u nog hebt (r), en na hoeveel seconden (t) er weer nieuwe zijn.",
        "schema": {"type": "string"},
    },
}
_ETAG = {"description": "Kenmerk van dit antwoord, voor If-None-Match.", "schema": {"type": "string"}}
_LINK = {
    "description": "De andere pagina's: self, first, prev, next en last, volgens RFC 8288. Lange adressen die niet in "
    "een kop passen, staan er niet bij; de volgende en de vorige staan altijd in het antwoord.",
    "schema": {"type": "string"},
}
_RETRY = {"description": "Na zoveel seconden kunt u het weer proberen.", "schema": {"type": "integer"}}


def _problem(description: str, status: int, title: str, detail: str, **headers: dict[str, Any]) -> dict[str, Any]:
    example = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content = {PROBLEM: {"schema": Probleem.model_json_schema(), "example": example}}
    return {"description": description, "content": content, **({"headers": headers} if headers else {})}


PROBLEMS: dict[int, dict[str, Any]] = {
    200: {"description": "De resultaten.", "headers": {"ETag": _ETAG, "Link": _LINK, **_RATE}},
    304: {"description": "Er is niets veranderd sinds het antwoord met deze ETag.", "headers": {"ETag": _ETAG}},
    405: _problem("Alleen GET en HEAD kunnen hier.", 405, "Method Not Allowed", "Alleen GET en HEAD kunnen hier."),
    422: _problem(
        "Een parameter bestaat niet, of heeft een waarde die niet kan.",
        422,
        "Unprocessable Entity",
        "per_pagina: hoogstens 100",
    ),
    429: _problem(
        "Te veel vragen in korte tijd.",
        429,
        "Too Many Requests",
        "Te veel vragen in korte tijd. Probeer het later nog eens.",
        **{"Retry-After": _RETRY, **_RATE},
    ),
    500: _problem("Er ging bij ons iets mis.", 500, "Internal Server Error", "Er ging bij ons iets mis."),
    503: _problem(
        "De website is even niet bereikbaar.",
        503,
        "Service Unavailable",
        "De website is even niet bereikbaar. Probeer het later nog eens.",
        **{"Retry-After": _RETRY},
    ),
}
