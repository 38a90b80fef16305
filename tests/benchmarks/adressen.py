"""Inside a portal: addresses of each type of page, spread over its content, so that no one page stays warm."""

import json
import random
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlencode

import django

django.setup()

from wagtail.models import Page  # noqa: E402

from gemeenten.models import Gemeente  # noqa: E402
from handreikingen.models import Hoofdstuk, Onderdeel, Versie  # noqa: E402
from praktijkvoorbeelden.models import Praktijkvoorbeeld  # noqa: E402
from search.engines import get_engine  # noqa: E402
from search.models import Begrip, Schema  # noqa: E402
from search.query import PER_PAGE, Zoekvraag  # noqa: E402
from search.results import zoek  # noqa: E402

_AANTAL = 25
_WOORDEN = 200  # more than are asked: no question has its counts ready from the one before
_LIJST = "/praktijkvoorbeelden/"
T = TypeVar("T")
_toeval = random.Random(1)


def _met(pad: str, **vraag: str | int | list[str]) -> str:
    return f"{pad}?{urlencode(vraag, doseq=True)}"


def _paginas(model: type[Page]) -> list[str]:
    sleutels = list(model.objects.live().order_by("pk").values_list("pk", flat=True))
    gekozen = model.objects.filter(pk__in=_toeval.sample(sleutels, min(_AANTAL, len(sleutels))))
    return [pagina.pad for pagina in gekozen]


def _woorden() -> list[str]:
    """Words that many documents have, those of the subject first; small words excepted."""
    woordenschat = get_engine().vocabulary()
    van_het_vak = [
        begrip.label.lower()
        for begrip in Begrip.objects.order_by("pk")
        if begrip.label.isalpha() and begrip.label.lower() in woordenschat
    ]
    gewoon = sorted((w for w in woordenschat if len(w) > 6), key=lambda w: (-woordenschat[w], w))[:1000]
    return [*van_het_vak, *_toeval.sample(gewoon, min(_WOORDEN, len(gewoon)))]


def _achterin(pad: str, totaal: int, **vraag: str) -> list[str]:
    """The last pages of a list, but for the very last, which is short."""
    laatste = max(2, -(-totaal // PER_PAGE))
    return [_met(pad, **vraag, pagina=nummer) for nummer in range(max(1, laatste - _AANTAL), laatste)]


def _keuze(facet: str, aantal: int) -> list[str]:
    """The most frequent values of a facet among praktijkvoorbeelden."""
    aantallen = zoek(Zoekvraag(soorten=["praktijkvoorbeeld"])).aantallen.get(facet, {})
    return sorted(aantallen, key=lambda waarde: (-aantallen[waarde], waarde))[:aantal]


def _alle_filters() -> dict[str, list[str]]:
    """A choice of some values in every facet."""
    facetten = [*(schema.value for schema in Schema), "provincie", "gemeente", "fase", "jaar"]
    return {"soort": ["praktijkvoorbeeld"], **{facet: _keuze(facet, 4) for facet in facetten}}


def adressen() -> dict[str, list[str]]:
    woorden = _woorden()
    paren = [f"{een} {ander}" for een, ander in zip(woorden, reversed(woorden), strict=True) if een != ander]
    themas, jaren = _keuze("thema", _AANTAL), _keuze("jaar", 5)
    alle = _alle_filters()
    vaak = max(get_engine().vocabulary().items(), key=lambda paar: (len(paar[0]) > 6, paar[1]))[0]
    gevonden = zoek(Zoekvraag(q=vaak)).totaal
    return {
        "start": ["/"],
        "list, first page": [_LIJST],
        "list, last pages": _achterin(_LIJST, zoek(Zoekvraag(soorten=["praktijkvoorbeeld"])).totaal),
        "list, three filters": [_met(_LIJST, thema=t, provincie=_keuze("provincie", 2), jaar=jaren) for t in themas],
        "search, one word": [_met("/zoeken/", q=woord) for woord in woorden],
        "search, two words": [_met("/zoeken/", q=paar) for paar in paren],
        "search, two words, all facets": [_met("/zoeken/", q=paar, **alle) for paar in paren],
        "search, last pages": _achterin("/zoeken/", gevonden, q=vaak),
        "praktijkvoorbeeld": _paginas(Praktijkvoorbeeld),
        "hoofdstuk": _paginas(Hoofdstuk),
        "artikel": _artikelen(),
        "gemeente": [g.get_absolute_url() for g in _verspreid(Gemeente.objects.filter(opgeheven_op=None))],
        "map of gemeenten": ["/gemeenten/"],
        "thema": [b.get_absolute_url() for b in _verspreid(Begrip.objects.filter(schema="thema"))],
        "API, ten results": [_met("/api/v1/zoeken", q=woord) for woord in woorden],
        "API, hundred results": [_met("/api/v1/zoeken", q=woord, per_pagina=100) for woord in woorden],
    }


def _artikelen() -> list[str]:
    gevonden = Onderdeel.objects.filter(soort="artikel", alternatief=False, versie__in=Versie.objects.live())
    return [f"{a.versie.pad}artikel-{a.nummer}/" for a in _verspreid(gevonden.select_related("versie"))]


def _verspreid(dingen: Iterable[T]) -> list[T]:
    alle = list(dingen)
    return _toeval.sample(alle, min(_AANTAL, len(alle)))


if __name__ == "__main__":
    print(json.dumps(adressen()))
