"""HTML from outside: nothing harmful stays, no word is lost or glued to another."""

import pytest

from bestanden.html import als_html, als_platte_tekst, schone_html, tekst_naar_html


@pytest.mark.parametrize(
    ("vuil", "schoon"),
    [
        ("<p onclick=x()>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">klik</a>', "<a>klik</a>"),
        (
            '<a href="https://vng.nl/a?b=1&amp;c=2" target=_top>vng</a>',
            '<a href="https://vng.nl/a?b=1&amp;c=2">vng</a>',
        ),
        ('<a href="mailto:a@b.nl">mail</a> <a href="#x">x</a>', '<a href="mailto:a@b.nl">mail</a> <a href="#x">x</a>'),
        ('<p>Foto: <img src="x" onerror="a()" alt="Een &lt;b&gt; &amp; c"></p>', "<p>Foto: Een &lt;b&gt; &amp; c</p>"),
        ("<p>Foto: <img src=x></p>", "<p>Foto: </p>"),
        ("<div>een<div>twee</div>drie</div>", "<p>een</p><p>twee</p><p>drie</p>"),
        ("<dl><dt>begrip</dt><dd>uitleg</dd></dl>", "<p>begrip</p><p>uitleg</p>"),
        ("<p></p><p><b> </b></p><ul><li></li></ul><p>x</p>", "<ul></ul><p>x</p>"),
        ("<p>nul\x00 en bel\x07</p>\r\n<p>b</p>", "<p>nul en bel</p>\n<p>b</p>"),
        ("<svg/onload=alert(1)><p>x", "<p>x</p>"),
        ("<h1>a</h1><h5>b</h5>", "<h1>a</h1><h5>b</h5>"),
    ],
)
def test_schone_html(vuil: str, schoon: str) -> None:
    assert schone_html(vuil) == schoon


def test_diep_genest_blijft_snel_en_houdt_zijn_woorden() -> None:
    schoon = schone_html("<ul><li>" * 1500 + "diep" + "<b>" * 1500 + "dieper")
    assert als_platte_tekst(schoon) == "diep dieper"
    assert schoon.count("<") <= 60


def test_platte_tekst_wordt_alineas() -> None:
    assert tekst_naar_html("een < twee\n\n\n drie & vier ") == "<p>een &lt; twee</p><p>drie &amp; vier</p>"


def test_afgebroken_regels_horen_bij_elkaar() -> None:
    zin = (
        "Al sinds 2008 werken gemeenten aan een andere manier\nvan kijken naar de vraag van inwoners die\nhulp zoeken."
    )
    assert tekst_naar_html(f"{zin}\nAanpak\nWij beginnen met een gesprek bij iemand thuis.").count("<p>") == 3


def test_lange_regels_zijn_alineas() -> None:
    assert tekst_naar_html(f"{'lang ' * 40}\nkort") == f"<p>{('lang ' * 40).strip()}</p><p>kort</p>"


@pytest.mark.parametrize("tekst", ["minder < meer", "a <3 b", "x<y>z"])
def test_gewone_haken_zijn_geen_html(tekst: str) -> None:
    assert als_platte_tekst(als_html(tekst)) == tekst


def test_html_wordt_herkend() -> None:
    assert als_html("<P CLASS=x>a</P>") == "<p>a</p>"
