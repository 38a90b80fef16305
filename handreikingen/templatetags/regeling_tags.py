"""The plain text of a regeling as HTML."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from handreikingen.regelingtekst.knoop import alineas

register = template.Library()

_CURSIEF = re.compile(r"\*([^*\n]+)\*")
_TABELSTREEP = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


@register.filter
def regeltekst(tekst: str) -> SafeString:
    """Paragraphs, `*cursief*`, kept line breaks and tables; everything else is escaped."""
    return mark_safe("\n".join(_alinea(alinea) for alinea in alineas(tekst)))  # noqa: S308 - each part is escaped


@register.filter
def met_punt(nummer: str) -> str:
    """The number of a lid or onderdeel as it is printed: "1." and "a.", but a bare dash."""
    return nummer if nummer in {"", "–"} else f"{nummer}."


def _alinea(alinea: str) -> str:
    regels = alinea.splitlines()
    if all(regel.startswith("|") for regel in regels):
        return _tabel(regels)
    return format_html("<p>{}</p>", mark_safe("<br>".join(map(_regel, regels))))  # noqa: S308 - each part is escaped


def _regel(regel: str) -> str:
    return _CURSIEF.sub(r"<em>\1</em>", conditional_escape(regel))


def _tabel(regels: list[str]) -> SafeString:
    """A table; with a line of dashes under the first row that row holds the headings."""
    heeft_kop = len(regels) > 1 and _TABELSTREEP.fullmatch(regels[1].strip()) is not None
    rijen = [_rij(regel, "td") for regel in regels if not _TABELSTREEP.fullmatch(regel.strip())]
    if heeft_kop:
        rijen[0] = _rij(regels[0], "th")
    inhoud = format_html_join("", "<tr>{}</tr>", ((rij,) for rij in rijen))
    vak = '<div class="tabelvak" role="region" aria-label="Tabel" tabindex="0"><table>{}</table></div>'
    return format_html(vak, inhoud)


def _rij(regel: str, cel: str) -> SafeString:
    teksten = (mark_safe(_regel(tekst.strip())) for tekst in regel.strip().strip("|").split("|"))  # noqa: S308
    return format_html_join("", f"<{cel}>{{}}</{cel}>", ((tekst,) for tekst in teksten))
