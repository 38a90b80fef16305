"""What we know of Dutch, and the fragment that shows why something was found."""

import random
import re
import time
from pathlib import Path

import pytest
from django.utils.html import strip_tags
from elasticsearch import Elasticsearch
from hypothesis import given, settings
from hypothesis import strategies as st

import search
from search.language.analysis import Analyser
from search.language.compounds import Splitter
from search.language.highlight import LENGTH, Highlighter, shortened
from search.language.lemmas import lemma, stem
from search.language.spelling import Speller, Spelling, distance
from search.language.tokens import LONGEST_WORD, clean, fold, places, raw_words, tokens, words
from tests.search.documents import ask

GEGEVENS = Path(search.__file__).parent / "gegevens"
anything = st.text(st.characters(codec=None), max_size=300)
wordlike = st.text("ab\u0301\u00ad’'_ é", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De foto's en foto’s", ["de", "foto", "en", "foto"]),
        ("baby'tje pyjama's", ["baby", "pyjama"]),
        ("bestand_naam.pdf v2.3:a", ["bestand", "naam", "pdf", "v2", "3", "a"]),
        ("coördinator Fryslân", ["coordinator", "fryslan"]),
        ("co\u0308ordinator", ["coordinator"]),
        ("mantel\u00adzorg \u202eabc\u202c", ["mantelzorg", "abc"]),
        ("a\x00b", ["a", "b"]),
        ("WMO-raad", ["wmo", "raad"]),
        ("😀 ?! …", []),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(clean(text)) == expected


@given(anything)
@settings(deadline=None)
def test_tokens_are_plain_and_stay_as_they_are(text: str) -> None:
    for token in tokens(clean(text)):
        assert token
        assert tokens(token) == [token]
        assert not re.search(r"[\s\x00-\x1f\u202e]", token)


@given(anything | wordlike)
@settings(deadline=None)
def test_places_are_where_the_words_stand(text: str) -> None:
    """Each word where it stands by itself, none inside another, whatever marks surround it."""
    found = [place for word in set(raw_words(text)) for place in places(word, text)]
    assert [text[start:end] for start, end in sorted(found)] == raw_words(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gemeenten", "gemeente"),
        ("huizen", "huis"),
        ("kinderen", "kind"),
        ("fotos", "foto"),
        ("wmo", "wmo"),
        ("2015", "2015"),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("begeleiding", "begeleid"),  # not beleid, as with a stemmer that takes ge and be off
        ("gemeente", "gemeent"),
        ("mogelijkheden", "mogelijk"),
        ("ondersteunen", "ondersteun"),
        ("dagen", "dag"),
        ("bakken", "bak"),
        ("maan", "man"),
        ("brood", "brod"),
        ("vrouwelijke", "vrouwelijk"),
        ("betekenende", "beteken"),
        ("gemeen", "gemen"),
        ("zeeen", "zeeen"),
        ("wmo", "wmo"),
        ("2015", "2015"),
        ("yy", "yy"),
        ("", ""),
    ],
)
def test_stem(word: str, expected: str) -> None:
    """As Elasticsearch stems them."""
    assert stem(word) == expected


@pytest.mark.elasticsearch
def test_stems_are_those_of_elasticsearch(elasticsearch_url: str) -> None:
    """The words editors use in the vocabulary: some hundreds."""
    known = sorted({lemma(word) for name in GEGEVENS.glob("*.toml") for word in words(name.read_text("utf-8"))})
    analysed = Elasticsearch(elasticsearch_url).indices.analyze(
        tokenizer="whitespace", filter=[{"type": "stemmer", "language": "dutch"}], text=" ".join(known)
    )
    assert [stem(word) for word in known] == [token["token"] for token in analysed["tokens"]]
    assert len(known) > 300


@given(st.text("aeiouybdghjklmnrst", max_size=15))
def test_a_stem_is_no_longer_than_the_word(word: str) -> None:
    assert len(stem(word)) <= len(word)
    assert stem(word).islower() or not word


class TestCompounds:
    def test_halves_of_halves(self) -> None:
        assert set(Splitter({"mantelzorg"}).parts("mantelzorgadviesraad")) >= {
            "mantelzorg",
            "adviesraad",
            "advies",
            "raad",
        }

    def test_linking_letters(self) -> None:
        assert Splitter({}).halves("ondersteuningsplan") == ("ondersteuning", "plan")

    def test_the_collections_own_words(self) -> None:
        assert Splitter({}).parts("pgbzqxbudget") == ()
        assert Splitter({"pgbzqx": 2}).halves("pgbzqxbudget") == ("pgbzqx", "budget")

    def test_short_words_of_the_collection(self) -> None:
        assert Splitter({"val": 3, "preventie": 3}).halves("valpreventie") == ("val", "preventie")

    @pytest.mark.parametrize("word", ["onderzoek", "voorziening", "eenzaamheid"])
    def test_small_words_and_endings_are_no_parts(self, word: str) -> None:
        vocabulary = dict.fromkeys(("onder", "voor", "een", "zoek", "ziening", "eenzaam"), 9)
        assert Splitter(vocabulary).parts(word) == ()

    def test_apart(self) -> None:
        splitter = Splitter({"wmo": 9, "raad": 5, "raa": 2, "wmor": 2, "raden": 2, "wijkteam": 3, "wijk": 3, "team": 3})
        assert splitter.apart("wmoraad") == ("wmo", "raad")
        assert splitter.apart("wijkteam") is None  # a word of the collection itself
        assert splitter.apart("raadsel") is None

    @pytest.mark.parametrize("word", ["huis", "x" * 500, "a1b2c3d4e5", ""])
    def test_no_compound(self, word: str) -> None:
        assert Splitter({}).parts(word) == ()


