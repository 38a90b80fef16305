"""The skeleton of the site: start page and overview pages, made once."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from bijeenkomsten.models import Agenda, SprekersOverzicht
from handreikingen.models import HandreikingenOverzicht, KantelingboekjesOverzicht, ModelverordeningenOverzicht
from portal.models import Startpagina
from praktijkvoorbeelden.models import PraktijkvoorbeeldenOverzicht

KOP = "Van claim naar resultaat"
INLEIDING = (
    "Bij De Kanteling kijken gemeenten eerst wat iemand wil bereiken. Daarna pas wie of wat daarbij kan helpen. "
    "Hier leest u hoe andere gemeenten dat doen, en deelt u wat bij u werkt."
)


@dataclass(frozen=True)
class _Tak:
    model: type[Page]
    titel: str
    inleiding: str


TAKKEN = [
    _Tak(
        PraktijkvoorbeeldenOverzicht,
        "Praktijkvoorbeelden",
        "Wat gemeenten deden, wat het opleverde en wat zij een volgende keer anders doen.",
    ),
    _Tak(HandreikingenOverzicht, "Handreikingen", "Stap voor stap hulp bij de taken van de gemeente in de Wmo."),
    _Tak(KantelingboekjesOverzicht, "Kantelingboekjes", "Korte boekjes over kantelen, om in één keer uit te lezen."),
    _Tak(
        ModelverordeningenOverzicht,
        "Modelverordening",
        "Een voorbeeld dat een gemeente kan gebruiken voor haar eigen verordening. Elke versie blijft bewaard.",
    ),
    _Tak(Agenda, "Agenda", "Bijeenkomsten waar u anderen ontmoet die kantelen, en wat er eerder werd besproken."),
    _Tak(SprekersOverzicht, "Sprekers", "Mensen die bij u komen vertellen hoe zij het doen."),
]


@transaction.atomic
def bouw_site() -> Startpagina:
    """Return the start page; make it and the missing overview pages if they are not there."""
    start = Startpagina.objects.first() or _maak_startpagina()
    for tak in TAKKEN:
        if not tak.model.objects.child_of(start).exists():
            start.add_child(instance=tak.model(title=tak.titel, slug=slugify(tak.titel), inleiding=tak.inleiding))
    return start


def _maak_startpagina() -> Startpagina:
    wortel = Page.objects.get(depth=1)
    start: Startpagina = wortel.add_child(
        instance=Startpagina(title="De Kanteling", slug="kanteling", kop=KOP, inleiding=INLEIDING)
    )
    adres = settings.SITE_URL.removeprefix("https://").removeprefix("http://")
    host, _, poort = adres.partition(":")
    standaard = 443 if settings.SITE_URL.startswith("https://") else 80
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host,
            "port": int(poort or standaard),
            "root_page": start,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    # The page that Wagtail's own migrations put there.
    Page.objects.child_of(wortel).filter(slug="home", content_type__model="page").delete()
    return start
