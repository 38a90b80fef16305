"""Which requests are a question of a reader.

A question counts when the reader asked it: by a page of results that was opened or a form that was sent. What was
typed half is searched too, but counts only once the reader stays with it or opens a result; the browser tells that
(portal/styles/zoekvragen.js). The same question once more narrowed, sorted or on its next page is the same question.
"""

import re

from django.http import HttpRequest

from search.answer import Resultaten
from search.query_report.recorder import recorder

SENT = "sent"  # value of the header with which the script tells that the form was sent
_HEADER = "Zoekvraag"
_NO_READER = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http", re.I)


def note_question(request: HttpRequest, lijst: Resultaten) -> None:
    """Count the question of this request, if it is one."""
    vraag = lijst.vraag
    new = vraag.q and vraag.pagina == 1 and not vraag.sortering and not lijst.actieve_filters
    if new and request.method == "GET" and _by_a_reader(request):
        nothing = not lijst.totaal and not lijst.aanbevolen and not lijst.storing
        recorder.note(vraag.q, asked=True, nothing=nothing)


def _by_a_reader(request: HttpRequest) -> bool:
    headers = request.headers
    if headers.get("HX-Request") and headers.get(_HEADER) != SENT:
        return False
    if "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", "")):
        return False
    agent = headers.get("User-Agent", "")
    return bool(agent) and not _NO_READER.search(agent)
