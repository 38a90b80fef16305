"""What every template of the site uses: navigation, breadcrumbs, cards, dates."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.models import Page

from search.answer import Kaart
from search.boom import pad_van, voorouders
from search.models import Begrip, VindbarePagina, Wetsartikel
from search.templatetags.json_ld import json_ld

register = template.Library()

HOOFDNAVIGATIE = [
    ("Praktijkvoorbeelden", "/praktijkvoorbeelden/"),
    ("Handreikingen", "/handreikingen/"),
    ("Kantelingboekjes", "/kantelingboekjes/"),
    ("Modelverordening", "/modelverordening/"),
    ("Agenda", "/agenda/"),
    ("Het gesprek", "/het-gesprek/"),
    ("Over De Kanteling", "/over-de-kanteling/"),
]


@dataclass(frozen=True)
class Navigatieonderdeel:
    titel: str
    url: str
    huidig: str  # the value of aria-current: "page", "true" for the section one is in, or empty


@dataclass(frozen=True)
class Kaartgegevens:
    """A page in the shape that cards expect of a hit."""

    titel: str
    url: str
    soort: str
    soort_naam: str
    datum: datetime.date | None
    kaart: dict[str, Any]
    verzonnen: bool
    fragment: str = ""
    passages: tuple[Any, ...] = ()


# -- where am I ------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def hoofdnavigatie(context: template.Context) -> list[Navigatieonderdeel]:
    """The main navigation with the current section marked; the addresses are the site's lasting ones."""
    pad = _pad(context)
    return [
        Navigatieonderdeel(titel, url, "page" if pad == url else "true" if pad.startswith(url) else "")
        for titel, url in HOOFDNAVIGATIE
    ]


@register.inclusion_tag("portal/_kruimels.html", takes_context=True)
def kruimels(context: template.Context, huidig: str = "") -> dict[str, Any]:
    """Breadcrumbs: the page's ancestors, or the view's own list of (titel, url) in `kruimels`.

    `huidig` names what one looks at when that is a part of the page, such as an article of a version.
    """
    page = context.get("page")
    if isinstance(page, Page):
        lijn = [(ouder.title, pad_van(ouder)) for ouder in voorouders(page)]
        pad = [("", "/"), *lijn, *([(page.title, pad_van(page))] if pad_van(page) != "/" else [])]
    else:
        pad = [("", "/"), *(context.get("kruimels") or [])]
    if huidig:
        pad.append((huidig, _pad(context)))
    pad[0] = ("Home", "/")
    return {
        "voorafgaand": pad[:-1],
        "laatste": pad[-1][0],
        "json_ld": _kruimels_json_ld(pad) if len(pad) > 1 else "",
    }


def _kruimels_json_ld(pad: list[tuple[str, str]]) -> SafeString:
    items = [
        {"@type": "ListItem", "position": plaats, "name": titel, "item": settings.SITE_URL + url}
        for plaats, (titel, url) in enumerate(pad, start=1)
    ]
    return json_ld({"@type": "BreadcrumbList", "itemListElement": items})


@register.simple_tag(takes_context=True)
def canoniek_pad(context: template.Context) -> str:
    """The path of this page without filters and sorting; only the pages of a list are addresses of their own."""
    request = context.get("request")
    nummer = request.GET.get("pagina", "") if request else ""
    return _pad(context) + (f"?pagina={nummer}" if nummer.isascii() and nummer.isdigit() and nummer != "1" else "")


@register.simple_tag
def site_json_ld() -> SafeString:
    """The site as a whole, and how to search it."""
    zoeken = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": settings.SITE_URL + "/zoeken/?q={zoekterm}"},
        "query-input": "required name=zoekterm",
    }
    return json_ld(
        {
            "@type": "WebSite",
            "name": settings.WAGTAIL_SITE_NAME,
            "url": f"{settings.SITE_URL}/",
            "inLanguage": "nl",
            "potentialAction": zoeken,
        }
    )


