"""What may be meant by the beginning of a query: pages, concepts, gemeenten and what others searched for."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.urls import reverse

from gemeenten.models import Gemeente
from search.answer import no_longer_public, still_public
from search.engines import get_engine
from search.engines.contract import EngineQuery, EngineUnavailable
from search.engines.patience import within
from search.kinds import kind
from search.labels import Labels, labels
from search.language.compounds import splitter_for
from search.language.tokens import tokens, words
from search.models.begrip import Begrip, Schema
from search.names import Name, name_of
from search.query import LONGEST_QUERY, Zoekvraag
from search.query_report.popular import popular_queries
from search.understanding import groups_of

logger = logging.getLogger(__name__)

SHORTEST = 2  # letters: of one there is too much
MOST_WORDS = 8
MOST = 8
MOST_SEARCHED, MOST_CONCEPTS, MOST_GEMEENTEN = 2, 3, 2
_PATIENCE = 0.5  # seconds for the engine, however often it is asked: who types has typed on by then
_MEESTE_GEPROEFD = 6  # counted together: one question to the engine for each made it three times as slow
SPARE_TITLES = 12  # asked of the engine, for those that turn out to be withdrawn or blocked


@dataclass(frozen=True, slots=True)
class Voorstel:
    tekst: str
    url: str
    bij: str = ""  # what kind of thing it is


@dataclass(frozen=True, slots=True)
class Groep:
    naam: str
    voorstellen: Sequence[Voorstel]


@dataclass(frozen=True, slots=True)
class _Bekend:
    """A concept or gemeente with the names it goes by, its own first."""

    voorstel: Voorstel
    namen: tuple[tuple[str, tuple[str, ...]], ...]  # as written and as words


@dataclass(frozen=True, slots=True)
class _Index:
    begrippen: Sequence[_Bekend]
    gemeenten: Sequence[_Bekend]


def stel_voor(q: str) -> list[Groep]:
    """At most eight suggestions, by group; nothing that readers can't open, nothing that editors blocked."""
    getypt = tokens(q[:LONGEST_QUERY])[:MOST_WORDS]
    if len("".join(getypt)) < SHORTEST:
        return []
    namen = labels()
    index, sturing = _index_of(namen), namen.sturing

    def toegestaan(voorstellen: Iterable[Voorstel], hoogstens: int) -> list[Voorstel]:
        gevonden: list[Voorstel] = []
        for voorstel in voorstellen:
            if len(gevonden) == hoogstens:
                break
            if not sturing.blokkeert(voorstel.tekst):
                gevonden.append(voorstel)
        return gevonden

    begrippen = toegestaan(_passend(index.begrippen, getypt), MOST_CONCEPTS)
    gemeenten = toegestaan(_passend(index.gemeenten, getypt), MOST_GEMEENTEN)
    gezocht: list[Voorstel] = []
    titels: list[Voorstel] = []
    try:
        with within(_PATIENCE):
            gezocht = toegestaan(_gezocht(getypt, namen), MOST_SEARCHED)
            over = MOST - len(begrippen) - len(gemeenten) - len(gezocht)
            titels = toegestaan(_titels(getypt), over)
    except EngineUnavailable as error:
        logger.warning("Suggesties zonder zoekmachine: %s", error)
    groepen = [
        Groep("Veel gezocht", gezocht),
        Groep("Onderwerpen", begrippen),
        Groep("Gemeenten", gemeenten),
        Groep("Pagina’s", titels),
    ]
    return [groep for groep in groepen if groep.voorstellen]


def _titels(getypt: Sequence[str]) -> Iterator[Voorstel]:
    """Titles of what is public now: the index may lag behind. Of equal titles the first."""
    gezien = set()
    for hit in still_public(get_engine().complete(getypt, SPARE_TITLES)):
        if (hit.titel, hit.soort) not in gezien:
            gezien.add((hit.titel, hit.soort))
            yield Voorstel(hit.titel, hit.url, kind(hit.soort).name)


