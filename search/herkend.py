"""What a question names, shown above its results: a concept and its neighbours, gemeenten, articles of law."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from gemeenten.models import Gemeente
from search.document import MODELVERORDENING
from search.facets import VERWIJZING
from search.labels import Labels
from search.models import Begrip, Wetsartikel
from search.models.begrip import Schema
from search.query import Zoekvraag
from search.understanding import Understood

_MOST = 2  # gemeenten, and articles: of more it names none in particular
_MOST_NARROWER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijzing:
    """A link to what was recognised."""

    label: str
    url: str
    uitleg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HerkendBegrip(Verwijzing):
    breder: Verwijzing | None = None
    smaller: Sequence[Verwijzing] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkend:
    begrip: HerkendBegrip | None = None
    gemeenten: Sequence[Verwijzing] = ()
    artikelen: Sequence[Verwijzing] = ()


def herkend(vraag: Zoekvraag, understood: Understood, labels: Labels) -> Herkend | None:
    """None where the question names nothing, or only what the page is about already."""
    begrip = None
    if understood.begrip and understood.begrip[1] not in vraag.begrippen.get(understood.begrip[0], ()):
        begrip = _known(labels).begrippen.get(understood.begrip)
    gemeenten = [
        _known(labels).gemeenten[code]
        for code in understood.gemeenten
        if code not in vraag.gemeenten and code in _known(labels).gemeenten
    ][:_MOST]
    cited = [
        value
        for group in understood.groups
        for match in group.meant
        if match.facet == VERWIJZING
        for value in match.values
    ]
    artikelen = _articles(cited) if cited else ()
    if artikelen and understood.begrip and understood.begrip[0] == Schema.WETTELIJK_KADER:
        begrip = None  # the article says which law it is of
    if begrip is None and not gemeenten and not artikelen:
        return None
    return Herkend(begrip=begrip, gemeenten=gemeenten, artikelen=artikelen)


# -- concepts and gemeenten: read once, until names change -----------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    labels: Labels
    begrippen: Mapping[tuple[str, str], HerkendBegrip]
    gemeenten: Mapping[str, Verwijzing]


_kept: _Known | None = None


def _known(labels: Labels) -> _Known:
    global _kept
    if _kept is None or _kept.labels is not labels:
        _kept = _Known(labels, dict(_concepts()), dict(_gemeenten()))
    return _kept


def _concepts() -> Iterator[tuple[tuple[str, str], HerkendBegrip]]:
    begrippen = list(Begrip.objects.select_related("breder"))
    narrower: dict[int, list[Verwijzing]] = {}
    for begrip in begrippen:
        if begrip.breder_id:
            narrower.setdefault(begrip.breder_id, []).append(_link(begrip))
    for begrip in begrippen:
        yield (
            (begrip.schema, begrip.slug),
            HerkendBegrip(
                label=begrip.label,
                url=begrip.get_absolute_url(),
                uitleg=begrip.definitie,
                breder=_link(begrip.breder) if begrip.breder else None,
                smaller=narrower.get(begrip.pk, [])[:_MOST_NARROWER],
            ),
        )


def _link(begrip: Begrip) -> Verwijzing:
    return Verwijzing(label=begrip.label, url=begrip.get_absolute_url())


def _gemeenten() -> Iterator[tuple[str, Verwijzing]]:
    for code, naam, slug in Gemeente.objects.order_by().values_list("code", "naam", "slug"):
        yield code, Verwijzing(label=naam, url=reverse("gemeente", args=[slug]))


# -- articles --------------------------------------------------------------------------------------


def _articles(cited: Iterable[str]) -> list[Verwijzing]:
    """The articles of laws there are; of one law any article, for search need not know it to point at it."""
    places = [(law, number) for law, _, number in (value.partition(":") for value in cited) if law != MODELVERORDENING]
    known = Q()
    for law, number in places:
        known |= Q(wet__slug=law, nummer__iexact=number)
    found = list(Wetsartikel.objects.filter(known).select_related("wet")) if places else []
    if not found and len(places) == 1:
        law, number = places[0]
        laws = Begrip.objects.van(Schema.WETTELIJK_KADER).filter(slug=law)
        found = [Wetsartikel(wet=wet, nummer=number) for wet in laws]
    return [
        Verwijzing(label=str(artikel), url=artikel.link, uitleg=artikel.omschrijving)
        for artikel in found[:_MOST]
        if artikel.link
    ]
