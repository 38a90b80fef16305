"""From HTML to blocks: no word lost, headings in order, tables with headings, and what the editor can keep."""

import html as html_tekens
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handreikingen.blocks import TekstBlok, platte_tekst
from handreikingen.tekst_naar_blokken import html_naar_blokken, splits_in_hoofdstukken

BLOK = TekstBlok()


def woorden_van(blokken: list[dict[str, Any]]) -> list[str]:
    tekst = unicodedata.normalize("NFKC", platte_tekst(BLOK.to_python(blokken)))
    return sorted(re.findall(r"w\d+", tekst))


def soorten(html: str) -> list[str]:
    return [blok["type"] for blok in html_naar_blokken(html)]


def waarden(html: str, soort: str) -> list[Any]:
    return [blok["value"] for blok in html_naar_blokken(html) if blok["type"] == soort]


WOORD = st.integers(0, 9999).map(lambda n: f"w{n}")
INLINE_TAG = st.sampled_from(["b", "em", "a href='https://a.nl'", "a href='/x'", "sup", "span", "i", "code"])
BLOK_TAG = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h6",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "caption",
        "section",
        "pre",
        "dl",
        "dd",
        "br",
        "hr",
    ]
)


def _in_tag(tag: str, binnen: list[str]) -> str:
    return f"<{tag}> {' '.join(binnen)} </{tag.split()[0]}>"


HTML = st.recursive(
    WOORD,
    lambda kinderen: st.builds(_in_tag, INLINE_TAG | BLOK_TAG, st.lists(kinderen, max_size=4)),
    max_leaves=30,
)


@given(HTML)
@settings(max_examples=300, deadline=None)
def test_geen_woord_gaat_verloren(html: str) -> None:
    blokken = html_naar_blokken(html)
    assert woorden_van(blokken) == sorted(re.findall(r"w\d+", html))


@given(HTML)
@settings(max_examples=150, deadline=None)
def test_blokken_zijn_geldig_en_stabiel(html: str) -> None:
    blokken = html_naar_blokken(html)
    if blokken:
        BLOK.clean(BLOK.to_python(blokken))  # what the editor's form would refuse raises here
    assert blokken == html_naar_blokken(html)
    assert len({blok["id"] for blok in blokken}) == len(blokken)


