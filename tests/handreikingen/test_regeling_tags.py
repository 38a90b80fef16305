"""The plain text of a regeling as HTML: safe, and nothing of the text lost."""

from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from handreikingen.templatetags.regeling_tags import met_punt, regeltekst


def test_paragraphs_line_breaks_and_italics() -> None:
    assert (
        regeltekst("De *wet* zegt:\nniets.\n\nEn verder.")
        == "<p>De <em>wet</em> zegt:<br>niets.</p>\n<p>En verder.</p>"
    )


def test_markup_in_the_text_is_shown_not_run() -> None:
    assert "<script>" not in regeltekst("<script>alert(1)</script>")
    assert regeltekst("a < b & c") == "<p>a &lt; b &amp; c</p>"


def test_a_table_with_headings() -> None:
    html = regeltekst("| Soort | Bedrag |\n| --- | --- |\n| pgb | <100 |")
    assert "<tr><th>Soort</th><th>Bedrag</th></tr>" in html
    assert "<tr><td>pgb</td><td>&lt;100</td></tr>" in html
    assert "---" not in html


def test_a_table_without_headings_has_cells_only() -> None:
    html = regeltekst("| pgb | 100 |\n| zorg | 200 |")
    assert "<th>" not in html
    assert html.count("<td>") == 4


def test_an_empty_text_gives_nothing() -> None:
    assert regeltekst("") == ""


@given(st.text())
def test_only_our_own_elements_ever_come_out(tekst: str) -> None:
    html = regeltekst(tekst)
    for stuk in html.split("<")[1:]:
        assert stuk.lstrip("/").split(">")[0].split(" ")[0] in {"p", "br", "em", "div", "table", "tr", "td", "th"}
    assert "<" not in strip_tags(html)


def test_numbers_as_they_are_printed() -> None:
    assert [met_punt(nummer) for nummer in ("1", "a", "1°", "–", "")] == ["1.", "a.", "1°.", "–", ""]
