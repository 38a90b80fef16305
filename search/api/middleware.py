"""What holds for every answer below /api/: open to scripts of other sites, limited, kept by ETag, never HTML."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from search.api import limits
from search.api.problems import PROBLEM, problem

_BELOW = "/api/"  # itself a page for people
_READ = ("GET", "HEAD")
_EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"

Answering = Callable[[HttpRequest], HttpResponseBase]


def api_antwoorden(get_response: Answering) -> Answering:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(_BELOW) or request.path_info == _BELOW:
            return get_response(request)
        response = _preflight() if request.method == "OPTIONS" else _answer(request, get_response)
        # Everyone may read it and nobody is logged in for it, so scripts of any site may too.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = _EXPOSED
        return _without_body(response) if request.method == "HEAD" else response

    return middleware


def _answer(request: HttpRequest, get_response: Answering) -> HttpResponseBase:
    if request.method not in _READ:
        refused = problem(405)
        refused["Allow"] = "GET, HEAD, OPTIONS"
        return _kept_nowhere(refused)
    allowances = limits.count(request)
    exceeded = [each for each in allowances if each.left < 0]
    if exceeded:
        response: HttpResponseBase = _kept_nowhere(problem(429))
        response["Retry-After"] = str(max(each.until for each in exceeded))
    else:
        response = _of_view(request, get_response)
    if allowances:
        for name, value in limits.headers(allowances).items():
            response[name] = value
    return response


def _of_view(request: HttpRequest, get_response: Answering) -> HttpResponseBase:
    """The view's answer; HEAD is a GET without its body."""
    asked, request.method = request.method, "GET"
    try:
        response = get_response(request)
    finally:
        request.method = asked
    if response.status_code >= 400:
        return _kept_nowhere(_as_problem(response))
    if not isinstance(response, HttpResponse):
        return response
    # Kept, but asked for again each time: what is withdrawn is gone at once.
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'W/"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    return conditional or response


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """An answer of the site itself, such as its page for what is not found, in the form of the API."""
    if response.headers.get("Content-Type", "").startswith(PROBLEM):
        return response
    replacing = problem(response.status_code)
    if wait := response.headers.get("Retry-After"):
        replacing["Retry-After"] = wait
    return replacing


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        length = len(response.content)
        response.content = b""
        response["Content-Length"] = str(length)
    return response


def _kept_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store"
    return response


def _preflight() -> HttpResponse:
    """What a browser asks before a script of another site may send a header such as If-None-Match."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )
