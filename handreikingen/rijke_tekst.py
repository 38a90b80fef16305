"""From cleaned HTML (bestanden.html.schone_html) to the rich text that Wagtail's editor keeps."""

import html as html_tekens
from collections.abc import Iterable

from bs4.element import NavigableString, PageElement, Tag

_NADRUK = {"strong": "b", "b": "b", "em": "i", "i": "i"}
_INLINE = {*_NADRUK, "a", "br", "sup", "sub"}
_LIJSTEN = ("ul", "ol")
# The editor has no raised or lowered text, but CO₂ and m² must stay what they are.
_HOOG = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LAAG = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def is_inline(deel: Tag) -> bool:
    """Whether it can stand within a paragraph; emphasis around whole paragraphs cannot."""
    return deel.name in _INLINE and all(kind.name in _INLINE for kind in deel.find_all(True))


def platte_tekst(deel: Tag) -> str:
    """The words on one line."""
    return " ".join(html_tekens.unescape(_zonder_tags(stuk)) for stuk in alineas(deel.children))


def _zonder_tags(inline_html: str) -> str:
    delen = inline_html.replace("<br/>", " ").split("<")
    return " ".join("".join([delen[0], *(deel.split(">", 1)[1] for deel in delen[1:])]).split())


def inline_html(delen: Iterable[PageElement]) -> str:
    """A run of text with emphasis and outside links; white space as in HTML."""
    return "".join(_inline(deel) for deel in delen)


def _inline(deel: PageElement) -> str:
    if isinstance(deel, NavigableString):
        return html_tekens.escape(_enkele_spaties(str(deel)), quote=False)
    if not isinstance(deel, Tag):
        return ""
    if deel.name == "br":
        return "<br/>"
    binnen = inline_html(deel.children)
    if not binnen.strip():
        return binnen
    if naam := _NADRUK.get(deel.name):
        return f"<{naam}>{binnen}</{naam}>"
    if deel.name == "a":
        adres = str(deel.get("href") or "")
        buiten = adres.lower().startswith(("http://", "https://", "mailto:"))
        return f'<a href="{html_tekens.escape(adres)}">{binnen}</a>' if buiten else binnen
    if deel.name in ("sup", "sub"):
        return binnen.translate(_HOOG if deel.name == "sup" else _LAAG) if _is_getal(binnen) else binnen
    return binnen


def _enkele_spaties(tekst: str) -> str:
    """Runs of white space as one space, also at the edges, where words on both sides must stay apart."""
    woorden = " ".join(tekst.split())
    if not woorden:
        return " " if tekst else ""
    return f"{' ' if tekst[0].isspace() else ''}{woorden}{' ' if tekst[-1].isspace() else ''}"


def _is_getal(tekst: str) -> bool:
    return tekst.strip().lstrip("+-").isdecimal() and tekst.isascii()


def _getrimd(inline: str) -> str:
    inline = inline.strip()
    while inline.startswith("<br/>"):
        inline = inline[5:].lstrip()
    while inline.endswith("<br/>"):
        inline = inline[:-5].rstrip()
    return inline


def alineas(delen: Iterable[PageElement]) -> list[str]:
    """Any content as a row of paragraphs (inline HTML each), where no lists, headings or tables can stand."""
    uit: list[str] = []
    lopend: list[PageElement] = []

    def rond_af() -> None:
        if tekst := _getrimd(inline_html(lopend)):
            uit.append(tekst)
        lopend.clear()

    for deel in delen:
        if not isinstance(deel, Tag) or is_inline(deel):
            lopend.append(deel)
            continue
        rond_af()
        binnen = alineas(deel.children)
        if deel.name == "li" and binnen:
            binnen[0] = f"• {binnen[0]}"
        uit.extend(binnen)
    rond_af()
    return uit


def lijst_html(lijst: Tag) -> str:
    """A list with its lists; within an item paragraphs become lines."""
    items: list[str] = []
    for deel in lijst.children:
        if isinstance(deel, Tag) and deel.name == "li":
            items.extend(_items(deel.children))
        else:
            items.extend(_items([deel]))
    return f"<{lijst.name}>{''.join(items)}</{lijst.name}>" if items else ""


def _items(delen: Iterable[PageElement]) -> list[str]:
    """The list items that one item makes: the editor has no place for text after a nested list."""
    items: list[str] = []
    tekst: list[PageElement] = []
    lijsten = ""

    def rond_af() -> None:
        nonlocal lijsten
        inhoud = "<br/>".join(alineas(tekst))
        if inhoud or lijsten:
            items.append(f"<li>{inhoud}{lijsten}</li>")
        tekst.clear()
        lijsten = ""

    for deel in delen:
        if isinstance(deel, Tag) and deel.name in _LIJSTEN:
            lijsten += lijst_html(deel)
        elif isinstance(deel, Tag) or str(deel).strip():
            if lijsten:
                rond_af()
            tekst.append(deel)
        elif not lijsten:
            tekst.append(deel)
    rond_af()
    return items
