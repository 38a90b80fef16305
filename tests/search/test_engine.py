"""What every engine must do: the same tests for each of them."""

import datetime
import math
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import weights
from search.document import artikelverwijzing
from search.engines.contract import (
    Engine,
    EngineQuery,
    FacetMatch,
    Likeness,
    QueryGroup,
    QueryTerm,
)
from search.facets import FACETS, VERWIJZING, facet_values
from search.labels import Labels
from tests.search.documents import ask, document, fill, found, passage

LABELS = Labels(
    names={},
    synonyms={("pgb",): (("persoonsgebonden", "budget"),), ("persoonsgebonden", "budget"): (("pgb",),)},
)


class TestFinding:
    def test_title_before_text(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Vervoer", "Over mantelzorg.")], 2: [document(2, "Mantelzorg", "Over vervoer.")]})
        assert found(engine.search(ask("mantelzorg"))) == [2, 1]

    @pytest.mark.parametrize(
        ("q", "tekst"),
        [
            ("huizen", "een huis"),
            ("gemeente", "alle gemeenten"),
            ("foto", "de foto’s van toen"),
            ("fotos", "een foto"),
            ("coordinator", "de coördinator"),
            ("coördinator", "de coordinator"),
            ("raad", "de adviesraad"),
            ("adviesraad", "een raad die advies geeft"),
            ("mantelzorg adviesraad", "de mantelzorgadviesraad"),
            ("hertogenbosch", "in 's-Hertogenbosch"),
            ("sudwest fryslan", "Súdwest-Fryslân"),
            ("MANTELZORG", "mantelzorg"),
            ("indienen", "de aanvraag is ingediend"),
        ],
    )
    def test_dutch(self, engine: Engine, q: str, tekst: str) -> None:
        fill(engine, {1: [document(1, "Een", tekst)], 2: [document(2, "Twee", "iets heel anders")]})
        assert found(engine.search(ask(q))) == [1]

    def test_synonyms_both_ways(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Een", "wie een pgb heeft")],
                2: [document(2, "Twee", "een persoonsgebonden budget")],
                3: [document(3, "Drie", "budget voor een persoon")],
            },
        )
        assert set(found(engine.search(ask("pgb", LABELS)))) == {1, 2}
        assert {1, 2} <= set(found(engine.search(ask("persoonsgebonden budget", LABELS))))

    def test_all_words_of_two_are_needed(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Een", "vervoer en wonen")], 2: [document(2, "Twee", "vervoer")]})
        assert found(engine.search(ask("vervoer wonen"))) == [1]

    def test_quoted_words_stand_together(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Een", "hulp bij het huishouden in de wijk")],
                2: [document(2, "Twee", "het huishouden vraagt hulp bij de wijk")],
            },
        )
        assert found(engine.search(ask('"hulp bij het huishouden"'))) == [1]
        assert found(engine.search(ask('"hulp bij het huishouden" wijk'))) == [1]

    @pytest.mark.parametrize(("q", "near"), [("2.3.2", "artikel 2.3.2"), ("2.2", "artikel 2.2"), ("2.2", "2, lid 2")])
    def test_parts_of_a_number_stand_together(self, engine: Engine, q: str, near: str) -> None:
        """As many are counted as are found: a thing with the same parts further apart is neither."""
        apart = ["van 2 tot 3 uur", "lid 2, 3, 4, 5, 2", "3 en 2 en 3", "2, 5, 3, 5 en 2", "2.3", "2"]
        fill(engine, {1: [document(1, "Een", near)]} | {n: [document(n, "X", t)] for n, t in enumerate(apart, 2)})
        result = engine.search(replace(ask(q), facets=("soort",)))
        assert (found(result), result.total, sum(result.facets["soort"].values())) == ([1], 1, 1)

    def test_found_by_attachment(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Een", "iets", bijlagetekst="scootmobielen")], 2: [document(2, "Twee", "iets")]})
        assert found(engine.search(ask("scootmobiel"))) == [1]

    def test_nothing_asked_is_everything_by_date(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "X", datum=datetime.date(2014, 1, n))] for n in (2, 3, 1)} | {9: [document(9)]})
        result = engine.search(EngineQuery(sort="date"))
        assert (result.total, found(result)) == (4, [3, 2, 1, 9])


