"""Where the other pages of an answer are (RFC 8288)."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.urls import reverse

from search.query import PER_PAGE, Zoekvraag

_LONGEST_HEADER = 3500  # characters; proxies refuse headers that together pass 8 or even 4 KB
_BY_USE = ("next", "prev", "first", "last", "self")


def links(vraag: Zoekvraag, aantal: int) -> dict[str, str]:
    """The addresses by their relation; of the question as it was understood, so that each has one address."""
    return {rel: _adres(vraag, pagina) for rel, pagina in _pages(vraag.pagina, max(1, aantal))}


def header(links: Mapping[str, str]) -> str:
    """As many as fit, the most useful first: an address can be long, and the answer has the next and previous too."""
    written, size = [], 0
    for rel, url in [*_described(), *((rel, links[rel]) for rel in _BY_USE if rel in links)]:
        link = f'<{url}>; rel="{rel}"'
        if size + len(link) <= _LONGEST_HEADER:
            written.append(link)
            size += len(link) + len(", ")
    return ", ".join(written)


def _pages(pagina: int, aantal: int) -> Iterator[tuple[str, int]]:
    yield "self", pagina
    yield "first", 1
    if pagina > 1:
        yield "prev", min(pagina - 1, aantal)
    if pagina < aantal:
        yield "next", pagina + 1
    yield "last", aantal


def _adres(vraag: Zoekvraag, pagina: int) -> str:
    asked = vraag.op_pagina(pagina).adres().removeprefix("?")
    size = f"per_pagina={vraag.per_pagina}" if vraag.per_pagina != PER_PAGE else ""
    return f"{settings.SITE_URL}{reverse('api-1:zoeken')}?{'&'.join(filter(None, [size, asked]))}"


def _described() -> Iterator[tuple[str, str]]:
    yield "service-desc", settings.SITE_URL + reverse("api-1:openapi-json")
    yield "service-doc", settings.SITE_URL + reverse("api-uitleg")
