"""Fill a version of a modelverordening with the text of a regeling."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from handreikingen.models import Artikel, Onderdeel, Versie
from handreikingen.regelingtekst import Knoop, Regeling, Soort
from search.actions.index_wijziging import meld_wijzigingen


@transaction.atomic
def vul_versie(
    versie: Versie, regeling: Regeling, *, vorige: Versie | None = None, herkomst: Mapping[str, str] | None = None
) -> int:
    """Replace the text of `versie` by `regeling`; returns the number of nodes.

    An article is the same as the one of `vorige` with the same number, or with the number that `herkomst`
    names (number here -> number there; "" for an article that is new although the number was taken).
    """
    versie.onderdelen.all().delete()
    identiteiten = _Identiteiten(versie, vorige, herkomst or {})
    plaatsen = {id(knoop): plaats for plaats, knoop in enumerate(regeling.lopen(), start=1)}
    laag: list[tuple[Knoop, Onderdeel | None]] = [(knoop, None) for knoop in regeling.knopen]
    while laag:  # by level, so that parents have their key and each level is one insert
        onderdelen = [
            _onderdeel(versie, knoop, ouder, plaatsen[id(knoop)], identiteiten.van(knoop)) for knoop, ouder in laag
        ]
        Onderdeel.objects.bulk_create(onderdelen)
        laag = [
            (kind, onderdeel) for (knoop, _), onderdeel in zip(laag, onderdelen, strict=True) for kind in knoop.kinderen
        ]
    artikelen = versie.onderdelen.filter(soort=Soort.ARTIKEL, alternatief=False)
    meld_wijzigingen("artikel", artikelen.values_list("pk", flat=True))
    return len(plaatsen)


def _onderdeel(
    versie: Versie, knoop: Knoop, ouder: Onderdeel | None, volgorde: int, artikel: Artikel | None
) -> Onderdeel:
    return Onderdeel(
        versie=versie,
        ouder=ouder,
        volgorde=volgorde,
        soort=knoop.soort.value,
        nummer=knoop.nummer,
        opschrift=knoop.opschrift,
        tekst=knoop.tekst,
        noot=knoop.noot,
        toelichting=knoop.toelichting,
        facultatief=knoop.facultatief,
        alternatief=knoop.alternatief,
        artikel=artikel,
    )


class _Identiteiten:
    """Finds the lasting identity of each article of one version, and makes those that are new."""

    def __init__(self, versie: Versie, vorige: Versie | None, herkomst: Mapping[str, str]) -> None:
        self._herkomst = herkomst
        self._modelverordening = versie.get_parent().specific
        self._bezet = set(
            Artikel.objects.filter(modelverordening=self._modelverordening).values_list("sleutel", flat=True)
        )
        self._per_nummer: dict[str, Artikel] = {}
        self._vorige: dict[str, Artikel | None] = {}
        if vorige:
            artikelen = vorige.onderdelen.filter(soort=Soort.ARTIKEL, alternatief=False).select_related("artikel")
            self._vorige = {onderdeel.nummer: onderdeel.artikel for onderdeel in artikelen}

    def van(self, knoop: Knoop) -> Artikel | None:
        """None for what is no article; an alternative shares that of the article it is an alternative to."""
        if knoop.soort is not Soort.ARTIKEL:
            return None
        if knoop.alternatief and knoop.nummer in self._per_nummer:
            return self._per_nummer[knoop.nummer]
        artikel = self._vorige.get(self._herkomst.get(knoop.nummer, knoop.nummer)) or self._nieuw(knoop)
        self._per_nummer[knoop.nummer] = artikel
        return artikel

    def _nieuw(self, knoop: Knoop) -> Artikel:
        basis = slugify(f"{knoop.nummer} {knoop.opschrift}")[:100] or "artikel"
        keuzes = (basis, *(f"{basis}-{volgnummer}" for volgnummer in range(2, len(self._bezet) + 3)))
        sleutel = next(keuze for keuze in keuzes if keuze not in self._bezet)
        self._bezet.add(sleutel)
        return Artikel.objects.create(modelverordening=self._modelverordening, sleutel=sleutel)
