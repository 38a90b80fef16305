"""What becomes of a record of each soort: the page with its fields, and the chapters below it."""

import datetime
import html as html_tekens
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from bijeenkomsten.models import Agenda, Bijeenkomst
from handreikingen.documenten.document import eerste_alinea
from handreikingen.models import (
    Handreiking,
    HandreikingenOverzicht,
    Kantelingboekje,
    KantelingboekjesOverzicht,
)
from handreikingen.tekst_naar_blokken import html_naar_blokken, splits_in_hoofdstukken
from portal.importeren.record import Record, kort_in
from portal.models import AlgemenePagina, Startpagina
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht
from search.models import VindbarePagina

_BRON_MAXIMUM = 250  # of Praktijkvoorbeeld.bron


@dataclass(frozen=True)
class Hoofdstukinhoud:
    titel: str
    samenvatting: str
    tekst: str  # JSON of the blocks

    def velden(self) -> dict[str, Any]:
        return {"title": self.titel, "samenvatting": self.samenvatting, "tekst": self.tekst}


@dataclass(frozen=True)
class Inhoud:
    velden: dict[str, Any]
    hoofdstukken: list[Hoofdstukinhoud]


@dataclass(frozen=True)
class Soort:
    model: type[VindbarePagina]
    ouder: type[Page]
    eigen: Callable[[Record], Inhoud]

    def inhoud(self, record: Record) -> Inhoud:
        """Fields and chapters for this record."""
        eigen = self.eigen(record)
        algemeen: dict[str, Any] = {
            "title": record.titel,
            "samenvatting": record.samenvatting,
            "bron_id": record.bron_id,
            "publicatiedatum": record.datum,
        }
        return Inhoud({**algemeen, **eigen.velden}, eigen.hoofdstukken)


def _blokken(html: str) -> str:
    return json.dumps(html_naar_blokken(html))


def _met_bron(record: Record) -> str:
    """The text with a last line that leads to where it came from."""
    if not record.url:
        return record.html
    adres = html_tekens.escape(record.url)
    return f'{record.html}<p>Bron: <a href="{adres}">{adres}</a></p>'


def _praktijkvoorbeeld(record: Record) -> Inhoud:
    past = len(record.url) <= _BRON_MAXIMUM
    velden = {
        "archief": True,
        "licentie": "",  # the source does not say
        "gemeente": record.gemeente,
        "gemeente_als_tekst": record.gemeente_als_tekst,
        "bron": record.url if past else "",
        "tekst": _blokken(record.html if past else _met_bron(record)),
    }
    return Inhoud(velden, [])


def _publicatie(record: Record) -> Inhoud:
    return publicatie_inhoud(_met_bron(record))


def publicatie_inhoud(html: str) -> Inhoud:
    """Introduction and chapters of a handreiking or Kantelingboekje with this text."""
    inleiding, hoofdstukken = splits_in_hoofdstukken(html)
    delen = [
        Hoofdstukinhoud(titel, kort_in(eerste_alinea(html)) or titel, _blokken(html)) for titel, html in hoofdstukken
    ]
    return Inhoud({"inleiding": _blokken(inleiding)}, delen)


def _bijeenkomst(record: Record) -> Inhoud:
    """Without a time it takes the whole day; a record tells no end, so with a time it takes two hours."""
    if record.begin:
        begin, einde = record.begin, record.begin + datetime.timedelta(hours=2)
    else:
        begin = timezone.make_aware(datetime.datetime.combine(record.datum or timezone.localdate(), datetime.time.min))
        einde = begin + datetime.timedelta(hours=23, minutes=59)
    plaats = record.gemeente.naam if record.gemeente else record.gemeente_als_tekst
    velden = {
        "begin": begin,
        "einde": einde,
        "gemeente": record.gemeente,
        "plaats": plaats,
        "beschrijving": _blokken(_met_bron(record)),
    }
    return Inhoud(velden, [])


def _pagina(record: Record) -> Inhoud:
    return Inhoud({"tekst": _blokken(_met_bron(record))}, [])


SOORTEN = {
    "praktijkvoorbeeld": Soort(Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht, _praktijkvoorbeeld),
    "handreiking": Soort(Handreiking, HandreikingenOverzicht, _publicatie),
    "kantelingboekje": Soort(Kantelingboekje, KantelingboekjesOverzicht, _publicatie),
    "bijeenkomst": Soort(Bijeenkomst, Agenda, _bijeenkomst),
    "pagina": Soort(AlgemenePagina, Startpagina, _pagina),
}