def _gezocht(getypt: Sequence[str], namen: Labels) -> Iterator[Voorstel]:
    """Queries that others asked. Of words of the collection only, so that nobody puts other words in our mouth, and
    only what finds something that is public now."""
    engine = get_engine()
    woorden = engine.vocabulary()
    passend = (
        vraag
        for vraag in popular_queries()
        if _plaats(getypt, tokens(vraag)) is not None
        and all(woord in woorden or woord in namen.words for woord in words(vraag))
    )
    groepen = {vraag: groups_of(vraag, splitter_for(woorden), namen) for vraag in islice(passend, _MEESTE_GEPROEFD)}
    vragen = [vraag for vraag, groups in groepen.items() if groups]
    weg = no_longer_public() if vragen else ()
    aantallen = engine.totals(
        [EngineQuery(groups=groepen[vraag], minimum=len(groepen[vraag]), without=weg) for vraag in vragen]
    )
    for vraag, aantal in zip(vragen, aantallen, strict=True):
        if aantal:
            yield Voorstel(vraag, reverse("zoeken") + Zoekvraag(q=vraag).adres())


def _passend(bekenden: Iterable[_Bekend], getypt: Sequence[str]) -> Iterator[Voorstel]:
    """Own names before other names, and what begins with the words before what has them further on."""
    gevonden = [(rang, voorstel) for bekend in bekenden for rang, voorstel in _als_het_past(bekend, getypt)]
    return (voorstel for _, voorstel in sorted(gevonden, key=lambda paar: (paar[0], paar[1].tekst)))


def _als_het_past(bekend: _Bekend, getypt: Sequence[str]) -> Iterator[tuple[tuple[bool, int], Voorstel]]:
    """By the first of its names that fits; which one that is the reader sees."""
    for ander, (geschreven, naam) in enumerate(bekend.namen):
        if (plaats := _plaats(getypt, naam)) is not None:
            voorstel = bekend.voorstel
            if ander and geschreven:
                voorstel = replace(voorstel, bij=f"{voorstel.bij}, ook: {geschreven}")
            yield (ander > 0, plaats), voorstel
            return


def _plaats(getypt: Sequence[str], naam: Sequence[str]) -> int | None:
    """Which word of the name begins with the first one typed; None when some word typed begins none of them."""
    if not all(any(woord.startswith(begin) for woord in naam) for begin in getypt):
        return None
    return next(at for at, woord in enumerate(naam) if woord.startswith(getypt[0]))


_kept: tuple[Labels, _Index] | None = None


def _index_of(namen: Labels) -> _Index:
    """Made once for the names as they are; a process has other ones as soon as something changed in them."""
    global _kept
    if _kept is None or _kept[0] is not namen:
        _kept = (namen, _Index(list(_begrippen()), list(_gemeenten(namen))))
    return _kept[1]


def _begrippen() -> Iterator[_Bekend]:
    for begrip in Begrip.objects.order_by("volgorde", "label"):
        andere = [*begrip.alternatieve_labels, begrip.afkorting]
        yield _Bekend(
            Voorstel(begrip.label, begrip.get_absolute_url(), Schema(begrip.schema).label),
            tuple((naam, tuple(tokens(naam))) for naam in (begrip.label, *andere) if naam),
        )


def _gemeenten(namen: Labels) -> Iterator[_Bekend]:
    """By all they are called; what is the official name of one of them leads to that one only."""
    gemeenten = list(Gemeente.objects.order_by("naam"))
    officieel = {name_of(gemeente.naam) for gemeente in gemeenten}
    bijnamen: dict[str, list[Name]] = {}
    for naam, bedoeld in namen.places.items():
        for facet, codes in bedoeld:
            if facet == "gemeente" and naam not in officieel:
                for code in codes:
                    bijnamen.setdefault(code, []).append(naam)
    for gemeente in gemeenten:
        bij = "Opgeheven gemeente" if gemeente.opgeheven_op else f"Gemeente in {gemeente.get_provincie_display()}"
        yield _Bekend(
            Voorstel(gemeente.naam, gemeente.get_absolute_url(), bij),
            ((gemeente.naam, tuple(tokens(gemeente.naam))), *(("", naam) for naam in bijnamen.get(gemeente.code, ()))),
        )
