"""What the words of a question mean: articles, places, concepts, years."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.document import MODELVERORDENING
from search.engines.contract import FacetMatch, QueryGroup
from search.facets import VERWIJZING
from search.labels import Labels
from search.language.compounds import Splitter
from search.language.spelling import Speller
from search.language.tokens import clean
from search.names import NameIndex, says_enough
from search.place_names import ORDINARY_WORDS, place_names
from search.understanding import Understood, understand
from search.understanding.correction import Correction, correction

WMO_2007, WMO_2015, JEUGDWET = "wmo-2007", "wmo-2015", "jeugdwet"
LABELS = Labels(
    names={"wettelijk-kader": {WMO_2007: "Wmo 2007", WMO_2015: "Wmo 2015", JEUGDWET: "Jeugdwet"}},
    synonyms={("pgb",): (("persoonsgebonden", "budget"),), ("persoonsgebonden", "budget"): (("pgb",),)},
    concepts={
        ("pgb",): (("thema", "pgb"),),
        ("persoonsgebonden", "budget"): (("thema", "pgb"),),
        ("mantelzorgers",): (("doelgroep", "mantelzorgers"),),
        ("wmo", "2007"): (("wettelijk-kader", WMO_2007),),
        ("wmo", "2015"): (("wettelijk-kader", WMO_2015),),
        ("wmo",): (("wettelijk-kader", WMO_2015), ("wettelijk-kader", WMO_2007)),
        ("wet", "maatschappelijke", "ondersteuning"): (("wettelijk-kader", WMO_2015),),
        ("jeugdwet",): (("wettelijk-kader", JEUGDWET),),
    },
    places=place_names(
        [
            ("GM0193", "Zwolle", None),
            ("GM0344", "Utrecht", None),
            ("GM0796", "'s-Hertogenbosch", None),
            ("GM0518", "'s-Gravenhage", None),
            ("GM0893", "Bergen (L.)", None),
            ("GM0373", "Bergen (NH.)", None),
            ("GM1900", "Súdwest-Fryslân", None),
            ("GM0214", "Buren", None),
            ("GM0352", "Wijk bij Duurstede", None),
            ("GM0310", "De Bilt", None),
            ("GM0000", "Oudedorp", "GM0193"),
        ],
        [("utrecht", "Utrecht"), ("noord-brabant", "Noord-Brabant"), ("fryslan", "Fryslân")],
    ),
)
PARTS = (
    "artikel",
    "art",
    "2.3.2",
    "4a",
    "7:1",
    "lid",
    "2",
    "wmo",
    "2015",
    "verordening",
    "gemeente",
    "buren",
    "utrecht",
)
PARTS += (
    "provincie",
    "zwolle",
    "de",
    "aan",
    "d",
    "e",
    "t",
    "pgb",
    "persoonsgebonden",
    "budget",
    '"',
    "vraag",
    "eerste",
)


def understood(q: str, today: datetime.date | None = None) -> Understood:
    return understand(q, Splitter({}), LABELS, today)


def cited(q: str) -> set[str]:
    return {
        value
        for group in understood(q).groups
        for match in group.meant
        if match.facet == VERWIJZING
        for value in match.values
    }


def words(group: QueryGroup) -> str:
    return " ".join(term.written for term in group.terms)


class TestArticles:
    @pytest.mark.parametrize(
        ("q", "expected"),
        [
            ("artikel 2.3.2 wmo", {"wmo-2015:2.3.2", "wmo-2007:2.3.2"}),
            ("art. 2.3.2 Wmo 2015", {"wmo-2015:2.3.2"}),
            ("2.3.2 wmo 2015", {"wmo-2015:2.3.2"}),
            ("wmo 2007 artikel 4", {"wmo-2007:4"}),
            ("artikel 4 van de wmo 2007", {"wmo-2007:4"}),
            ("Artikel 4A Jeugdwet", {"jeugdwet:4a"}),
            ("4a jeugdwet", {"jeugdwet:4a"}),
            ("artikel 2.3 wet maatschappelijke ondersteuning", {"wmo-2015:2.3"}),
            ("artikel 7 verordening", {f"{MODELVERORDENING}:7"}),
            ("art 7 modelverordening", {f"{MODELVERORDENING}:7"}),
            ("verordening artikel 7 wmo", {f"{MODELVERORDENING}:7"}),
            ("artikel 5 lid 2 jeugdwet", {"jeugdwet:5"}),
            ("artikel 5, tweede lid, van de jeugdwet", {"jeugdwet:5"}),
            ("artikel 7:1 jeugdwet", {"jeugdwet:7:1"}),
            ("artikel 9", {f"{MODELVERORDENING}:9", "wmo-2007:9", "wmo-2015:9", "jeugdwet:9"}),
            ("uitleg 2.3.2", {f"{MODELVERORDENING}:2.3.2", "wmo-2007:2.3.2", "wmo-2015:2.3.2", "jeugdwet:2.3.2"}),
        ],
    )
    def test_recognised(self, q: str, expected: set[str]) -> None:
        assert cited(q) == expected

    @pytest.mark.parametrize(
        "q", ["wmo 2015", "jeugdwet 2015", "7 verordening", "artikel over wonen", "de 8 shifts", "2.3"]
    )
    def test_other_numbers_are_no_articles(self, q: str) -> None:
        assert cited(q) == set()

    def test_one_group_of_its_number_and_nothing_of_its_lid(self) -> None:
        assert [words(group) for group in understood("artikel 5 lid 2 jeugdwet vervoer").groups] == [
            "artikel 5",
            "jeugdwet",
            "vervoer",
        ]
        assert [words(group) for group in understood("art 2.3.2 verordening").groups] == ["2 3 2"]

    def test_numbers_of_several_parts_stay_together(self) -> None:
        (group,) = understood("2.3").groups
        assert (words(group), group.near) == ("2 3", True)

    @pytest.mark.parametrize(
        "q", ["artikel", "art", "verordening", "lid 2", "artikel lid", "artikel 4 lid", "art verordening"]
    )
    def test_half_of_one(self, q: str) -> None:
        assert understood(q).groups


class TestPlaces:
    @pytest.mark.parametrize(
        ("q", "gemeenten", "provincies"),
        [
            ("zwolle", {"GM0193", "GM0000"}, set()),
            ("eenzaamheid in Zwolle", {"GM0193", "GM0000"}, set()),
            ("'s-Hertogenbosch", {"GM0796"}, set()),
            ("hertogenbosch", {"GM0796"}, set()),
            ("den bosch", {"GM0796"}, set()),
            ("Den Haag", {"GM0518"}, set()),
            ("sudwest fryslan", {"GM1900"}, set()),
            ("Súdwest-Fryslân", {"GM1900"}, set()),
            ("sudwestfryslan", {"GM1900"}, set()),
            ("wijk bij duurstede", {"GM0352"}, set()),
            ("de bilt", {"GM0310"}, set()),
            ("friesland", set(), {"fryslan"}),
            ("noord brabant", set(), {"noord-brabant"}),
            ("utrecht", {"GM0344"}, {"utrecht"}),
            ("gemeente utrecht", {"GM0344"}, set()),
            ("provincie utrecht", set(), {"utrecht"}),
            ("Bergen (L.)", {"GM0893"}, set()),
            ("bergen", {"GM0893", "GM0373"}, set()),
            ("oudedorp", {"GM0000", "GM0193"}, set()),
            ("gemeente", set(), set()),
            ("provincie zwolle", {"GM0193", "GM0000"}, set()),
        ],
    )
    def test_recognised(self, q: str, gemeenten: set[str], provincies: set[str]) -> None:
        found = understood(q)
        assert (set(found.gemeenten), set(found.provincies)) == (gemeenten, provincies)
        meant = {match.facet: set(match.values) for group in found.groups for match in group.meant}
        assert (meant.get("gemeente", set()), meant.get("provincie", set())) == (gemeenten, provincies)

    def test_a_name_that_is_a_word_too_is_a_place_only_when_that_is_clear(self) -> None:
        assert understood("ruzie met buren").gemeenten == ()
        assert understood("ruzie in gemeente buren").gemeenten == ("GM0214",)
        assert understood("Buren").gemeenten == ("GM0214",)

    def test_never_the_only_way(self) -> None:
        (group,) = understood("Buren").groups
        assert words(group) == "buren"

    def test_the_word_gemeente_says_which_is_meant_and_is_not_looked_for(self) -> None:
        assert [words(group) for group in understood("gemeente Zwolle mantelzorg").groups] == ["zwolle", "mantelzorg"]

    def test_ordinary_words_are_folded_names(self) -> None:
        assert all(word.isascii() and word.islower() for word in ORDINARY_WORDS)


class TestConcepts:
    @pytest.mark.parametrize(
        ("q", "expected"),
        [
            ("pgb", ("thema", "pgb")),
            ("persoonsgebonden budgetten", ("thema", "pgb")),
            ("persoonsgebondenbudget", ("thema", "pgb")),
            ("hoe vraag ik een pgb aan", ("thema", "pgb")),
            ("mantelzorger", ("doelgroep", "mantelzorgers")),
            ("wmo", ("wettelijk-kader", WMO_2015)),
            ("mantelzorger met pgb", None),
            ("vervoer", None),
        ],
    )
    def test_what_the_question_is_about(self, q: str, expected: tuple[str, str] | None) -> None:
        assert understood(q).begrip == expected

    def test_synonyms_of_an_inflected_name(self) -> None:
        (group,) = understood("persoonsgebonden budgetten").groups
        assert [tuple(term.written for term in other.terms) for other in group.alternatives] == [("pgb",)]


class TestWords:
    def test_together(self) -> None:
        first, second = understood("mantelzorg adviesraad").groups
        for group in (first, second):
            assert [other.terms[0].written for other in group.alternatives] == ["mantelzorgadviesraad"]

    @pytest.mark.parametrize("q", ["d e", "wa t", "w a t d e", "ar na"])
    def test_a_small_word_is_no_other_way_to_write_it(self, q: str) -> None:
        assert all(other.terms for group in understood(q).groups for other in group.alternatives)

    def test_apart(self) -> None:
        (group,) = understand("wmoraad", Splitter({"wmo": 9, "raad": 5, "wmor": 1}), LABELS).groups
        assert [tuple(term.written for term in other.terms) for other in group.alternatives] == [("wmo", "raad")]

    @pytest.mark.parametrize(
        ("q", "verb"), [("hoe voeg ik een gebruiker toe", "toevoeg"), ("waar vraag ik een pgb aan", "aanvraag")]
    )
    def test_verbs_in_two_parts(self, q: str, verb: str) -> None:
        groups = understood(q).groups
        assert verb in {term.written for group in groups for other in group.alternatives for term in other.terms}
        assert q.split()[-1] not in map(words, groups)

    @pytest.mark.parametrize("q", ["samen aan", "toe", "een boek over", "zorg uit"])
    def test_no_verb(self, q: str) -> None:
        assert all(not group.alternatives or len(group.terms) == 1 for group in understood(q).groups)

    def test_small_words_are_left_out_unless_there_are_no_others(self) -> None:
        assert [words(group) for group in understood("wat is een keukentafelgesprek").groups] == ["keukentafelgesprek"]
        assert [words(group) for group in understood("de het een").groups] == ["de", "het", "een"]

    def test_quoted(self) -> None:
        phrase, word = understood('"de Kanteling" vervoer').groups
        assert (words(phrase), phrase.quoted, words(word), word.quoted) == ("de kanteling", True, "vervoer", False)


class TestCorrection:
    SPELLER = Speller({"mantelzorg": 9, "aanvragen": 5}, frozenset(), Splitter({}))

    @pytest.mark.parametrize(
        ("q", "better", "as_typed", "words"),
        [
            ("mantelzrog", "mantelzorg", '"mantelzrog"', ("mantelzorg",)),
            (
                "Mantelzrog, hoe aanvraggen?",
                "mantelzorg, hoe aanvragen?",
                '"Mantelzrog", hoe "aanvraggen"?',
                ("mantelzorg", "aanvragen"),
            ),
            ('"mantelzrog" aanvraggen', '"mantelzrog" aanvragen', '"mantelzrog" "aanvraggen"', ("aanvragen",)),
        ],
    )
    def test_unknown_words(self, q: str, better: str, as_typed: str, words: tuple[str, ...]) -> None:
        assert correction(q, self.SPELLER) == Correction(q=better, as_typed=as_typed, words=words)

    @pytest.mark.parametrize("q", ["", "mantelzorg", '"mantelzrog"', "😀 ?!", "fietsen"])
    def test_nothing_to_correct(self, q: str) -> None:
        assert correction(q, self.SPELLER) is None

    @given(st.text(st.characters(codec=None), max_size=100))
    @settings(deadline=None)
    def test_any_question(self, q: str) -> None:
        """What is taken as it was typed is not corrected again."""
        found = correction(q, self.SPELLER)
        if found and '"' not in q:
            assert correction(found.as_typed, self.SPELLER) is None


class TestAnyQuestion:
    @given(
        st.text(st.characters(codec=None), max_size=100) | st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join)
    )
    @settings(deadline=None)
    def test_is_understood(self, q: str) -> None:
        found = understood(clean(q), datetime.date(2026, 3, 1))
        assert all(group.terms for group in found.groups)
        assert all(other.terms for group in found.groups for other in group.alternatives)
        assert all(match.values for group in found.groups for match in group.meant)


class TestRecent:
    def test_the_last_years_a_little(self) -> None:
        preferred = understood("vervoer", datetime.date(2026, 3, 1)).preferred
        assert [match.values for match in preferred] == [("2026", "2025"), ("2024", "2023")]
        assert all(isinstance(match, FacetMatch) and match.weight <= 0.5 for match in preferred)

    def test_without_a_day_no_year_is_better(self) -> None:
        assert understood("vervoer").preferred == ()


class TestNames:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Het gesprek", True),
            ("alleen zijn", False),
            ("hulp bij het huishouden", True),
            ("Wmo", True),
            ("de was", False),
            ("", False),
        ],
    )
    def test_says_enough_without_its_small_words(self, text: str, expected: bool) -> None:
        assert says_enough(text) == expected

    def test_names_that_are_the_same_when_inflected_keep_the_first_meaning_or_all(self) -> None:
        names = {
            ("rolstoel",): (("stoel",),),
            ("rolstoelen",): (("wagentje",), ("rolstoel",)),
            ("rol", "stoelen"): (("karretje",),),
        }
        first = NameIndex(names, inflections=True)
        assert first.at(["rolstoelen"], 0) == (1, (("stoel",),))
        together = Labels(names={}, synonyms=names).synonym_index
        for word in ("rolstoel", "rolstoelen"):
            assert together.at([word], 0) == (1, (("stoel",), ("wagentje",), ("karretje",)))
        assert together.at(["rol", "stoel"], 0) == (2, (("karretje",),))

    def test_merged_gemeenten_are_found_by_each_others_names(self) -> None:
        names = place_names([("A", "Oud", "B"), ("B", "Midden", "C"), ("C", "Nieuw", None), ("D", "Los", None)], [])
        assert {name: set(values) for (name,), ((_, values),) in names.items()} == {
            "oud": {"A", "B", "C"},
            "midden": {"A", "B", "C"},
            "nieuw": {"A", "B", "C"},
            "los": {"D"},
        }

    def test_gemeenten_that_point_at_each_other(self) -> None:
        names = place_names([("A", "Links", "B"), ("B", "Rechts", "A")], [])
        assert set(names) == {("links",), ("rechts",)}
