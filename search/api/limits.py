"""How many questions one address may ask the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from search.shared_counts import HOUR, MINUTE, Window


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
    address = address_of(request)
    limits = [("minuut", settings.API_PER_MINUTE, MINUTE), ("uur", settings.API_PER_HOUR, HOUR)]
    return [_allowance(name, quota, window, address) for name, quota, window in limits if quota]


def _allowance(name: str, quota: int, window: Window, address: str) -> Allowance:
    return Allowance(name, quota, window.seconds, quota - window.count("api", address), window.left)


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
