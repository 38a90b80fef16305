"""The Atom feed of any search: what appeared on the site, the newest first."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from search.atom import bouw_feed
from search.engines.contract import EngineUnavailable
from search.query import Zoekvraag
from search.volgbaar import volgbaar

OVER_EEN_KWARTIER = "900"


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """While the engine is down there is no feed: an empty one would look as if all was gone."""
    try:
        feed = bouw_feed(volgbaar(Zoekvraag.uit_request(request.GET)))
    except EngineUnavailable:
        return HttpResponse(
            "Zoeken werkt nu niet. Probeer het later opnieuw.\n",
            content_type="text/plain; charset=utf-8",
            status=503,
            headers={"Retry-After": OVER_EEN_KWARTIER},
        )
    inhoud = feed.writeString("utf-8")
    etag = quote_etag(sha256(inhoud.encode()).hexdigest())
    # No Last-Modified: what is withdrawn or edited leaves the newest date as it was.
    headers = {"ETag": etag, "X-Robots-Tag": "noindex"}
    response = HttpResponse(inhoud, content_type=feed.content_type, headers=headers)
    return get_conditional_response(request, etag, response=response) or response