def _pad(context: template.Context) -> str:
    request = context.get("request")
    return request.path if request else "/"


@register.filter
def pad(page: Page) -> str:
    return pad_van(page)


# -- icons -----------------------------------------------------------------------------------------


@register.simple_tag
def icoon(naam: str) -> SafeString:
    """An icon, for where many stand on a page: looked up instead of rendered each time."""
    return _icoon(naam)


@lru_cache(maxsize=100)
def _icoon(naam: str) -> SafeString:
    return mark_safe(render_to_string("portal/icoon.html", {"naam": naam}).strip())  # noqa: S308 - a template's output


# -- cards -----------------------------------------------------------------------------------------


@register.simple_tag
def kaart(page: VindbarePagina, niveau: int = 3) -> SafeString:
    """The card of a page object, as in a list of its kind."""
    gegevens = Kaartgegevens(
        titel=page.title,
        url=page.pad,
        soort=page.soort,
        soort_naam=soortnaam(type(page)),
        datum=page.publicatiedatum,
        kaart=Kaart(page.kaart()),
        verzonnen=page.verzonnen,
    )
    return render_to_string(page.kaart_template, {"treffer": gegevens, "niveau": niveau, "soorten": (page.soort,)})


@register.simple_tag
def begrippen_van(page: VindbarePagina, schema: str) -> list[Begrip]:
    """The concepts of one scheme that a page has; one query for all schemes together."""
    return page.begrippen_van(schema)


@register.simple_tag
def wetsartikelen_van(page: VindbarePagina) -> list[Wetsartikel]:
    """The articles of law that a page cites, with their laws in the same query."""
    return page.alle_wetsartikelen


@register.filter
def soortnaam(model: type[Page]) -> str:
    """Kantelingboekje, Handreiking: what a kind of page is called."""
    return capfirst(model._meta.verbose_name)


@register.filter
def op_nummer(artikelen: Iterable[Any]) -> list[Any]:
    """Things with a number such as 2.3.2 or 4a in the order in which people count."""
    return sorted(artikelen, key=lambda a: [(int(n or 0), w) for n, w in re.findall(r"(\d*)(\D*)", a.nummer)])


# -- dates -----------------------------------------------------------------------------------------


@register.filter
def moment(waarde: Any) -> datetime.date | datetime.datetime | None:
    """A date or local moment, also from the ISO text that search keeps."""
    if isinstance(waarde, str):
        waarde = parse_datetime(waarde) if "T" in waarde else parse_date(waarde)
    if isinstance(waarde, datetime.datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde if isinstance(waarde, datetime.date) else None


@register.filter
def datum(waarde: Any) -> str:
    """21 november 2014, in a time element."""
    dag = moment(waarde)
    return _datum(dag.year, dag.month, dag.day) if dag else ""


@lru_cache(maxsize=10_000)
def _datum(jaar: int, maand: int, dag: int) -> SafeString:
    op = datetime.date(jaar, maand, dag)
    return format_html('<time datetime="{}">{}</time>', f"{op:%Y-%m-%d}", date_format(op, "j F Y"))


@register.simple_tag
def wanneer(begin: Any, einde: Any) -> SafeString:
    """When something takes place: one day with its hours, or the first and the last day."""
    van, tot = moment(begin), moment(einde)
    if not isinstance(van, datetime.datetime) or not isinstance(tot, datetime.datetime):
        return mark_safe("")
    dag = date_format(van, "l j F Y")
    if van.date() == tot.date():
        tekst = f"{dag}, {van:%H.%M} tot {tot:%H.%M} uur"
    else:
        tekst = f"{dag}, {van:%H.%M} uur, tot en met {date_format(tot, 'l j F Y')}, {tot:%H.%M} uur"
    return format_html('<time datetime="{}">{}</time>', van.isoformat(timespec="minutes"), tekst)
