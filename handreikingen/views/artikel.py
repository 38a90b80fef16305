"""One article of a version, at its own address."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from search.zicht import Zicht

if TYPE_CHECKING:
    from handreikingen.models import Onderdeel, Versie


def toon_artikel(versie: "Versie", request: HttpRequest, nummer: str) -> HttpResponse:
    """The article with its leden, toelichting, neighbours and the same article in other versions."""
    from handreikingen.artikel_source import Artikelonderwerp
    from handreikingen.models import Onderdeel

    context = versie.get_context(request)
    artikelen = [o for wortel in context["boom"] for o in _lopen(wortel) if o.soort == "artikel"]
    gekozen = [o for o in artikelen if o.nummer.lower() == nummer.lower()]
    if not gekozen:
        raise Http404("Dit artikel staat niet in deze versie.")
    artikel = gekozen[0]
    eigen = [o for o in artikelen if not o.alternatief]
    plaats = eigen.index(artikel) if artikel in eigen else None
    zicht = Zicht(versie)
    in_andere = (
        Onderdeel.objects.filter(artikel__onderdelen=artikel, alternatief=False)
        .exclude(versie=versie)
        .select_related("versie")
        .order_by("-versie__vastgesteld_op")
    )
    context.update(
        artikel=artikel,
        onderwerp=Artikelonderwerp(artikel, versie),
        alternatieven=gekozen[1:],
        vorige=eigen[plaats - 1] if plaats else None,
        volgende=eigen[plaats + 1] if plaats is not None and plaats + 1 < len(eigen) else None,
        andere_versies=[onderdeel for onderdeel in in_andere if zicht.op(onderdeel.versie)],
    )
    return TemplateResponse(request, "handreikingen/artikel.html", context)


def _lopen(onderdeel: "Onderdeel") -> list["Onderdeel"]:
    return [onderdeel, *(nakomeling for kind in onderdeel.kinderen for nakomeling in _lopen(kind))]
