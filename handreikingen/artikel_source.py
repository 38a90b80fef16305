"""The articles of the versions of modelverordeningen, as documents for search."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from django.db.models import QuerySet

from handreikingen.models import Onderdeel, Versie
from handreikingen.regelingtekst import Soort
from search.document import MODELVERORDENING, SearchDocument, artikelverwijzing
from search.models import Schema
from search.zicht import openbaar, openbare_sleutels


@dataclass(frozen=True)
class Artikelonderwerp:
    """One article of a version, for what belongs with it. What its version is about says little of the article."""

    artikel: Onderdeel  # out of the tree of its version: with what is below it
    versie: Versie
    verwante_soorten: ClassVar[tuple[str, ...]] = Versie.verwante_soorten

    @property
    def verwant_sleutel(self) -> str:
        return f"artikel-{self.artikel.pk}-{self.versie.verwant_sleutel}"

    def zoekkern(self) -> SearchDocument:
        return _kern(self.artikel, self.versie, _tekst(self.artikel, {}))


class ArtikelSource:
    """One document for each article of each live, public version; an alternative belongs to its article."""

    naam = "artikel"

    def keys(self) -> Iterator[int]:
        openbare_versies = openbaar(Versie.objects.all())
        return _artikelen().filter(versie__in=openbare_versies).order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument]]]:
        gevraagd = list(keys)
        gevonden = {artikel.pk: artikel for artikel in _artikelen().filter(pk__in=self.public(gevraagd))}
        versies = {
            versie.pk: versie
            for versie in Versie.objects.filter(pk__in={a.versie_id for a in gevonden.values()}).prefetch_related(
                "begrippen"
            )
        }
        teksten = {pk: _teksten(versie) for pk, versie in versies.items()}
        for sleutel in gevraagd:
            artikel = gevonden.get(sleutel)
            if artikel is None:
                yield sleutel, []
            else:
                yield sleutel, [_document(artikel, versies[artikel.versie_id], teksten[artikel.versie_id][sleutel])]

    def public(self, keys: Iterable[int]) -> set[int]:
        """Which of these are live and public at this moment."""
        versies = dict(_artikelen().filter(pk__in=list(keys)).values_list("pk", "versie_id"))
        openbare_versies = openbare_sleutels(set(versies.values()))
        return {artikel for artikel, versie in versies.items() if versie in openbare_versies}


def _artikelen() -> QuerySet[Onderdeel]:
    return Onderdeel.objects.filter(soort=Soort.ARTIKEL, alternatief=False)


def _teksten(versie: Versie) -> dict[int, str]:
    """The whole text of each article of a version, its leden, onderdelen and toelichting included."""
    teksten: dict[int, str] = {}
    for wortel in versie.boom():
        _tekst(wortel, teksten)
    return teksten


def _tekst(onderdeel: Onderdeel, teksten: dict[int, str]) -> str:
    """The text of a part and all below it; those of articles are kept in `teksten`."""
    delen = [
        onderdeel.opschrift,
        onderdeel.tekst,
        *(_tekst(kind, teksten) for kind in onderdeel.kinderen),
        onderdeel.toelichting,
    ]
    tekst = "\n".join(deel for deel in delen if deel)
    if onderdeel.soort == Soort.ARTIKEL:
        teksten[onderdeel.pk] = tekst
    return tekst


def _kern(artikel: Onderdeel, versie: Versie, tekst: str) -> SearchDocument:
    return SearchDocument(
        id=f"artikel-{artikel.pk}",
        soort="artikel",
        titel=f"Artikel {artikel.nummer} {artikel.opschrift}".strip(),
        url=f"{versie.pad}artikel-{artikel.nummer}/",
        tekst=tekst,
        verwijzingen=(artikelverwijzing(MODELVERORDENING, artikel.nummer),),
    )


def _document(artikel: Onderdeel, versie: Versie, tekst: str) -> SearchDocument:
    begrippen: dict[str, tuple[str, ...]] = {
        schema: tuple(b.slug for b in versie.begrippen_van(schema)) for schema in Schema.values
    }
    return replace(
        _kern(artikel, versie, tekst),
        datum=versie.vastgesteld_op,
        verschenen=versie.first_published_at,
        begrippen={schema: slugs for schema, slugs in begrippen.items() if slugs},
        verzonnen=versie.verzonnen,
        kaart={
            "samenvatting": versie.naam,
            "modelverordening": versie.naam,
            "status": versie.get_status_display(),
            "datum_weergave": versie.datum_weergave,
        },
    )
