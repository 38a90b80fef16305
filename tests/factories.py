"""Small real content for tests: the tree of pages, and things in it that are complete enough to be published."""

import datetime
import uuid
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page, Site

from bestanden.models import Bestand, Bestandspagina
from gemeenten.models import Gemeente, Provincie
from handreikingen.models import Handreiking, HandreikingBijlage, HandreikingenOverzicht
from portal.models import AlgemenePagina, Startpagina
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldenOverzicht
from search.models import Begrip, Schema


def startpagina() -> Startpagina:
    """The start page, made once, as the root of the one site."""
    pagina = Startpagina.objects.first()
    if pagina is None:
        wortel = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        for ander in wortel.get_children():
            ander.delete()
        wortel.refresh_from_db()
        pagina = wortel.add_child(
            instance=Startpagina(title="De Kanteling", slug="start", kop="Kop", inleiding="Hier.")
        )
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=pagina, is_default_site=True)
    return pagina


def overzicht(model: type[Page], slug: str) -> Any:
    """A list page, made once."""
    pagina = model.objects.first()
    if pagina is None:
        pagina = startpagina().add_child(instance=model(title=slug.capitalize(), slug=slug))
    pagina.refresh_from_db()
    return pagina


def begrip(label: str = "Mantelzorg", schema: str = Schema.THEMA, **velden: Any) -> Begrip:
    slug = velden.pop("slug", label.lower().replace(" ", "-"))
    return Begrip.objects.get_or_create(schema=schema, slug=slug, defaults={"label": label, **velden})[0]


def gemeente(naam: str = "Losser", code: str = "GM0168", **velden: Any) -> Gemeente:
    waarden = {
        "naam": naam,
        "slug": naam.lower().replace(" ", "-"),
        "provincie": Provincie.OVERIJSSEL,
        "breedtegraad": 52.26,
        "lengtegraad": 7.0,
        "grootte": Gemeente.Grootte.KLEIN,
        **velden,
    }
    return Gemeente.objects.get_or_create(code=code, defaults=waarden)[0]


def praktijkvoorbeeld(titel: str = "Praktijkvoorbeeld", **velden: Any) -> Praktijkvoorbeeld:
    """A live praktijkvoorbeeld; `begrippen` and `partnergemeenten` may be given as lists."""
    begrippen = velden.pop("begrippen", None)
    partners = velden.pop("partnergemeenten", [])
    pagina = Praktijkvoorbeeld(**_pagina(titel, velden), archief=velden.pop("archief", True), **velden)
    pagina.begrippen = begrippen if begrippen is not None else [begrip()]
    pagina.partnergemeenten = partners
    overzicht(PraktijkvoorbeeldenOverzicht, "praktijkvoorbeelden").add_child(instance=pagina)
    return pagina


def handreiking(titel: str = "Handreiking", bijlagen: tuple[Bestand, ...] = (), **velden: Any) -> Handreiking:
    begrippen = velden.pop("begrippen", None)
    pagina = Handreiking(**_pagina(titel, velden), **velden)
    pagina.begrippen = begrippen if begrippen is not None else [begrip()]
    pagina.bijlagen = [HandreikingBijlage(bestand=bestand) for bestand in bijlagen]
    overzicht(HandreikingenOverzicht, "handreikingen").add_child(instance=pagina)
    return pagina


def algemene_pagina(titel: str = "Pagina", **velden: Any) -> AlgemenePagina:
    pagina = AlgemenePagina(**_pagina(titel, velden), **velden)
    ouder = startpagina()
    ouder.refresh_from_db()
    ouder.add_child(instance=pagina)
    return pagina


def bestand(titel: str = "Verslag", paginas: tuple[str, ...] = ()) -> Bestand:
    """A document whose pages were read."""
    document = Bestand(title=titel, tekststand=Bestand.Tekststand.GELEZEN, paginas_aantal=len(paginas))
    document.file.save(f"bestand-{uuid.uuid4().hex[:12]}.pdf", ContentFile(b"%PDF-1.4"), save=False)
    document.save()
    Bestandspagina.objects.filter(bestand=document).delete()
    Bestandspagina.objects.bulk_create(
        Bestandspagina(bestand=document, nummer=at, tekst=tekst) for at, tekst in enumerate(paginas, 1)
    )
    Bestand.objects.filter(pk=document.pk).update(tekststand=Bestand.Tekststand.GELEZEN, paginas_aantal=len(paginas))
    return document


def _pagina(titel: str, velden: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": titel,
        "slug": velden.pop("slug", f"pagina-{uuid.uuid4().hex[:12]}"),
        "samenvatting": velden.pop("samenvatting", "Een korte samenvatting."),
        "publicatiedatum": velden.pop("publicatiedatum", datetime.date(2014, 11, 21)),
        "live": velden.pop("live", True),
    }