@given(st.lists(st.tuples(st.sampled_from(["h1", "h2", "h3", "p"]), WOORD), max_size=12))
@settings(max_examples=200, deadline=None)
def test_hoofdstukken_houden_alle_woorden(delen: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>{woord}</{tag}>" for tag, woord in delen)
    inleiding, hoofdstukken = splits_in_hoofdstukken(html)
    samen = inleiding + "".join(titel + tekst for titel, tekst in hoofdstukken)
    assert sorted(re.findall(r"w\d+", samen)) == sorted(woord for _, woord in delen)
    assert all(titel and tekst for titel, tekst in hoofdstukken)


@pytest.mark.parametrize(
    ("html", "niveaus"),
    [
        ("<h1>T</h1><h2>A</h2><h3>B</h3><h2>C</h2>", ["h2", "h2", "h3", "h2"]),
        ("<h1>A</h1><h2>B</h2><h1>C</h1>", ["h2", "h3", "h2"]),
        ("<h3>A</h3><h4>B</h4><h3>C</h3>", ["h2", "h3", "h2"]),
        ("<h4>A</h4><h2>B</h2><h6>C</h6>", ["h2", "h2", "h3"]),
    ],
)
def test_koppen_slaan_geen_niveau_over(html: str, niveaus: list[str]) -> None:
    assert [kop["niveau"] for kop in waarden(html, "kop")] == niveaus


def test_opvolgende_alineas_en_lijsten_delen_een_blok() -> None:
    assert soorten("los <b>vet</b><p>a</p><ul><li>b</li></ul><h2>k</h2><p>c</p>") == ["alinea", "kop", "alinea"]


def test_rijke_tekst_is_wat_de_editor_bewaart() -> None:
    [tekst] = waarden(
        '<p>H<sub>2</sub>O <strong>vet</strong> <a href="/x">in</a> <a href="https://a.nl">uit</a></p>', "alinea"
    )
    assert tekst == '<p>H₂O <b>vet</b> in <a href="https://a.nl">uit</a></p>'


def test_editor_houdt_de_lijsten_heel() -> None:
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    [tekst] = waarden("<ul><li><p>a</p><p>b</p><ul><li>c</li></ul>d</li><li>e</li></ul>", "alinea")
    omzetter = ContentstateConverter(features=["ul", "ol", "bold"])
    terug = omzetter.to_database_format(omzetter.from_database_format(tekst))
    assert re.sub(r' data-block-key="\w+"', "", terug) == tekst


def test_te_lange_kop_wordt_alinea() -> None:
    assert waarden(f"<h2>{'a &amp; b ' * 40}</h2>", "alinea")[0].startswith("<p><b>a &amp; b")


def test_tabel_met_koprij() -> None:
    [tabel] = waarden(
        "<table><caption>Kosten</caption><tr><th>Jaar</th><th></th></tr><tr><td>2012</td><td><p>a</p><p>b</p></td></tr></table>",
        "tabel",
    )
    assert [kolom["heading"] for kolom in tabel["columns"]] == ["Jaar", "Kolom 2"]
    assert tabel["rows"] == [{"values": ["<p>2012</p>", "<p>a</p><p>b</p>"]}]
    assert tabel["caption"] == "Kosten"


def test_tabel_zonder_koprij_neemt_de_eerste_rij() -> None:
    [tabel] = waarden("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "tabel")
    assert [kolom["heading"] for kolom in tabel["columns"]] == ["a", "b"]


def test_samengevoegde_cellen_houden_hun_plaats() -> None:
    [tabel] = waarden(
        "<table><thead><tr><th rowspan=2>R</th><th colspan=2>K</th></tr><tr><th>x</th><th>y</th></tr></thead>"
        "<tr><td rowspan=2>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>",
        "tabel",
    )
    assert [kolom["heading"] for kolom in tabel["columns"]] == ["R", "K – x", "y"]
    assert [rij["values"] for rij in tabel["rows"]] == [
        ["<p>1</p>", "<p>2</p>", "<p>3</p>"],
        ["", "<p>4</p>", "<p>5</p>"],
    ]


def test_lege_cel_mag() -> None:
    html = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></table>"
    BLOK.clean(BLOK.to_python(html_naar_blokken(html)))


def test_titelrij_wordt_bijschrift() -> None:
    [tabel] = waarden(
        "<table><tr><td colspan=2>Titel</td></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "tabel",
    )
    assert tabel["caption"] == "Titel"
    assert [kolom["heading"] for kolom in tabel["columns"]] == ["a", "b"]


def test_opmaaktabel_wordt_gewone_tekst() -> None:
    assert soorten("<table><tr><td><h2>Let op</h2><p>tekst</p></td></tr></table>") == ["kop", "alinea"]


def test_onzinnige_overspanning_kost_niets() -> None:
    [tabel] = waarden("<table><tr><td colspan=999999999>a</td></tr><tr><td>b</td><td>c</td></tr></table>", "tabel")
    assert len(tabel["columns"]) == 100


def test_citaat() -> None:
    assert waarden("<blockquote><p>een</p><p>twee</p></blockquote>", "citaat") == [{"tekst": "een\n\ntwee", "bron": ""}]
    assert soorten("<blockquote><ul><li>x</li></ul></blockquote>") == ["alinea"]


def test_hoofdstukken_op_hoogste_niveau_dat_vaker_voorkomt() -> None:
    inleiding, hoofdstukken = splits_in_hoofdstukken(
        "<h1>Titel</h1><p>vooraf</p><h2>Een &amp; <i>meer</i></h2><p>a &lt; b</p><h3>x</h3><h2>Twee</h2>los"
    )
    assert inleiding == "<h1>Titel</h1><p>vooraf</p>"
    assert hoofdstukken == [("Een & meer", "<p>a &lt; b</p><h3>x</h3>"), ("Twee", "los")]
    assert html_tekens.unescape("a &lt; b") in platte_tekst(BLOK.to_python(html_naar_blokken(hoofdstukken[0][1])))


def test_lege_kop_hoort_bij_het_volgende_hoofdstuk() -> None:
    html = "<h1>Deel A</h1><h1>Een</h1><p>a</p><h1>Twee</h1><p>b</p><h1>Einde</h1>"
    assert splits_in_hoofdstukken(html) == (
        "",
        [("Een", "<p><b>Deel A</b></p><p>a</p>"), ("Twee", "<p>b</p><p><b>Einde</b></p>")],
    )


def test_een_kop_maakt_geen_hoofdstuk() -> None:
    assert splits_in_hoofdstukken("<h2>a</h2><h3>b</h3><p>c</p>") == ("<h2>a</h2><h3>b</h3><p>c</p>", [])
