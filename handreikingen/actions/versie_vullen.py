"""Fill a version of a modelverordening with the text of a regeling."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from handreikingen.models import Artikel, Onderdeel, Versie
from handreikingen.regelingtekst import Knoop, Regeling, Soort


@transaction.atomic
def vul_versie(
    versie: Versie, regeling: Regeling, *, vorige: Versie | None = None, herkomst: Mapping[str, str] | None = None
) -> int:
    """Replace the text of `versie` by `regeling`; returns the number of nodes.

    An article is the same as the one of `vorige` with the same number, or with the number that `herkomst`
    names (number here -> number there; "" for an article that is new although the number was taken).
    """
    versie.onderdelen.all().delete()
    vulling = _Vulling(versie, vorige, herkomst or {})
    for knoop in regeling.knopen:
        vulling.voeg_toe(knoop, None)
    return vulling.volgorde


class _Vulling:
    """One run of filling: counts the places and finds the identity of each article."""

    def __init__(self, versie: Versie, vorige: Versie | None, herkomst: Mapping[str, str]) -> None:
        self.versie = versie
        self.modelverordening = versie.get_parent().specific
        self.herkomst = herkomst
        self.volgorde = 0
        self.per_nummer: dict[str, Artikel] = {}
        self.vorige_artikelen = (
            {
                onderdeel.nummer: onderdeel.artikel
                for onderdeel in vorige.onderdelen.filter(soort=Soort.ARTIKEL, alternatief=False).select_related(
                    "artikel"
                )
            }
            if vorige
            else {}
        )

    def voeg_toe(self, knoop: Knoop, ouder: Onderdeel | None) -> None:
        self.volgorde += 1
        onderdeel = Onderdeel.objects.create(
            versie=self.versie,
            ouder=ouder,
            volgorde=self.volgorde,
            soort=knoop.soort.value,
            nummer=knoop.nummer,
            opschrift=knoop.opschrift,
            tekst=knoop.tekst,
            noot=knoop.noot,
            toelichting=knoop.toelichting,
            facultatief=knoop.facultatief,
            alternatief=knoop.alternatief,
            artikel=self._identiteit(knoop) if knoop.soort is Soort.ARTIKEL else None,
        )
        for kind in knoop.kinderen:
            self.voeg_toe(kind, onderdeel)

    def _identiteit(self, knoop: Knoop) -> Artikel:
        """The lasting identity; an alternative shares that of the article it is an alternative to."""
        if knoop.alternatief and knoop.nummer in self.per_nummer:
            return self.per_nummer[knoop.nummer]
        artikel = self.vorige_artikelen.get(self.herkomst.get(knoop.nummer, knoop.nummer))
        if artikel is None:
            artikel = self._nieuw_artikel(knoop)
        self.per_nummer[knoop.nummer] = artikel
        return artikel

    def _nieuw_artikel(self, knoop: Knoop) -> Artikel:
        basis = slugify(f"{knoop.nummer} {knoop.opschrift}")[:100] or "artikel"
        bezet = set(
            Artikel.objects.filter(modelverordening=self.modelverordening, sleutel__startswith=basis).values_list(
                "sleutel", flat=True
            )
        )
        sleutel = next(s for s in (basis, *(f"{basis}-{n}" for n in range(2, len(bezet) + 3))) if s not in bezet)
        return Artikel.objects.create(modelverordening=self.modelverordening, sleutel=sleutel)
