"""The parser of regulation text, against real law, our own model texts and generated trees."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handreikingen.regelingtekst import Knoop, Regeling, Soort, hoofdvorm, lees_regeling, schrijf_regeling

ROOT = Path(__file__).parents[2]
WETTEN = ROOT.parent / "shared" / "regelingen"
MODELLEN = ROOT / "portal" / "voorbeeldinhoud" / "modelverordening"
BESTANDEN = [
    *(f"wmo-2007/{d}" for d in ("2010-07-14", "2013-07-01", "2014-01-06", "2014-03-18", "2014-07-09", "2014-10-08")),
    *(f"wmo-2015/{d}" for d in ("2014-10-08", "2014-11-25", "2014-11-28", "2014-12-17", "2015-01-05")),
]
alle_wetten = pytest.mark.parametrize("naam", BESTANDEN)


def bron(naam: str) -> str:
    if not WETTEN.is_dir():
        pytest.skip("shared/regelingen is not on this machine")
    return (WETTEN / f"{naam}.md").read_text(encoding="utf-8")


def model(naam: str) -> str:
    return (MODELLEN / f"{naam}.md").read_text(encoding="utf-8").split("+++\n", 2)[2]


def artikel(regeling: Regeling, nummer: str) -> Knoop:
    return next(k for k in regeling.artikelen() if k.nummer == nummer)


def vorm(knoop: Knoop) -> list[str]:
    return [kind.nummer or kind.soort for kind in knoop.kinderen]


def tekst_van(knoop: Knoop) -> list[str]:
    return [k.tekst for k in knoop.lopen()]


# Words


def woorden_in_bron(markdown: str) -> list[str]:
    """The words of the source in order, by means independent of the parser."""
    regels = [regel for regel in markdown.splitlines() if not regel.startswith("<meta")]
    tekst = "\n".join(re.sub(r"^#+\s*(?:Arti\wel\b|Hoofdstuk\b|§|Aanhef$|Slot$|Bijlage\b)?", "", r) for r in regels)
    tekst = re.sub(r"\]\([^)]*\)", "]", tekst)
    return re.findall(r"\w+", tekst)


def woorden_in_boom(regeling: Regeling) -> list[str]:
    teksten = [regeling.titel]
    for knoop in regeling.lopen():
        teksten += [knoop.nummer, knoop.opschrift, knoop.noot, knoop.tekst]
    return re.findall(r"\w+", "\n".join(teksten))


@alle_wetten
def test_no_word_is_lost_doubled_or_moved(naam: str) -> None:
    tekst = bron(naam)
    assert woorden_in_boom(lees_regeling(tekst)) == woorden_in_bron(tekst)


@alle_wetten
def test_round_trip_of_the_law(naam: str) -> None:
    regeling = lees_regeling(bron(naam))
    assert lees_regeling(schrijf_regeling(regeling)) == regeling
    assert woorden_in_boom(regeling) == [w for w in woorden_in_bron(schrijf_regeling(regeling)) if w != "noot"]


# Structure of the law


@alle_wetten
def test_articles_are_those_of_the_headings(naam: str) -> None:
    tekst = bron(naam)
    verwacht = re.findall(r"^#+ *Arti\wel +([\d.]+[a-z]*) *$", tekst, re.MULTILINE)
    nummers = [k.nummer for k in lees_regeling(tekst).artikelen()]
    assert nummers == verwacht
    assert len(set(nummers)) == len(nummers)
    sleutels = [[(int(cijfers), letter) for cijfers, letter in re.findall(r"(\d+)([a-z]*)", n)] for n in nummers]
    assert all(eerder < later for eerder, later in pairwise(sleutels))


@alle_wetten
def test_every_structural_heading_becomes_one_node_with_its_title(naam: str) -> None:
    tekst = bron(naam)
    regeling = lees_regeling(tekst)
    groepen = [k for k in regeling.lopen() if k.soort in (Soort.HOOFDSTUK, Soort.PARAGRAAF)]
    assert len(groepen) == len(re.findall(r"^### ?(?:§|Hoofdstuk)", tekst, re.MULTILINE))
    assert [k.opschrift for k in groepen] == [t.strip() for t in re.findall(r"^####(.*)$", tekst, re.MULTILINE)]
    assert regeling.titel in tekst
    assert regeling.titel.startswith("Wet van ")
    assert regeling.knopen[0].soort is Soort.AANHEF
    assert regeling.knopen[0].tekst.startswith("Wij ")
    assert regeling.knopen[-1].soort is Soort.SLOT
    assert regeling.knopen[-1].tekst.startswith("Lasten en bevelen")


@alle_wetten
def test_all_text_is_clean(naam: str) -> None:
    for knoop in lees_regeling(bron(naam)).lopen():
        assert not re.search(r"[#<>{}\\]|\]\(|  |\*\*", knoop.tekst + knoop.opschrift + knoop.noot)
        assert knoop.tekst or knoop.kinderen or knoop.noot, f"{knoop.soort} {knoop.nummer} is empty"
        assert not knoop.facultatief
        assert not knoop.alternatief
        assert not knoop.toelichting


def test_paragraphs_stand_in_chapters_and_articles_in_paragraphs() -> None:
    regeling = lees_regeling(bron("wmo-2015/2014-11-25"))
    hoofdstukken = [k for k in regeling.knopen if k.soort is Soort.HOOFDSTUK]
    assert [k.nummer for k in hoofdstukken] == list("12345678")
    assert [k.nummer for k in hoofdstukken[1].kinderen] == list("123456")
    assert vorm(hoofdstukken[1].kinderen[2])[:3] == ["2.3.1", "2.3.2", "2.3.3"]
    assert vorm(hoofdstukken[2]) == ["3.1", "3.2", "3.3", "3.4", "3.5"]
    assert hoofdstukken[2].opschrift == "Kwaliteit"


def test_inserted_article_4a() -> None:
    regeling = lees_regeling(bron("wmo-2007/2014-10-08"))
    nummers = [k.nummer for k in regeling.artikelen()]
    assert nummers[nummers.index("4") + 1] == "4a"
    assert artikel(regeling, "4a").tekst.startswith("Indien de verordening, bedoeld in artikel 5")


def test_misspelt_heading_is_an_article() -> None:
    tekst = bron("wmo-2007/2013-07-01")
    assert "### Artilel  21b" in tekst
    regeling = lees_regeling(tekst)
    assert vorm(artikel(regeling, "21b")) == ["1", "2", "3", "4", "5"]
    assert vorm(artikel(regeling, "21b").kinderen[1]) == ["a", "b", "c", "d", "e"]


def test_headings_without_a_space() -> None:
    tekst = bron("wmo-2007/2014-03-18")
    assert "###Artikel 34" in tekst
    assert "###§ 2a" in tekst
    regeling = lees_regeling(tekst)
    assert artikel(regeling, "34").tekst.startswith("Wijzigt de Wet gemeentelijke basisadministratie")
    assert [k.nummer for k in regeling.knopen if k.soort is Soort.PARAGRAAF][:5] == [
        "1",
        "2",
        "2a",
        "2b",
        "2c",
    ]


def test_onderdelen_without_a_space_and_a_label_used_twice() -> None:
    eerste = artikel(lees_regeling(bron("wmo-2007/2014-03-18")), "1").kinderen[0]
    assert vorm(eerste)[-7:] == ["j", "j", "k", "l", "m", "n", "o"]
    assert eerste.kinderen[11].tekst.startswith("huiselijk geweld: lichamelijk")


def test_nested_list() -> None:
    eerste = artikel(lees_regeling(bron("wmo-2007/2010-07-14")), "1").kinderen[0]
    assert vorm(eerste) == list("abcdefghi")
    assert vorm(eerste.kinderen[6]) == [f"{n}°" for n in range(1, 10)]
    assert eerste.kinderen[6].tekst == "maatschappelijke ondersteuning:"
    bijdrage = artikel(lees_regeling(bron("wmo-2015/2014-11-25")), "2.1.4")
    assert vorm(bijdrage)[:4] == ["1", "2", "3", "4"]
    assert vorm(bijdrage.kinderen[1].kinderen[1]) == ["1°", "2°"]


def test_definition_list() -> None:
    leden = artikel(lees_regeling(bron("wmo-2015/2015-01-05")), "1.1.1").kinderen
    assert [k.nummer for k in leden] == ["1", "2"]
    begrippen = leden[0].kinderen
    assert {k.nummer for k in begrippen} == {"–"}
    assert begrippen[0].tekst.startswith("*aanbieder:* natuurlijke persoon")
    ondersteuning = next(k for k in begrippen if k.tekst == "*maatschappelijke ondersteuning:*")
    assert vorm(ondersteuning) == ["1°", "2°", "3°"]
    assert begrippen[-1].tekst.startswith("*zelfredzaamheid:*")


def test_onderdelen_directly_in_an_article() -> None:
    assert vorm(artikel(lees_regeling(bron("wmo-2007/2014-03-18")), "39")) == ["a", "b"]


def test_notes_on_entry_into_force() -> None:
    wmo = lees_regeling(bron("wmo-2015/2014-11-25"))
    assert artikel(wmo, "2.1.1").noot == "Treedt in werking per 01-01-2015"
    assert artikel(wmo, "2.1.1").tekst == ""
    assert artikel(wmo, "8.6a").noot == "Treedt in werking op een nader te bepalen tijdstip"
    assert artikel(wmo, "8.6a").tekst.startswith("Artikel 2.3.5, zesde lid")
    assert [bool(lid.noot) for lid in artikel(wmo, "8.9").kinderen] == [True] * 4 + [False]
    oud = lees_regeling(bron("wmo-2007/2014-10-08"))
    paragraaf = next(k for k in oud.knopen if k.nummer == "2a")
    assert (paragraaf.noot, paragraaf.kinderen) == ("Vervalt per 01-01-2015", [])
    assert artikel(oud, "42").noot == ""
    assert artikel(oud, "42").tekst.startswith("Deze wet treedt in werking")


def test_signatures_keep_their_lines() -> None:
    slot = lees_regeling(bron("wmo-2007/2010-07-14")).knopen[-1]
    assert "Gegeven te ’s-Gravenhage\n29 juni 2006\nBeatrix" in slot.alineas
    assert "de *eerste* augustus 2006" in slot.alineas


def test_links_keep_their_words_only() -> None:
    lid = artikel(lees_regeling(bron("wmo-2007/2010-07-14")), "7").kinderen[0]
    assert lid.tekst.endswith("is titel 4.2 van de Algemene wet bestuursrecht niet van toepassing.")


# Shapes the eleven files do not have


def lees_artikel(markdown: str) -> Knoop:
    (gevonden,) = lees_regeling(markdown).artikelen()
    return gevonden


@pytest.mark.parametrize(
    "regels", ["### Artikel 5\n\nVervallen", "### Artikel 5 [vervallen]", "### Artikel 5. (Vervallen.)"]
)
def test_vervallen_article(regels: str) -> None:
    gevonden = lees_artikel(regels)
    assert gevonden.vervallen
    assert gevonden.nummer == "5"
    assert gevonden.tekst == "Vervallen"
    assert not lees_artikel("### Artikel 5\n\nVervallen verklaring van rechten").vervallen


def test_text_after_a_list_is_the_slot_of_the_lid() -> None:
    gevonden = lees_artikel(
        "### Artikel 1\n\n1.  Het college weegt:\n\na. de wens;\n\nb. de situatie,\n\n"
        "en besluit daarna.\n2.  Daarna volgt het verslag."
    )
    assert vorm(gevonden) == ["1", "2"]
    assert vorm(gevonden.kinderen[0]) == ["a", "b", "slot"]
    assert gevonden.kinderen[0].kinderen[2].tekst == "en besluit daarna."


def test_text_after_a_list_without_leden_is_the_slot_of_the_article() -> None:
    assert vorm(lees_artikel("### Artikel 1\nTekst:\n\na. een;\n\nb. twee,\n\nof anders.")) == [
        "a",
        "b",
        "slot",
    ]


def test_indentation_says_what_belongs_where() -> None:
    gevonden = lees_artikel(
        "### Artikel 1\n\n1. Aanhef:\n\n    a. deel;\n\n        1. onder deel;\n\n        slot van a.\n\n"
        "    slot van het lid.\n"
    )
    lid = gevonden.kinderen[0]
    assert vorm(lid) == ["a", "slot"]
    assert vorm(lid.kinderen[0]) == ["1", "slot"]


def test_abbreviations_are_not_labels() -> None:
    gevonden = lees_artikel("### Artikel 1\n\no.a. de hulp.\n\n29 juni 2006.\n\ni.v.m. ziekte")
    assert gevonden.alineas == ["o.a. de hulp.", "29 juni 2006.", "i.v.m. ziekte"]
    assert gevonden.kinderen == []


def test_wrapped_lines_are_joined_and_table_rows_are_not() -> None:
    gevonden = lees_artikel("### Artikel 1 Kop\n\nEen zin\nover twee regels.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert gevonden.alineas == ["Een zin over twee regels.", "| a | b |\n|---|---|\n| 1 | 2 |"]


def test_marks_and_toelichting() -> None:
    regeling = lees_regeling(
        "# Modelverordening\n\nDe raad;\n\n## Hoofdstuk 1 Begin\n\n> Toelichting: over het hoofdstuk.\n\n"
        "### Artikel 1 Melding\n{facultatief}\n\n1. Een lid. {facultatief}\n2. Nog een:\n{alternatief}\n\n"
        "    a. deel;\n    {facultatief}\n\n> Toelichting: eerste alinea\n> loopt door.\n>\n> Tweede alinea.\n\n"
        "### Artikel 1 Melding\n{alternatief}\n\nAnders.\n\nAldus vastgesteld op [datum].\n\n"
        "## Bijlage bij artikel 1\n\nLijst."
    )
    hoofdstuk = regeling.knopen[1]
    assert [k.soort for k in regeling.knopen] == [Soort.AANHEF, Soort.HOOFDSTUK, Soort.SLOT, Soort.BIJLAGE]
    assert hoofdstuk.toelichting == "over het hoofdstuk."
    melding, anders = hoofdstuk.kinderen
    assert melding.facultatief
    assert not melding.alternatief
    assert melding.toelichting == "eerste alinea loopt door.\n\nTweede alinea."
    assert [(k.facultatief, k.alternatief) for k in melding.kinderen] == [(True, False), (False, True)]
    assert melding.kinderen[0].tekst == "Een lid."
    assert melding.kinderen[1].kinderen[0].facultatief
    assert hoofdvorm(hoofdstuk.kinderen, 1) is melding
    assert hoofdvorm(hoofdstuk.kinderen, 0) is None
    assert anders.alternatief
    assert regeling.knopen[3].opschrift == "bij artikel 1"


# Generated trees and soup

LASTIG = [
    "1. Toch een lid",
    "a. Geen onderdeel",
    "k.huiselijk",
    "1°. graad",
    "– streep",
    "- streepje",
    "# kop",
    "> citaat",
    "\\ schuin",
    "{noot} iets",
    "---",
    "<meta x>",
    "Lasten en bevelen dat dit",
    "Aldus vastgesteld op",
    "Treedt in werking per 01-01-2015",
    "Dit lid is nog niet in werking getreden.",
    "Vervallen",
    "Toelichting: hierbij",
    "Artikel 5",
    "Bijlage I over zorg",
    "Slot",
]
zin = st.one_of(
    st.sampled_from(LASTIG),
    st.lists(st.text("abcdéïAB019;:,.*°§–-", min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join),
).filter(lambda t: "**" not in t and not t.startswith(("- -", "* ")))
tekst = st.lists(zin, max_size=3).map("\n\n".join)
opschrift = st.one_of(st.just(""), st.sampled_from([t for t in LASTIG if not t.startswith(("#", "{"))]), zin).filter(
    lambda t: not t.startswith("#") and not t.endswith("#")
)
nummer = st.sampled_from(["1", "2", "4a", "2.1.3", "21b", "IV"])
letter = st.sampled_from(["a", "b", "z", "aa"])


def knopen(soort: Soort, **velden: st.SearchStrategy[object]) -> st.SearchStrategy[Knoop]:
    vast: dict[str, st.SearchStrategy[object]] = {
        "tekst": tekst,
        "toelichting": tekst,
        "noot": st.lists(zin, max_size=2).map("\n".join),
        "facultatief": st.booleans(),
        "alternatief": st.booleans(),
    }
    return st.builds(Knoop, st.just(soort), **(vast | velden))  # type: ignore[arg-type]


def lijst(
    soort_nummer: st.SearchStrategy[str], dieper: st.SearchStrategy[list[Knoop]]
) -> st.SearchStrategy[list[Knoop]]:
    onderdelen = st.lists(knopen(Soort.ONDERDEEL, nummer=soort_nummer, kinderen=dieper), min_size=1, max_size=3)
    slot = st.lists(knopen(Soort.SLOT, tekst=tekst.filter(bool)), max_size=1)
    return st.one_of(st.just([]), st.builds(lambda o, s: [*o, *s], onderdelen, slot))


streepjes = lijst(st.just("–"), st.just([]))
graden = lijst(st.sampled_from(["1°", "2°", "9°"]), streepjes)
letters = lijst(letter, st.one_of(graden, streepjes))
begrippen = lijst(st.just("–"), graden)
leden = st.lists(
    knopen(Soort.LID, nummer=st.sampled_from(["1", "2", "2a"]), kinderen=st.one_of(letters, begrippen)),
    max_size=3,
)
inhoud = st.one_of(leden, letters, begrippen)
artikelen = st.lists(knopen(Soort.ARTIKEL, nummer=nummer, opschrift=opschrift, kinderen=inhoud), max_size=3)
paragrafen = st.lists(
    knopen(Soort.PARAGRAAF, nummer=st.sampled_from(["1", "2a"]), opschrift=opschrift, kinderen=artikelen),
    max_size=2,
)
hoofdstukken = st.lists(
    knopen(
        Soort.HOOFDSTUK,
        nummer=nummer,
        opschrift=opschrift,
        kinderen=st.builds(lambda a, p: [*a, *p], artikelen, paragrafen),
    ),
    max_size=2,
)
bijlagen = st.lists(
    knopen(Soort.BIJLAGE, nummer=st.sampled_from(["", "1", "II"]), opschrift=opschrift, kinderen=inhoud),
    max_size=2,
)
regelingen = st.builds(
    lambda titel, *delen: Regeling(titel, [k for deel in delen for k in deel]),
    opschrift,
    st.lists(knopen(Soort.AANHEF), max_size=1),
    artikelen,
    hoofdstukken,
    st.lists(knopen(Soort.SLOT), max_size=1),
    bijlagen,
)


@given(regelingen)
def test_round_trip_of_generated_trees(regeling: Regeling) -> None:
    assert lees_regeling(schrijf_regeling(regeling)) == regeling


soepregel = st.builds(
    lambda inspringing, tekst: " " * inspringing + tekst,
    st.sampled_from([0, 0, 0, 2, 4, 8, 12]),
    st.one_of(
        st.just(""),
        zin,
        st.sampled_from(
            [
                *(
                    "### Artikel  1",
                    "###Artikel 2 Kop",
                    "## Hoofdstuk 1",
                    "### § 2",
                    "####Opschrift",
                    "# Titel",
                    "## Slot",
                ),
                *(
                    "1.  lid:",
                    "2. lid {facultatief}",
                    "a. deel",
                    "b.deel",
                    "1°. graad",
                    "2°. graad",
                    "– *begrip:* iets",
                ),
                *(
                    "{facultatief}",
                    "{alternatief}",
                    "{noot} nota",
                    "> Toelichting: t",
                    "> meer",
                    ">",
                    "## Bijlage",
                    "| a |",
                ),
                *("Lasten en bevelen dat", "\\1. letterlijk", "[naam](x/y)", "\ttab", "## Aanhef", "#", "3."),
            ]
        ),
    ),
)


@given(st.lists(soepregel, max_size=14).map("\n".join))
def test_any_input_reads_to_a_tree_that_survives_writing(markdown: str) -> None:
    regeling = lees_regeling(markdown)
    assert lees_regeling(schrijf_regeling(regeling)) == regeling


@given(st.lists(soepregel.filter(bool), max_size=14))
def test_no_line_of_any_input_is_dropped(regels: list[str]) -> None:
    genummerd = "\n".join(f"{regel} woord{plaats}" for plaats, regel in enumerate(regels))
    regeling = lees_regeling(genummerd)
    boom = " ".join([regeling.titel, *(f"{k.opschrift} {k.noot} {k.tekst} {k.toelichting}" for k in regeling.lopen())])
    assert sorted(re.findall(r"woord\d+", boom)) == sorted(f"woord{plaats}" for plaats in range(len(regels)))


# Our own model texts

beide_modellen = pytest.mark.parametrize("naam", ["2010-definitief", "2013-concept"])


@beide_modellen
def test_model_round_trip(naam: str) -> None:
    regeling = lees_regeling(model(naam))
    assert lees_regeling(schrijf_regeling(regeling)) == regeling


@beide_modellen
def test_model_shows_every_kind_of_node(naam: str) -> None:
    regeling = lees_regeling(model(naam))
    hoofdstukken = [k for k in regeling.knopen if k.soort is Soort.HOOFDSTUK]
    assert [k.soort for k in regeling.knopen] == [
        Soort.AANHEF,
        *[Soort.HOOFDSTUK] * 7,
        Soort.SLOT,
        Soort.BIJLAGE,
    ]
    assert [k.nummer for k in hoofdstukken] == list("1234567")
    assert {k.soort for k in regeling.lopen()} == set(Soort)
    facultatief = {k.soort for k in regeling.lopen() if k.facultatief}
    assert {Soort.ARTIKEL, Soort.LID, Soort.ONDERDEEL} <= facultatief
    met_toelichting = [k for k in regeling.artikelen() if k.toelichting]
    assert len(met_toelichting) > 0.9 * len(regeling.artikelen())
    assert vorm(artikel(regeling, "6").kinderen[1]) == ["a", "b", "c", "d", "slot"]
    assert vorm(artikel(regeling, "12").kinderen[1].kinderen[1]) == ["1°", "2°"]


@beide_modellen
def test_alternatives_of_the_model(naam: str) -> None:
    regeling = lees_regeling(model(naam))
    paren = [
        (k.soort, k.nummer, hoofdvorm(ouder.kinderen, plaats) is not None)
        for ouder in regeling.lopen()
        for plaats, k in enumerate(ouder.kinderen)
        if k.alternatief
    ]
    assert paren == [(Soort.LID, "3", True), (Soort.ARTIKEL, "27", True)]


def test_every_article_of_the_concept_knows_where_it_comes_from() -> None:
    def per_nummer(naam: str) -> dict[str, Knoop]:
        return {k.nummer: k for k in lees_regeling(model(naam)).artikelen() if not k.alternatief}

    eerder, later = per_nummer("2010-definitief"), per_nummer("2013-concept")
    voorwerk = tomllib.loads((MODELLEN / "2013-concept.md").read_text(encoding="utf-8").split("+++\n")[1])
    nieuw, vervallen, herkomst = voorwerk["nieuw"], voorwerk["vervallen"], voorwerk["herkomst"]
    herkomsten = {nummer: herkomst.get(nummer, nummer) for nummer in later if nummer not in nieuw}
    assert len(eerder) == 33
    assert len(nieuw) == 3
    assert set(nieuw) <= set(later)
    assert sorted([*herkomsten.values(), *vervallen]) == sorted(eerder)
    gewijzigd = [n for n, oud in herkomsten.items() if tekst_van(later[n]) != tekst_van(eerder[oud])]
    assert len(gewijzigd) == 10
    assert all(later[n].opschrift == eerder[oud].opschrift for n, oud in herkomsten.items() if n != "9")