THEMAS = {"thema": ("mantelzorg",)}


class TestLikeness:
    """Things like another thing: each word and value that is shared finds them and counts."""

    def test_more_in_common_first_and_nothing_without(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Vervoer", "een dorpsauto")],
                2: [document(2, "Vervoer", "de adviesraad", begrippen=THEMAS)],
                3: [document(3, "Wonen", "een traplift")],
                4: [document(4, "Wonen", "een traplift", begrippen=THEMAS)],
            },
        )
        match = FacetMatch("thema", THEMAS["thema"], 3.0)
        like = Likeness(lemmas=("raad", "dorpsauto"), matches=(match,))
        result = engine.search(EngineQuery(like=like))
        assert result.total == 3
        assert found(result)[0] == 2
        assert set(found(engine.search(EngineQuery(like=Likeness(matches=(match,)))))) == {2, 4}
        assert found(engine.search(EngineQuery(like=Likeness(lemmas=("dorpsauto",))))) == [1]

    def test_restricted_and_without_itself(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Dorpsauto")],
                2: [document(2, "Dorpsauto")],
                3: [document(3, "Dorpsauto", soort="handreiking")],
            },
        )
        query = EngineQuery(
            like=Likeness(lemmas=("dorpsauto",)), restrictions={"soort": ("praktijkvoorbeeld",)}, without=("pagina-1",)
        )
        assert found(engine.search(query)) == [2]


class TestMeaning:
    """What words are the name of, and what comes first without being asked for."""

    def test_meant_is_found_without_the_words(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Zorg voor wie zorgt", begrippen=THEMAS)],
                2: [document(2, "Iets anders", tekst="mantelzorg komt hier ter sprake")],
                3: [document(3, "Iets anders")],
            },
        )
        query = ask("mantelzorg")
        named = replace(query.groups[0], meant=(FacetMatch("thema", ("mantelzorg",), 3.0),))
        assert set(found(engine.search(query))) == {2}
        assert set(found(engine.search(replace(query, groups=(named,))))) == {1, 2}

    def test_references_are_searched_like_a_facet(self, engine: Engine) -> None:
        cited = artikelverwijzing("wmo-2015", "2.3.2")
        fill(engine, {1: [document(1, "Onderzoek", verwijzingen=(cited,))], 2: [document(2, "Onderzoek")]})
        groups = (QueryGroup((QueryTerm("2.3.2", ""),), meant=(FacetMatch(VERWIJZING, (cited,), 3.0),)),)
        assert found(engine.search(EngineQuery(groups=groups, minimum=1))) == [1]
        (hit,) = engine.search(EngineQuery(restrictions={VERWIJZING: (cited,)})).hits
        assert (hit.key, hit.verwijzingen) == (1, (cited,))

    def test_preferred_orders_and_finds_nothing_more(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "Vervoer", datum=datetime.date(2010 + n, 1, 1))] for n in range(5)})
        for year in ("2011", "2013"):
            query = replace(ask("vervoer"), preferred=(FacetMatch("jaar", (year,), 0.5),))
            result = engine.search(query)
            assert (result.total, result.hits[0].datum.year) == (5, int(year))
        nothing = replace(ask("wonen"), preferred=(FacetMatch("jaar", ("2011",), 0.5),))
        assert engine.search(nothing).total == 0


