"""One line of an import file, checked: what is in it, or why it cannot go in."""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from bestanden.html import als_html, als_platte_tekst, zonder_stuurtekens
from gemeenten.models import Gemeente
from portal.importeren.naslag import Naslag
from search.models import Begrip

SOORTEN = ("praktijkvoorbeeld", "handreiking", "kantelingboekje", "bijeenkomst", "pagina")
_VELDEN = {
    *("soort", "bron_id", "titel", "samenvatting", "tekst", "datum", "gemeente", "begrippen", "url", "bestanden")
}
TITEL_MAXIMUM = 255
BRON_ID_MAXIMUM = 200
SAMENVATTING_MAXIMUM = 300
JAREN = range(1500, 2501)  # what lies outside is a mistake, and near the years 1 and 9999 time zones don't work
TEKST_MAXIMUM = 5_000_000  # characters: a thousand printed pages


class Recordfout(Exception):
    """Why a record cannot go in, in Dutch."""


@dataclass(frozen=True, kw_only=True)
class Record:
    regel: int
    soort: str
    bron_id: str
    titel: str
    samenvatting: str
    html: str
    datum: datetime.date | None
    begin: datetime.datetime | None  # of a bijeenkomst whose record gives a time
    gemeente: Gemeente | None
    gemeente_als_tekst: str
    begrippen: tuple[Begrip, ...]
    url: str
    bestanden: tuple[Path, ...]
    vingerafdruk: str
    meldingen: list[str] = field(compare=False)

    @property
    def sleutel(self) -> tuple[str, str]:
        return self.soort, self.bron_id


def lees_record(regel: int, ruw: bytes, naslag: Naslag, map_: Path) -> Record:
    """The record on this line; raises Recordfout. Files are named relative to `map_` and must lie in it."""
    return _Lezer(_als_object(ruw), naslag, map_).record(regel)


