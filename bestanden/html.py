"""HTML from outside made safe and plain: a short list of tags, no styling, no scripts, no words lost."""

import html as html_tekens
import re

import nh3

KOPPEN = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABEL = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_TOEGESTAAN = {
    *KOPPEN,
    *_TABEL,
    *("p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "a", "blockquote", "sup", "sub"),
}
# Tags that end a paragraph but are not kept themselves. Merely dropping them would glue words together.
_SCHEIDEND = {
    *("address", "article", "aside", "button", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "label", "legend", "main", "nav"),
    *("option", "pre", "section", "select", "summary", "textarea"),
}
_ZONDER_INHOUD = {"script", "style", "template", "title", "iframe", "object", "noembed", "noframes"}
_ATTRIBUTEN = {
    "a": {"href"},
    "img": {"alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

_TAG = re.compile(r"<[^>]*>")
_BEKENDE_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_TOEGESTAAN | _SCHEIDEND | _ZONDER_INHOUD | {'span', 'img', 'body', 'html'}))})\b[^<>]*>",
    re.IGNORECASE,
)
_SCHEIDENDE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_SCHEIDEND))})>")
_BEELD = re.compile(r'<img(?: alt="([^"]*)")?>')
_LEEG = re.compile(r"<(p|h[1-6]|li|strong|b|em|i|sup|sub)>\s*</\1>|<a(?: href=\"[^\"]*\")?>\s*</a>")
_STUURTEKENS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_WITREGEL = re.compile(r"\n[ \t]*\n\s*")
_DIEPST = 25  # no text nests deeper; what does so only tries to break its readers
_AFGEBROKEN_REGEL = 100  # text whose lines are all shorter than this was wrapped by a program


def zonder_stuurtekens(tekst: str) -> str:
    """Without the characters that no text needs and that databases (NUL) or XML refuse."""
    return _STUURTEKENS.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def schone_html(html: str) -> str:
    """Only paragraphs, headings, lists, tables, quotes, links and emphasis; a picture leaves its description.

    Headings keep their level: which levels fit depends on the place the text goes to.
    """
    schoon = _zuiver(zonder_stuurtekens(html), _TOEGESTAAN | _SCHEIDEND | {"img"})
    schoon = _BEELD.sub(lambda beeld: html_tekens.escape(html_tekens.unescape(beeld[1] or "")), schoon)
    if _SCHEIDENDE_TAG.search(schoon):
        # An HTML parser ends the open paragraph at each new one, which is just what a division means.
        schoon = _zuiver(_SCHEIDENDE_TAG.sub("<p>", schoon), _TOEGESTAAN)
    schoon = _ondiep(schoon)
    while (zonder_lege := _LEEG.sub("", schoon)) != schoon:
        schoon = zonder_lege
    return schoon.strip()


def _zuiver(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=_ZONDER_INHOUD,
        attributes={tag: namen for tag, namen in _ATTRIBUTEN.items() if tag in tags},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _ondiep(html: str) -> str:
    """Well-formed HTML without the tags that nest too deep; their words stay."""
    diepte = 0

    def tag(gevonden: re.Match[str]) -> str:
        nonlocal diepte
        if gevonden[0] == "<br>":
            return gevonden[0]
        sluit = gevonden[0].startswith("</")
        diepte += 0 if sluit else 1
        eigen_diepte = diepte
        diepte -= 1 if sluit else 0
        return gevonden[0] if eigen_diepte <= _DIEPST else " "

    return _TAG.sub(tag, html)


def tekst_naar_html(tekst: str) -> str:
    """Plain text as paragraphs: at blank lines, and at line ends unless a program wrapped the lines."""
    alineas = (alinea for blok in _WITREGEL.split(zonder_stuurtekens(tekst)) for alinea in _alineas(blok))
    return "".join(f"<p>{html_tekens.escape(alinea, quote=False)}</p>" for alinea in alineas)


def _alineas(blok: str) -> list[str]:
    regels = [" ".join(regel.split()) for regel in blok.split("\n") if regel.strip()]
    langste = max(map(len, regels), default=0)
    if langste > _AFGEBROKEN_REGEL:
        return regels
    alineas: list[str] = []
    vol = False  # the line before ran to the margin, so its sentence goes on
    for regel in regels:
        if vol:
            alineas[-1] += f" {regel}"
        else:
            alineas.append(regel)
        vol = len(regel) >= 0.6 * langste
    return alineas


def als_html(tekst: str) -> str:
    """Clean HTML from a field that may hold HTML or plain text."""
    return schone_html(tekst) if _BEKENDE_TAG.search(tekst) else tekst_naar_html(tekst)


def als_platte_tekst(html: str) -> str:
    """The words of clean HTML on one line, tags that end a paragraph as spaces."""
    met_spaties = re.sub(r"<(?:/(?:p|h[1-6]|li|td|th|blockquote|caption)|br)>", " ", html)
    return " ".join(html_tekens.unescape(_TAG.sub("", met_spaties)).split())
