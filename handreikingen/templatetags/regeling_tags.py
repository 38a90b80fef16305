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
    rijen = [regel.strip("| ").split("|") for regel in regels if not _TABELSTREEP.fullmatch(regel.strip())]
    cellen = [format_html_join("", "<td>{}</td>", ((mark_safe(_regel(c.strip())),) for c in rij)) for rij in rijen]  # noqa: S308
    inhoud = format_html_join("", "<tr>{}</tr>", ((rij,) for rij in cellen))
    return format_html('<div class="tabelvak" tabindex="0"><table><tbody>{}</tbody></table></div>', inhoud)
