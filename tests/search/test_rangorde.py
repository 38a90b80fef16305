"""What comes first: the same for each engine."""

import datetime

import pytest

from search.document import MODELVERORDENING, artikelverwijzing
from search.engines.contract import Engine
from search.labels import Labels
from search.place_names import place_names
from search.understanding import understand
from tests.search.documents import ask, document, fill, found

LABELS = Labels(
    names={"wettelijk-kader": {"wmo-2015": "Wmo 2015"}},
    synonyms={("pgb",): (("persoonsgebonden", "budget"),), ("persoonsgebonden", "budget"): (("pgb",),)},
    concepts={
        ("pgb",): (("thema", "pgb"),),
        ("persoonsgebonden", "budget"): (("thema", "pgb"),),
        ("wmo",): (("wettelijk-kader", "wmo-2015"),),
    },
    places=place_names([("GM0193", "Zwolle", None), ("GM0753", "Best", None)], [("overijssel", "Overijssel")]),
)
FILL = "Een tekst van enige lengte over heel andere dingen, zodat woorden ver uiteen kunnen staan."


class TestWords:
    @pytest.mark.parametrize(
        ("q", "first", "second"),
        [
            ("huizen", "Over huizen.", "Over een huis."),  # as typed before another form
            ("coördinator", "De coördinator belt.", "De coördinatoren bellen."),
            ("adviesraad", "De adviesraad vergadert.", "De raad vergadert en geeft advies."),
            ("raad", "De raad vergadert.", "De adviesraad vergadert."),
            ("samen eten", f"Vaak samen eten. {FILL}", f"Samen wandelen. {FILL} En dan eten."),
            ("vervoer ouderen", f"Het vervoer voor ouderen. {FILL}", f"Het vervoer. {FILL} Er zijn ouderen."),
            ("wmo raad", f"De wmo-raad. {FILL}", f"De wmo. {FILL} De gemeenteraad."),
        ],
    )
    def test_in_text(self, engine: Engine, q: str, first: str, second: str) -> None:
        fill(engine, {1: [document(1, "Een", second)], 2: [document(2, "Twee", first)]})
        assert found(engine.search(ask(q))) == [2, 1]

    @pytest.mark.parametrize("q", ["de was de deur uit", "was de deur uit", "wat kost het"])
    def test_a_title_as_typed_before_the_same_words_elsewhere(self, engine: Engine, q: str) -> None:
        fill(
            engine,
            {
                1: [document(1, "Iets anders", "De deur. De was. Uit de deur. De was kost iets; de deur kost meer.")],
                2: [document(2, "De was de deur uit", FILL)],
                3: [document(3, "Wat kost het?", FILL)],
            },
        )
        assert found(engine.search(ask(q)))[0] == (3 if "kost" in q else 2)

    def test_words_typed_as_one(self, engine: Engine) -> None:
        woorden = {"wmo": 4, "raad": 4}
        texts = {1: [document(1, "Een", "De wmo-raad.")], 2: [document(2, "Twee", "De raad over de wmo.")]}
        fill(engine, texts, woorden)
        assert found(engine.search(ask("wmoraad", vocabulary=woorden))) == [1]

    def test_verb_in_two_parts(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Een", "Een gebruiker toevoegen.")], 2: [document(2, "Twee", "Een gebruiker.")]})
        assert found(engine.search(ask("hoe voeg ik een gebruiker toe"))) == [1]

    @pytest.mark.parametrize("q", ["pgb", "persoonsgebonden budget", "persoonsgebondenbudget"])
    def test_what_editors_say_is_about_it_before_what_mentions_it(self, engine: Engine, q: str) -> None:
        fill(
            engine,
            {
                1: [document(1, "Een", "Ergens een pgb, ofwel een persoonsgebonden budget.")],
                2: [
                    document(
                        2, "Twee", "Ergens een pgb, ofwel een persoonsgebonden budget.", begrippen={"thema": ("pgb",)}
                    )
                ],
                3: [document(3, "Drie", "Zelf zorg inkopen.", begrippen={"thema": ("pgb",)})],
            },
        )
        answer = found(engine.search(ask(q, LABELS)))
        assert answer[0] == 2
        assert set(answer) == {1, 2, 3}


class TestArticles:
    @pytest.fixture(autouse=True)
    def articles(self, engine: Engine) -> None:
        cited = artikelverwijzing("wmo-2015", "2.3.2")
        fill(
            engine,
            {
                1: [document(1, "Een", f"Zie artikel 2.3.2 van de Wmo 2015. {FILL}")],
                2: [document(2, "Twee", f"Over het onderzoek, en de wmo. {FILL}", verwijzingen=(cited,))],
                3: [document(3, "Drie", "De wmo. Er zijn 2 raden, 3 wijken en 2 artikelen.")],
                4: [document(4, "Artikel 7 Het verslag", FILL, verwijzingen=(f"{MODELVERORDENING}:7",))],
                5: [document(5, "Vijf", f"Volgens artikel 7 van de verordening. {FILL}")],
                6: [document(6, "Zes", "Onze verordening kent 7 hoofdstukken en een artikel.")],
            },
        )

    @pytest.mark.parametrize("q", ["artikel 2.3.2 wmo", "2.3.2 wmo", "wmo art. 2.3.2"])
    def test_what_cites_it_then_what_mentions_it(self, engine: Engine, q: str) -> None:
        assert found(engine.search(ask(q, LABELS))) == [2, 1]

    @pytest.mark.parametrize("q", ["artikel 7 verordening", "verordening artikel 7", "art 7 modelverordening"])
    def test_the_article_of_the_model(self, engine: Engine, q: str) -> None:
        assert found(engine.search(ask(q, LABELS))) == [4, 5]


class TestPlaces:
    def test_of_the_gemeente_before_what_mentions_it(self, engine: Engine) -> None:
        fill(
            engine,
            {
                1: [document(1, "Een", "Zoals in Zwolle: veel Zwolle, altijd Zwolle.")],
                2: [document(2, "Twee", f"De aanpak van Zwolle. {FILL}", gemeenten=("GM0193",))],
                3: [document(3, "Drie", FILL, gemeenten=("GM0193",))],
            },
        )
        answer = found(engine.search(ask("gemeente Zwolle", LABELS)))
        assert answer[0] == 2
        assert set(answer) == {1, 2, 3}

    def test_a_common_word_does_not_turn_into_a_place(self, engine: Engine) -> None:
        fill(
            engine,
            {1: [document(1, "Een", "Het is best duur.")], 2: [document(2, "Twee", "Duur.", gemeenten=("GM0753",))]},
        )
        assert found(engine.search(ask("best duur", LABELS))) == [1]
        assert set(found(engine.search(ask("best", LABELS)))) == {1, 2}


class TestRecent:
    @staticmethod
    def preferring(q: str) -> dict[str, object]:
        from search.language.compounds import Splitter

        return {"preferred": understand(q, Splitter({}), LABELS, datetime.date(2026, 3, 1)).preferred}

    def test_new_before_old_when_as_good(self, engine: Engine) -> None:
        old, new = datetime.date(2012, 1, 1), datetime.date(2025, 12, 31)
        fill(engine, {1: [document(1, "Vervoer", FILL, datum=old)], 2: [document(2, "Vervoer", FILL, datum=new)]})
        assert found(engine.search(ask("vervoer", **self.preferring("vervoer")))) == [2, 1]

    def test_never_before_a_better_one(self, engine: Engine) -> None:
        old, new = datetime.date(2012, 1, 1), datetime.date(2026, 2, 1)
        other = {number: [document(number, "Anders", FILL)] for number in range(3, 20)}
        fill(
            engine,
            {
                1: [document(1, "Vervoer", FILL, datum=old)],
                2: [document(2, "Iets", f"Vervoer. {FILL}", datum=new)],
                **other,
            },
        )
        assert found(engine.search(ask("vervoer", **self.preferring("vervoer")))) == [1, 2]
