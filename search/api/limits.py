"""How many questions one address may ask the API: counted for all processes of a machine together, stored nowhere.

The counts stand in a piece of memory that the processes of the web server share, since they are forked after it was
made. An address is a place in it, by a keyed hash; two that share a place share their limit. Processes may write at
the same moment, and then a question goes uncounted: that is all that a lock would prevent.
"""

import mmap
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_PLACES = 1 << 16
_COUNTED = struct.Struct("=II")  # which window, and how many in it
_WINDOWS = {"minuut": 60, "uur": 3600}
_memory = mmap.mmap(-1, _PLACES * len(_WINDOWS) * _COUNTED.size)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an address has left."""

    name: str
    quota: int
    seconds: int  # of the window
    left: int  # below zero: too many
    until: int  # seconds to the next window


def count(request: HttpRequest) -> list[Allowance]:
    """Count this request; what its address has left, for each limit there is."""
    place = _place(address_of(request))
    now = int(time.time())
    limits = {"minuut": settings.API_PER_MINUTE, "uur": settings.API_PER_HOUR}
    return [
        Allowance(name, quota, _WINDOWS[name], quota - _add(place, at, now // _WINDOWS[name]), _left(now, name))
        for at, (name, quota) in enumerate(limits.items())
        if quota
    ]


def headers(allowances: list[Allowance]) -> Mapping[str, str]:
    """RateLimit fields for HTTP, as the IETF's draft has them: the limit that is nearest, and all there are."""
    nearest = min(allowances, key=lambda each: each.left / each.quota)
    return {
        "RateLimit-Policy": ", ".join(f'"{each.name}";q={each.quota};w={each.seconds}' for each in allowances),
        "RateLimit": f'"{nearest.name}";r={max(0, nearest.left)};t={nearest.until}',
    }


def address_of(request: HttpRequest) -> str:
    """The address that asks; behind our own proxy the one that it says it answers."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        address = forwarded.rpartition(",")[2].strip()  # what stands before it anyone can write
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and not parsed.ipv4_mapped:
        return str(IPv6Address(int(parsed) >> 64 << 64))  # one subscriber has all of these
    return str(parsed)


def _place(address: str) -> int:
    return int.from_bytes(salted_hmac("search.api.limits", address).digest()[:8]) % _PLACES


def _add(place: int, limit: int, window: int) -> int:
    """One more in this window; how many there are now."""
    offset = (place * len(_WINDOWS) + limit) * _COUNTED.size
    counted_in, counted = _COUNTED.unpack_from(_memory, offset)
    counted = counted + 1 if counted_in == window & 0xFFFFFFFF else 1
    _COUNTED.pack_into(_memory, offset, window & 0xFFFFFFFF, counted)
    return counted


def _left(now: int, name: str) -> int:
    return _WINDOWS[name] - now % _WINDOWS[name]