class TestNarrowing:
    moments = [datetime.datetime(2026, 11, day, 9, tzinfo=datetime.UTC) for day in (1, 2, 3)]

    def test_since(self, engine: Engine) -> None:
        things = {n: [document(n, "Vervoer", verschenen=moment)] for n, moment in enumerate(self.moments)}
        fill(engine, {**things, 9: [document(9, "Vervoer")]})
        for query in (ask("vervoer"), EngineQuery(sort="date")):
            result = engine.search(replace(query, since=self.moments[0], facets=("soort",)))
            assert (set(found(result)), result.total) == ({1, 2}, 2)
            assert result.facets["soort"] == {"praktijkvoorbeeld": 2}

    def test_until(self, engine: Engine) -> None:
        things = {n: [document(n, "Vervoer", verschenen=moment)] for n, moment in enumerate(self.moments)}
        fill(engine, {**things, 9: [document(9, "Vervoer")]})
        for query in (ask("vervoer"), EngineQuery(sort="date")):
            result = engine.search(replace(query, until=self.moments[1], facets=("soort",)))
            assert (set(found(result)), result.total) == ({0, 1}, 2)
            assert set(found(engine.search(replace(query, since=self.moments[0], until=self.moments[1])))) == {1}

    def test_each_appears_between_two_moments_once(self, engine: Engine) -> None:
        """Moments that share a millisecond with the thing itself are no reason to miss it or to find it twice."""
        begin = self.moments[0]
        fill(engine, {1: [document(1, "Vervoer", verschenen=begin + datetime.timedelta(microseconds=500))]})
        bounds = [begin + datetime.timedelta(microseconds=at) for at in (-2000, 300, 500, 700, 2000)]
        times = [engine.search(EngineQuery(since=since, until=until)).total for since, until in pairwise(bounds)]
        assert sum(times) == 1

    def test_newest_on_the_site_first(self, engine: Engine) -> None:
        """An old thing that came in today is before a young one that was there."""
        dates = [datetime.date(2009, 1, 1), datetime.date(2026, 1, 1), datetime.date(2014, 1, 1)]
        things = {n: [document(n, "Vervoer", datum=dates[-n], verschenen=self.moments[n])] for n in range(3)}
        fill(engine, {**things, 9: [document(9, "Vervoer", datum=dates[1])]})
        for query in (ask("vervoer"), EngineQuery()):
            result = engine.search(replace(query, sort="appearance"))
            assert found(result) == [2, 1, 0, 9]
            assert [hit.verschenen for hit in result.hits] == [*reversed(self.moments), None]

    def test_without(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "Vervoer")] for n in range(4)})
        for query in (ask("vervoer"), EngineQuery(sort="date")):
            result = engine.search(replace(query, without=("pagina-1", "pagina-3"), facets=("soort",)))
            assert (set(found(result)), result.total) == ({0, 2}, 2)
            assert result.facets["soort"] == {"praktijkvoorbeeld": 2}

    def test_what_a_hit_carries(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Vervoer", begrippen=THEMAS, gemeenten=("GM0193",))]})
        (hit,) = engine.search(EngineQuery()).hits
        assert (hit.begrippen, hit.gemeenten) == (THEMAS, ("GM0193",))


class TestCompleting:
    @pytest.fixture(autouse=True)
    def titles(self, engine: Engine) -> None:
        titles = ["Vervoer naar de dagbesteding", "Dagbesteding dichtbij", "Samen reizen", "Súdwest-Fryslân op weg"]
        fill(engine, {n: [document(n, title, tekst="dagbesteding")] for n, title in enumerate(titles)})

    @pytest.mark.parametrize(
        ("words", "keys"),
        [
            (["dag"], {0, 1}),
            (["dagbesteding"], {0, 1}),
            (["dagbesteding", "dicht"], {1}),
            (["vervoer", "dag"], {0}),
            (["sudwest"], {3}),
            (["besteding"], set()),
            (["zwolle"], set()),
        ],
    )
    def test_last_word_is_begun(self, engine: Engine, words: list[str], keys: set[int]) -> None:
        assert {hit.key for hit in engine.complete(words, 10)} == keys

    def test_no_more_than_asked(self, engine: Engine) -> None:
        assert len(engine.complete(["d"], 1)) == 1
        assert engine.complete([], 1) == []


class TestScale:
    """Weights that are added to BM25 count as much on every engine."""

    def test_of_words(self, engine: Engine) -> None:
        """A rare word in a title of the usual length: idf ln 2, times k1 + 1 and through the saturation of 1.2."""
        fill(engine, {1: [document(1, "Vervoer")], 2: [document(2, "Wonen")]})
        (hit,) = engine.search(ask("vervoer")).hits
        as_lemma = weights.TITLE * math.log(2) * 2.2 / (1 + 1.2)
        assert hit.score == pytest.approx(as_lemma * (1 + weights.TIE_BREAKER * weights.WRITTEN), rel=0.01)

    def test_of_what_is_preferred(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "Vervoer", datum=datetime.date(2010 + n, 1, 1))] for n in (1, 2)})
        query = replace(ask("vervoer"), preferred=(FacetMatch("jaar", ("2011",), 0.5),))
        first, second = engine.search(query).hits
        assert (first.key, first.score - second.score) == (1, pytest.approx(0.5, rel=0.01))


