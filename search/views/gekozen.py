"""What the browser tells of a search: which place was opened, or that the reader stayed with what was typed.

Without a script nothing is told; the report says so. What is sent here can be made up, as any search can be: it
counts, and nothing of it is shown to readers that was not asked often, on several days, and finds something.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.aanvraaglimiet import is_te_vaak
from search.query import LONGEST_QUERY
from search.query_report.recorder import recorder

LAST_PLACE = 1000
PER_UUR = 300  # of one address, behind which there may be a whole gemeente


@csrf_exempt  # sendBeacon has no token, and nothing here is done in the name of a reader
@require_POST
def gekozen(request: HttpRequest) -> HttpResponse:
    """Counts, and answers nothing."""
    q, plaats = request.POST.get("q", "")[:LONGEST_QUERY], request.POST.get("plaats", "")
    if not _from_our_pages(request) or not (plaats.isascii() and plaats.isdigit() and len(plaats) <= 4):
        return HttpResponse(status=400)
    if is_te_vaak(request, "zoekvraag", PER_UUR):
        return HttpResponse(status=429)
    if int(plaats) <= LAST_PLACE:
        new = "nieuw" in request.POST  # asked by typing, so not counted yet
        recorder.note(q, asked=new, nothing=new and "niets" in request.POST, clicked_at=int(plaats))
    return HttpResponse(status=204)


def _from_our_pages(request: HttpRequest) -> bool:
    """Browsers say where a message comes from; no other site sends us clicks."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
