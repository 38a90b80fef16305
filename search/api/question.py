"""The question that the API answers: exactly what was asked, or what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import QueryDict

from search.api.schemas import Parameters
from search.facets import FACETS
from search.labels import labels
from search.query import Zoekvraag
from search.zoals import zoals_mijn

_KNOWN = frozenset(field.alias or name for name, field in Parameters.model_fields.items())


def vraag_van(given: QueryDict, parameters: Parameters) -> Zoekvraag:
    """The words as the page reads them; all else as it was checked, since the page leaves out what it can't read."""
    checked = parameters.model_dump(by_alias=True)
    return Zoekvraag(
        q=Zoekvraag.uit_request(given).q,
        filters={facet: tuple(checked[facet]) for facet in FACETS if checked[facet]},
        van=parameters.van,
        tot=parameters.tot,
        mijn=parameters.mijn,
        zoals=parameters.zoals,
        sinds=parameters.sinds,
        sortering=parameters.sortering,
        pagina=parameters.pagina,
        per_pagina=parameters.per_pagina,
    )


def wrong_in(given: QueryDict, vraag: Zoekvraag) -> list[str]:
    """What can't be answered though each value by itself could."""
    return [*_unknown(given), *_repeated(given), *_contradicting(vraag)]


def _unknown(given: QueryDict) -> Iterator[str]:
    """A filter with a typing error would otherwise give everything, unnoticed."""
    for name in sorted(set(given) - _KNOWN)[:5]:
        yield f"{name[:50]}: deze parameter bestaat niet"


def _repeated(given: QueryDict) -> Iterator[str]:
    for name in sorted(_KNOWN & set(given) - set(FACETS)):
        if len(given.getlist(name)) > 1:
            yield f"{name}: dit kan maar één keer"


def _contradicting(vraag: Zoekvraag) -> Iterator[str]:
    if vraag.van and vraag.tot and vraag.van > vraag.tot:
        yield "van: dit jaar komt na tot"
    # Also without a choice what is alike: a gemeente that is not one was mistyped.
    alike = replace(vraag, zoals=vraag.zoals or "provincie")
    if (vraag.mijn or vraag.zoals) and zoals_mijn(alike, labels())[1].onbekend:
        yield "mijn: geen gemeente heet zo; zoals vraagt om een gemeente"