def _als_object(ruw: bytes) -> Mapping[str, Any]:
    try:
        gegevens = json.loads(ruw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Recordfout("de regel is geen geldige UTF-8") from None
    except json.JSONDecodeError as fout:
        raise Recordfout(f"de regel is geen geldige JSON (teken {fout.pos + 1})") from None
    except (RecursionError, ValueError):
        raise Recordfout("de regel is geen geldige JSON") from None
    if not isinstance(gegevens, dict):
        raise Recordfout("de regel is geen JSON-object")
    return gegevens


class _Lezer:
    """Reads the fields of one record, noting what it had to leave out."""

    def __init__(self, gegevens: Mapping[str, Any], naslag: Naslag, map_: Path) -> None:
        self._gegevens = gegevens
        self._naslag = naslag
        self._map = map_
        self._meldingen: list[str] = []

    def record(self, regel: int) -> Record:
        self._meldingen += [f"het veld “{naam}” is onbekend en niet gebruikt" for naam in self._onbekende_velden()]
        soort = self._tekst("soort")
        if soort not in SOORTEN:
            raise Recordfout(f"de soort “{soort[:40]}” bestaat niet; kies uit {', '.join(SOORTEN)}")
        html = als_html(self._tekst("tekst", TEKST_MAXIMUM))
        samenvatting, html = self._samenvatting(html)
        datum, begin = self._datum(soort)
        gemeente, gemeente_als_tekst = self._gemeente(soort)
        bestanden = tuple(self._bestanden(soort))
        velden: dict[str, Any] = {
            "soort": soort,
            "bron_id": self._verplicht("bron_id", BRON_ID_MAXIMUM),
            "titel": self._verplicht("titel", TITEL_MAXIMUM),
            "samenvatting": samenvatting,
            "html": html,
            "datum": datum,
            "begin": begin,
            "gemeente": gemeente,
            "gemeente_als_tekst": gemeente_als_tekst,
            "begrippen": tuple(self._begrippen()),
            "url": self._url(),
            "bestanden": bestanden,
        }
        try:
            vingerafdruk = _vingerafdruk(velden)
        except OSError as fout:
            raise Recordfout(f"een bestand is niet te lezen ({fout.strerror})") from None
        return Record(**velden, regel=regel, vingerafdruk=vingerafdruk, meldingen=self._meldingen)

    def _onbekende_velden(self) -> list[str]:
        return [naam[:40] for naam in self._gegevens if naam not in _VELDEN]

    def _tekst(self, naam: str, maximum: int = 1_000) -> str:
        waarde = self._gegevens.get(naam)
        if waarde is None:
            return ""
        if isinstance(waarde, int) and not isinstance(waarde, bool):
            waarde = str(waarde)
        if not isinstance(waarde, str):
            raise Recordfout(f"“{naam}” is geen tekst")
        if len(waarde) > maximum:
            raise Recordfout(f"“{naam}” is langer dan {maximum} tekens")
        return zonder_stuurtekens(waarde).strip()

    def _verplicht(self, naam: str, maximum: int) -> str:
        waarde = " ".join(self._tekst(naam, maximum).split())
        if not waarde:
            raise Recordfout(f"“{naam}” ontbreekt of is leeg")
        return waarde

    def _samenvatting(self, html: str) -> tuple[str, str]:
        """The summary, and the text; of a summary that is too long the whole goes before the text."""
        gegeven = als_html(self._tekst("samenvatting", TEKST_MAXIMUM))
        samenvatting = als_platte_tekst(gegeven)
        if len(samenvatting) <= SAMENVATTING_MAXIMUM:
            return samenvatting or kort_in(als_platte_tekst(html)), html
        self._meldingen.append(
            f"de samenvatting is langer dan {SAMENVATTING_MAXIMUM} tekens; zij is ingekort en staat heel boven de tekst"
        )
        return kort_in(samenvatting), gegeven + html

    def _datum(self, soort: str) -> tuple[datetime.date | None, datetime.datetime | None]:
        waarde = self._tekst("datum")
        if not waarde:
            if soort == "bijeenkomst":
                raise Recordfout("een bijeenkomst heeft een “datum” nodig")
            return None, None
        try:
            gelezen = parse_date(waarde) or parse_datetime(waarde)
        except ValueError:
            gelezen = None
        if gelezen is None:
            raise Recordfout(f"de datum “{waarde[:40]}” bestaat niet; schrijf 2014-11-21")
        if gelezen.year not in JAREN:
            raise Recordfout(f"de datum “{waarde[:40]}” ligt niet tussen {JAREN[0]} en {JAREN[-1]}")
        if not isinstance(gelezen, datetime.datetime):
            return gelezen, None
        moment = timezone.localtime(gelezen) if timezone.is_aware(gelezen) else timezone.make_aware(gelezen)
        return moment.date(), moment

    def _gemeente(self, soort: str) -> tuple[Gemeente | None, str]:
        waarde = self._tekst("gemeente", 100)
        if not waarde:
            return None, ""
        if soort not in ("praktijkvoorbeeld", "bijeenkomst"):
            self._meldingen.append(f"een {soort} hoort niet bij een gemeente; de gemeente is niet gebruikt")
            return None, ""
        if gemeente := self._naslag.gemeente(waarde):
            return gemeente, ""
        self._meldingen.append(f"de gemeente “{waarde}” staat niet in de lijst; de naam is als tekst bewaard")
        return None, waarde

    def _begrippen(self) -> Iterator[Begrip]:
        waarde = self._gegevens.get("begrippen") or {}
        if not isinstance(waarde, dict):
            raise Recordfout("“begrippen” is geen JSON-object van soort naar namen")
        gezien = set()
        for schema, labels in waarde.items():
            namen = [labels] if isinstance(labels, str) else labels or []
            if not isinstance(namen, list) or not all(isinstance(naam, str) for naam in namen):
                raise Recordfout(f"de namen bij “{schema[:40]}” in “begrippen” zijn geen lijst van teksten")
            for label in namen:
                if (begrip := self._naslag.begrip(schema, label)) is None:
                    self._meldingen.append(f"het begrip “{label[:60]}” ({schema[:40]}) is onbekend en niet gebruikt")
                elif begrip.pk not in gezien:
                    gezien.add(begrip.pk)
                    yield begrip

    def _url(self) -> str:
        url = self._tekst("url", 2_000)
        if url and not url.lower().startswith(("http://", "https://")):
            self._meldingen.append(f"de url “{url[:60]}” begint niet met http en is niet gebruikt")
            return ""
        return url

    def _bestanden(self, soort: str) -> Iterator[Path]:
        namen = self._gegevens.get("bestanden") or []
        if not isinstance(namen, list) or not all(isinstance(naam, str) for naam in namen):
            raise Recordfout("“bestanden” is geen lijst van namen")
        if namen and soort == "pagina":
            self._meldingen.append("een pagina heeft geen bijlagen; de bestanden zijn niet gebruikt")
            return
        for naam in dict.fromkeys(namen):
            try:
                pad = (self._map / naam).resolve()
                gevonden = pad.is_relative_to(self._map.resolve()) and pad.is_file()
            except (OSError, ValueError):
                gevonden = False
            if not gevonden:
                raise Recordfout(f"het bestand “{naam[:100]}” staat niet naast of onder het importbestand")
            yield pad


def kort_in(tekst: str, maximum: int = SAMENVATTING_MAXIMUM) -> str:
    """The first sentence or sentences that fit, else as many words as fit."""
    if len(tekst) <= maximum:
        return tekst
    begin = tekst[: maximum + 1]
    if (punt := max(begin.rfind(teken) for teken in (". ", "! ", "? "))) > maximum // 3:
        return begin[: punt + 1]
    woorden = begin[: maximum - 1].rsplit(" ", 1)[0]
    return f"{woorden.rstrip(' ,;:-')}…"


def vingerafdruk_van(pad: Path) -> str:
    """The SHA-256 of what is in a file."""
    with pad.open("rb") as inhoud:
        return hashlib.file_digest(inhoud, "sha256").hexdigest()


def _vingerafdruk(velden: Mapping[str, Any]) -> str:
    """Of all that makes the page, with what names resolved to: a concept added later counts as a change."""
    gegevens = {
        **velden,
        "datum": str(velden["datum"]),
        "begin": str(velden["begin"]),
        "gemeente": velden["gemeente"] and velden["gemeente"].code,
        "begrippen": [f"{begrip.schema}:{begrip.slug}" for begrip in velden["begrippen"]],
        "bestanden": [(pad.name, vingerafdruk_van(pad)) for pad in velden["bestanden"]],
    }
    return hashlib.sha256(json.dumps(gegevens, sort_keys=True).encode()).hexdigest()