class TestPages:
    def test_every_thing_once(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "Vervoer", datum=datetime.date(2014, 1, 1))] for n in range(45)})
        for sort in ("relevance", "date"):
            seen = [n for page in range(1, 6) for n in found(engine.search(ask("vervoer", sort=sort, page=page)))]
            assert sorted(seen) == list(range(45)), sort

    def test_beyond_the_last_page_is_the_last_page(self, engine: Engine) -> None:
        fill(engine, {n: [document(n, "Vervoer")] for n in range(25)})
        result = engine.search(ask("vervoer", page=99_999))
        assert (result.page, len(result.hits)) == (3, 5)

    def test_nothing_found_has_a_first_page(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Vervoer")]})
        result = engine.search(ask("wonen", page=4, facets=("soort",)))
        assert (result.total, result.page, result.hits, result.facets) == (0, 1, (), {"soort": {}})


class TestPassages:
    def test_best_pages_of_the_attachment(self, engine: Engine) -> None:
        pages = [passage(1, 1, "inleiding"), passage(1, 2, "de brede hal"), passage(1, 3, "een hal die breed is")]
        fill(engine, {1: [document(1, "Een", bijlagetekst="de brede hal"), *pages], 2: [document(2, "brede hal")]})
        passages = engine.search_passages(ask("brede hal"), ["pagina-1", "pagina-2"])
        assert [hit.paginanummer for hit in passages["pagina-1"]] == [2, 3]
        assert "pagina-2" not in passages

    def test_passages_are_found_by_words_only(self, engine: Engine) -> None:
        """What words mean and what is preferred says something of things: a page of an attachment has no facets."""
        fill(engine, {1: [document(1, "Zwolle"), passage(1, 1, "Een hal in Zwolle"), passage(1, 2, "Voorwoord")]})
        zwolle = replace(ask("zwolle").groups[0], meant=(FacetMatch("gemeente", ("GM0193",), 5.0),))
        query = EngineQuery(groups=(zwolle,), minimum=1, preferred=(FacetMatch("jaar", ("2026",), 1.0),))
        assert [hit.paginanummer for hit in engine.search_passages(query, ["pagina-1"])["pagina-1"]] == [1]

    def test_no_hits_and_not_counted(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Een", bijlagetekst="hal"), passage(1, 1, "hal")]})
        result = engine.search(ask("hal", facets=("soort",)))
        assert (result.total, result.facets["soort"]) == (1, {"praktijkvoorbeeld": 1})
        assert result.hits[0].passages == 1


VALUES = {
    "soort": ["praktijkvoorbeeld", "handreiking", "pagina"],
    "thema": ["mantelzorg", "wonen", "vervoer"],
    "gemeente": ["GM0001", "GM0002"],
    "jaar": ["2012", "2013"],
}


def _random_document(number: int, chance: random.Random) -> object:
    return document(
        number,
        chance.choice(["Zorg in de buurt", "Vervoer in de buurt", "Zorg thuis"]),
        soort=chance.choice(VALUES["soort"]),
        begrippen={"thema": tuple(chance.sample(VALUES["thema"], chance.randrange(3)))},
        gemeenten=tuple(chance.sample(VALUES["gemeente"], chance.randrange(3))),
        datum=datetime.date(int(chance.choice(VALUES["jaar"])), 1, 1),
    )


class TestFacets:
    """OR within a facet, AND between facets; each facet counts without its own choice."""

    @given(
        chosen=st.fixed_dictionaries(
            {}, optional={f: st.lists(st.sampled_from(v), unique=True) for f, v in VALUES.items()}
        ),
        restricted=st.sampled_from([{}, {"soort": ("handreiking", "pagina")}]),
        q=st.sampled_from(["", "zorg", "buurt"]),
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_against_brute_force(
        self, engine: Engine, chosen: dict[str, list[str]], restricted: dict[str, tuple[str, ...]], q: str
    ) -> None:
        chance = random.Random(4)
        documents = [_random_document(number, chance) for number in range(80)]
        if not engine.status().usable:
            fill(engine, {number: [each] for number, each in enumerate(documents)})
        filters = {facet: tuple(values) for facet, values in chosen.items()}
        result = engine.search(ask(q, facets=tuple(VALUES), filters=filters, restrictions=restricted))

        def passes(each: object, without: str = "") -> bool:
            values = facet_values(each)
            asked = [*restricted.items(), *((f, v) for f, v in filters.items() if v and f != without)]
            return q in each.titel.lower() and all(set(values[f]) & set(v) for f, v in asked)

        assert result.total == sum(passes(each) for each in documents)
        for facet in VALUES:
            counts = Counter(v for each in documents if passes(each, facet) for v in facet_values(each)[facet])
            assert result.facets[facet] == counts, facet

    def test_all_facets_are_counted(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "X", fase="proef", provincies=("drenthe",))]})
        result = engine.search(EngineQuery(facets=tuple(FACETS)))
        assert result.facets["fase"] == {"proef": 1}
        assert result.facets["provincie"] == {"drenthe": 1}

    @pytest.mark.parametrize("made_up", ['"', 'a" OR "b', "*", "] +x:[", "\\", "a:b", "?", "", "é", "-", "IN"])
    def test_made_up_values_are_only_values(self, engine: Engine, made_up: str) -> None:
        fill(engine, {n: [document(n, "Zorg", begrippen={"thema": ("wonen",)}, soort="pagina")] for n in (1, 2)})
        for thema, total in (((made_up,), 0), (("wonen", made_up), 2)):
            result = engine.search(replace(ask("zorg"), filters={"thema": thema}, facets=("thema", "soort")))
            assert (result.total, len(result.hits)) == (total, total)
            assert result.facets["thema"] == {"wonen": 2}
            assert result.facets["soort"] == ({"pagina": 2} if total else {})

    def test_totals_are_those_of_the_questions(self, engine: Engine) -> None:
        fill(
            engine,
            {n: [document(n, "Zorg", begrippen={"thema": ("wonen" if n % 2 else "vervoer",)})] for n in range(1, 6)},
        )
        queries = [
            ask("zorg"),
            replace(ask("zorg"), filters={"thema": ("wonen",)}, page=2, per_page=1),
            replace(ask("zorg"), restrictions={"thema": ("vervoer",)}),
            ask("fietsen"),
        ]
        assert list(engine.totals(queries)) == [5, 3, 2, 0]
        assert list(engine.totals([])) == []

    def test_unknown_value_finds_nothing(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "X")]})
        assert engine.search(EngineQuery(filters={"thema": ("bestaat-niet",)})).total == 0