def test_a_document_carries_its_labels() -> None:
    from tests.search.documents import document

    analysed = Analyser({}, {"thema": {"pgb": "Persoonsgebonden budget"}, "gemeente": {"GM0168": "Losser"}}).document(
        document(
            1, begrippen={"thema": ("pgb", "onbekend")}, gemeenten=("GM0168",), wetsartikelen=("Wmo 2015 artikel 4",)
        )
    )
    assert analysed.labels.written == "persoonsgebonden budget losser wmo 2015 artikel 4"


class TestFragment:
    @staticmethod
    def fragment(q: str, text: str) -> str | None:
        return Highlighter(ask(q).groups, Splitter({})).fragment(text)

    def test_marks_inflections_and_compounds(self) -> None:
        fragment = self.fragment("gemeente raad", "Alle gemeenten hebben een adviesraad.")
        assert fragment == "Alle <mark>gemeenten</mark> hebben een <mark>adviesraad</mark>."

    def test_escapes_everything_else(self) -> None:
        assert self.fragment("zorg", '<script>"zorg"</script> & meer') == (
            "&lt;script&gt;&quot;<mark>zorg</mark>&quot;&lt;/script&gt; &amp; meer"
        )

    def test_the_stretch_with_most_of_the_words(self) -> None:
        far = "woord " * 300
        fragment = self.fragment("vervoer ouderen", f"vervoer {far} vervoer voor ouderen in het dorp {far} ouderen")
        assert "<mark>vervoer</mark> voor <mark>ouderen</mark>" in fragment
        assert fragment.startswith("…")
        assert fragment.endswith("…")

    def test_small_words_are_not_marked(self) -> None:
        assert (
            self.fragment('"de kanteling"', "de tekst over de kanteling") == "de tekst over de <mark>kanteling</mark>"
        )

    def test_nothing_to_mark(self) -> None:
        assert self.fragment("vervoer", "Een tekst over wonen.") is None

    @given(anything, anything)
    @settings(deadline=None)
    def test_any_text_gives_safe_html_of_bounded_length(self, q: str, text: str) -> None:
        for html in (self.fragment(q, text + " zorg " + text), shortened(text)):
            if html is not None:
                assert not re.search(r"<(?!/?mark>)", html)
                assert html.count("<mark>") == html.count("</mark>")
        assert self.fragment("zorg", "zorg " * 1000).count("zorg") * 5 <= LENGTH + 50

    def test_long_words_without_spaces(self) -> None:
        assert len(strip_tags(self.fragment("zorg", "zorg " + "x" * 5000))) < 6000


class TestSpelling:
    @staticmethod
    def speller(vocabulary: dict[str, int], names: frozenset[str] = frozenset()) -> Speller:
        return Speller(vocabulary, names, Splitter(vocabulary))

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("mantelzrog", "mantelzorg"),
            ("mantelzogr", "mantelzorg"),
            ("amntelzorg", "mantelzorg"),
            ("matelzoorg", "mantelzorg"),
            ("gemeete", "gemeente"),  # the more common one
            ("wijkk", "wijk"),
            ("losserr", "losser"),
            ("wonig", "woning"),
            ("qqqqqq", None),
            ("kocking", None),  # who mistypes the first letter?
            ("wyk", None),  # short words may be anything
            ("gemeente7", None),
        ],
    )
    def test_nearest(self, typed: str, meant: str | None) -> None:
        vocabulary = {
            "mantelzorg": 12,
            "mantel": 3,
            "gemeente": 40,
            "geemente": 1,
            "wijk": 5,
            "woning": 4,
            "locking": 9,
        }
        assert self.speller(vocabulary, frozenset({"losser"})).nearest(typed) == meant

    @pytest.mark.parametrize("word", ["fietsen", "creëer", "wmoraad", "boodschappenfiets"])
    def test_what_is_right_as_it_is(self, word: str) -> None:
        """Words common in Dutch, words of the collection and compounds of these."""
        speller = self.speller({"wmoraad": 2, "fietser": 3, "creeert": 9, "wmoraden": 9, "boodschappenfietsen": 9})
        assert speller.corrected([word]) == {}

    def test_only_the_unknown_words(self) -> None:
        assert self.speller({"gemeente": 9, "raadsel": 2}).corrected(["geemente", "raad"]) == {"geemente": "gemeente"}

    @given(st.text("abcd", min_size=5, max_size=9), st.text("abcd", min_size=4, max_size=9))
    @settings(deadline=None)
    def test_finds_each_word_with_one_mistake(self, typed: str, word: str) -> None:
        """The short cut misses none that begins as it should."""
        if distance(typed, word, 1) == 1 and typed[0] == word[0]:
            assert [found for _, _, found in Spelling({word: 1}).near(typed)] == [word]

    def test_quick_in_a_large_vocabulary(self) -> None:
        """A word takes milliseconds: no more than some hundredths of all words are compared."""
        rng = random.Random(4)
        vocabulary = {"".join(rng.choices("aeioubdfgklmnprstvz", k=rng.randint(5, 14))): 2 for _ in range(50_000)}
        speller = self.speller(vocabulary)
        speller.nearest("mantelzrog")
        begin = time.process_time()
        for _ in range(20):
            speller.nearest("maatschapelijke")
        assert (time.process_time() - begin) / 20 < 0.02

    @given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
    @settings(deadline=None)
    def test_distance_is_symmetric_and_bounded(self, one: str, other: str) -> None:
        assert distance(one, other, 9) == distance(other, one, 9) <= max(len(one), len(other))
        assert (distance(one, other, 9) == 0) == (one == other)
        assert distance(one, other, 1) == min(distance(one, other, 9), 2)


def test_folding_keeps_letters_only() -> None:
    assert fold("straße") == "strasse"
    assert fold("ﬁets") == "fiets"
