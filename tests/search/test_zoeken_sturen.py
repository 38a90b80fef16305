"""What editors set holds for the next query, in every process, without indexing anything."""

import datetime
from collections.abc import Iterable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions.index_herbouwen import herbouw
from search.editor_rules import Sturing, lees_sturing, maak_sturing
from search.engines.contract import Engine
from search.labels import labels
from search.models import Aanbeveling, AanbevolenPagina, GeblokkeerdWoord, Synoniemgroep
from search.query import Zoekvraag
from search.results import zoek
from search.steering import aanbevolen
from tests import factories


@pytest.fixture
def paginas(zoekindex: Engine) -> list[Praktijkvoorbeeld]:
    gevonden = [
        factories.praktijkvoorbeeld("Een scootmobiel delen", begrippen=[]),
        factories.praktijkvoorbeeld("Een rolstoel lenen", begrippen=[]),
        factories.praktijkvoorbeeld("Samen eten", begrippen=[]),
    ]
    herbouw()
    return gevonden


def gevonden(q: str, sturing: Sturing | None = None) -> set[str]:
    return {treffer.titel for treffer in zoek(Zoekvraag(q=q), sturing).treffers}


def groep(*woorden: str, ook: Iterable[str] = ()) -> Synoniemgroep:
    ook = list(ook)
    richting = Synoniemgroep.Richting.EEN if ook else Synoniemgroep.Richting.BEIDE
    return Synoniemgroep(richting=richting, woorden="\n".join(woorden), vindt_ook="\n".join(ook))


def aanbeveling(*zoekvragen: str, paginas: Iterable[Page], **velden: object) -> Aanbeveling:
    gemaakt = Aanbeveling.objects.create(zoekvragen="\n".join(zoekvragen), **velden)
    for plaats, pagina in enumerate(paginas):
        AanbevolenPagina.objects.create(aanbeveling=gemaakt, pagina=pagina, sort_order=plaats)
    return gemaakt


class TestSynoniemen:
    def test_both_ways_at_once(self, paginas: list[Praktijkvoorbeeld]) -> None:
        assert gevonden("karretje") == set()
        opgeslagen = groep("karretje", "scootmobiel", "elektrische wagen")
        opgeslagen.save()
        assert gevonden("karretje") == {"Een scootmobiel delen"}
        assert gevonden("elektrische wagen") == {"Een scootmobiel delen"}
        opgeslagen.delete()
        assert gevonden("karretje") == set()

    def test_one_way_only(self, paginas: list[Praktijkvoorbeeld]) -> None:
        groep("scootmobiel", ook=["rolstoel"]).save()
        assert gevonden("scootmobiel") == {"Een scootmobiel delen", "Een rolstoel lenen"}
        assert gevonden("rolstoel") == {"Een rolstoel lenen"}

    @pytest.mark.parametrize("q", ["scootmobiel", "scootmobielen", "Scootmobielen,"])
    def test_groups_about_the_same_word_add_up_whatever_its_form(
        self, paginas: list[Praktijkvoorbeeld], q: str
    ) -> None:
        groep("scootmobiel", "samen eten").save()
        groep("scootmobielen", ook=["rolstoel"]).save()
        assert gevonden(q) == {"Een scootmobiel delen", "Een rolstoel lenen", "Samen eten"}

    @pytest.mark.parametrize("woorden", [("eten", "alleen zijn"), ("alleen zijn", "eten")])
    def test_a_phrase_that_says_too_little_without_its_small_words_leads_nowhere(
        self, paginas: list[Praktijkvoorbeeld], woorden: tuple[str, str]
    ) -> None:
        """Saved before the form refused it, or by other ways than the form."""
        groep(*woorden).save()
        groep(woorden[0], ook=[woorden[1]]).save()
        assert gevonden("alleen") == set()
        assert gevonden("eten") == {"Samen eten"}

    def test_other_steering_than_what_is_saved(self, paginas: list[Praktijkvoorbeeld]) -> None:
        groep("karretje", "scootmobiel").save()
        assert gevonden("karretje", Sturing()) == set()
        assert gevonden("wagentje", maak_sturing([groep("wagentje", "rolstoel")], [])) == {"Een rolstoel lenen"}
        assert gevonden("wagentje") == set()

    def test_undone_with_its_transaction(self, paginas: list[Praktijkvoorbeeld]) -> None:
        with transaction.atomic():
            groep("karretje", "scootmobiel").save()
            assert gevonden("karretje")
            transaction.set_rollback(True)
        assert gevonden("karretje") == set()

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("fout", "melding"),
        [
            (groep("een woord"), "ten minste twee woorden"),
            (groep("de", "scootmobiel"), "‘de’ kan niemand zoeken"),
            (groep("Scootmobiel", "scootmobiel"), "staat er twee keer"),
            (groep("x" * 81, "y"), "te lang"),
            (groep(*(f"woord{nummer}" for nummer in range(21))), "21 regels"),
            (groep("fiets", ook=["Fiets"]), "staat ook bij de woorden"),
            (Synoniemgroep(richting="een", woorden="fiets"), "Vul in wat lezers ook moeten vinden"),
            (Synoniemgroep(woorden="fiets\nrijwiel", vindt_ook="tandem"), "Maak het leeg"),
            (groep("persoonsgebonden budget", "pgb"), "namen van het begrip"),
            (groep("auto", "bolide"), "staat al in de groep ‘auto, wagen’"),
            (groep("auto", ook=["wagen"]), "Dit staat al in de groep"),
            (groep("eenzaamheid", "alleen zijn"), "Van ‘alleen zijn’ blijft bij het zoeken alleen ‘alleen’ over"),
            (groep("alleen zijn", ook=["eenzaamheid"]), "kleine woorden tellen niet mee"),
            (groep("eenzaamheid", ook=["alleen zijn"]), "kleine woorden tellen niet mee"),
            (groep("scootmobiel", "scootmobielen"), "staat er twee keer"),
            (groep("rolstoel", ook=["rolstoelen"]), "staat ook bij de woorden"),
            (groep("auto’s", "bolides"), "staat al in de groep ‘auto, wagen’"),
            (groep("wagens", ook=["auto’s"]), "Dit staat al in de groep"),
            (groep("persoonsgebonden budgetten", "pgb’s"), "namen van het begrip"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, fout: Synoniemgroep, melding: str) -> None:
        factories.begrip("Persoonsgebonden budget", alternatieven="pgb")
        groep("auto", "wagen").save()
        with pytest.raises(ValidationError, match=melding):
            fout.full_clean()

    @pytest.mark.django_db
    def test_a_group_may_be_saved_again_and_is_tidied(self) -> None:
        opgeslagen = groep("  auto ", "", "wagen   met paard")
        opgeslagen.full_clean()
        opgeslagen.save()
        opgeslagen.full_clean()
        assert opgeslagen.woorden == "auto\nwagen met paard"


class TestAanbevelingen:
    def test_exactly_these_words_however_written(self, paginas: list[Praktijkvoorbeeld]) -> None:
        aanbeveling("hulp bij vervoer", "scootmobielen", paginas=[paginas[2], paginas[0]])
        sturing = lees_sturing()
        for q in ("hulp bij vervoer", "Vervoer, hulp", "scootmobiel"):
            assert [treffer.titel for treffer in aanbevolen(q, sturing)] == ["Samen eten", "Een scootmobiel delen"], q
        for q in ("", "vervoer", "hulp bij vervoer in losser", "rolstoel"):
            assert aanbevolen(q, sturing) == [], q

    def test_only_what_everyone_may_see(self, paginas: list[Praktijkvoorbeeld]) -> None:
        aanbeveling("vervoer", paginas=paginas)
        paginas[0].unpublish()
        PageViewRestriction.objects.create(page=paginas[1], restriction_type="login")
        assert [treffer.titel for treffer in aanbevolen("vervoer", lees_sturing())] == ["Samen eten"]

    def test_ends_by_itself(self, paginas: list[Praktijkvoorbeeld]) -> None:
        vandaag = timezone.localdate()
        aanbeveling("vervoer", paginas=paginas[:1], geldig_tot=vandaag)
        aanbeveling("eten", paginas=paginas[:1], geldig_tot=vandaag - datetime.timedelta(days=1))
        sturing = lees_sturing()
        assert len(aanbevolen("vervoer", sturing)) == 1
        assert aanbevolen("eten", sturing) == []
        assert sturing.paginas_bij("vervoer", vandaag + datetime.timedelta(days=1)) == []

    def test_no_query_for_most_questions_and_few_for_others(self, paginas: list[Praktijkvoorbeeld]) -> None:
        aanbeveling("vervoer", paginas=paginas)
        sturing = lees_sturing()
        with CaptureQueriesContext(connection) as queries:
            aanbevolen("rolstoel", sturing)
        assert len(queries) == 0
        counts = []
        for q in ("vervoer", "eten"):
            aanbevolen(q, sturing)
            with CaptureQueriesContext(connection) as queries:
                aanbevolen(q, sturing)
            counts.append(len(queries))
            aanbeveling("eten", paginas=[*paginas, *(factories.praktijkvoorbeeld(f"Extra {n}") for n in range(3))])
            sturing = lees_sturing()
        assert counts[0] == counts[1]

    @pytest.mark.parametrize(
        ("zoekvragen", "geldig_tot", "melding"),
        [
            ("", None, "kan niet leeg zijn"),
            ("van de", None, "te algemeen"),
            ("hulp vervoer\nvervoer hulp", None, "dezelfde zoekvraag"),
            ("Fietsen", None, "is er al een aanbeveling"),
            ("brommer", datetime.date(2020, 1, 1), "Deze datum is voorbij"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, paginas: list[Praktijkvoorbeeld], zoekvragen: str, geldig_tot: datetime.date | None, melding: str
    ) -> None:
        aanbeveling("fiets", paginas=paginas)
        with pytest.raises(ValidationError, match=melding):
            Aanbeveling(zoekvragen=zoekvragen, geldig_tot=geldig_tot).full_clean()

    def test_what_ended_is_in_nobodys_way(self, paginas: list[Praktijkvoorbeeld]) -> None:
        voorbij = aanbeveling("fiets", paginas=paginas, geldig_tot=timezone.localdate() - datetime.timedelta(days=1))
        Aanbeveling(zoekvragen="fiets").full_clean()
        voorbij.toelichting = "Was voor de fietsweek"
        voorbij.full_clean()

    def test_a_page_readers_can_not_see_is_no_choice(self, paginas: list[Praktijkvoorbeeld]) -> None:
        paginas[0].unpublish()
        paginas[0].refresh_from_db()
        with pytest.raises(ValidationError, match="niet gepubliceerd"):
            AanbevolenPagina(pagina=paginas[0]).clean()


@pytest.mark.django_db
class TestGeblokkeerd:
    def test_words_and_their_plurals_but_not_what_looks_like_them(self) -> None:
        GeblokkeerdWoord.objects.create(woord="dom varken")
        GeblokkeerdWoord.objects.create(woord="ezel")
        sturing = labels().sturing
        assert sturing.blokkeert("Twee ezels op stal")
        assert sturing.blokkeert("een DOM varken")
        assert not sturing.blokkeert("varkens zijn niet dom")
        assert not sturing.blokkeert("ezelsoren")

    @pytest.mark.parametrize(
        "tekst",
        [
            "De klotegemeente",
            "KUTGEMEENTE",
            "kutzwolle",
            "hoerenlopers in de stad",
            "die teringlijer",
            "wat een kankerzooi",
            "kútgemeente",
            "klootzakkengedoe",
            "de hoertjes",
        ],
    )
    def test_swear_words_also_as_the_beginning_of_a_word(self, tekst: str) -> None:
        assert labels().sturing.blokkeert(tekst)

    @pytest.mark.parametrize(
        "tekst",
        [
            "Driewerf hoera",
            "flikkerlicht op straat",
            "spasticiteitspoli",
            "kankerpatiënten",
            "kankercentrum",
            "de tering naar de nering",
            "pornoverslaving",
            "Lulofs",
            "klootschieten",
            "gekut",
        ],
    )
    def test_but_no_ordinary_word_that_begins_so(self, tekst: str) -> None:
        assert not labels().sturing.blokkeert(tekst)

    def test_beginnings_only_of_words_that_are_marked(self) -> None:
        GeblokkeerdWoord.objects.create(woord="ezel")
        assert not labels().sturing.blokkeert("ezelgemeente")
        GeblokkeerdWoord.objects.filter(woord="ezel").delete()
        GeblokkeerdWoord.objects.create(woord="ezel", ook_begin=True)
        assert labels().sturing.blokkeert("ezelgemeente")
        assert not labels().sturing.blokkeert("wezels")

    def test_a_phrase_has_its_small_words_too(self) -> None:
        for woord in ("zij zijn", "op je bek", "dom varken"):
            GeblokkeerdWoord.objects.create(woord=woord)
        sturing = labels().sturing
        assert sturing.blokkeert("Wie zij zijn in Losser")
        assert sturing.blokkeert("Zij zijn")
        assert not sturing.blokkeert("zijn zij er")
        assert sturing.blokkeert("Val op je bek!")
        assert not sturing.blokkeert("Een bek vol tanden")
        assert sturing.blokkeert("dom van een varken")
        GeblokkeerdWoord(woord="bek").full_clean()

    @pytest.mark.parametrize(
        ("woord", "melding"), [("dom varken", "niet bij een woordgroep"), ("ei", "3 letters of meer")]
    )
    def test_what_can_be_no_beginning(self, woord: str, melding: str) -> None:
        with pytest.raises(ValidationError, match=melding):
            GeblokkeerdWoord(woord=woord, ook_begin=True).full_clean()

    def test_no_correction_of_spelling_either(self, zoekindex: Engine) -> None:
        for titel in ("Vreemde vogels", "Vogels kijken", "Hulp bij zwemles"):
            factories.praktijkvoorbeeld(titel, begrippen=[])
        herbouw()
        assert zoek(Zoekvraag(q="vogles")).gezocht_op == "vogels"
        GeblokkeerdWoord.objects.create(woord="vogel")
        lijst = zoek(Zoekvraag(q="vogles"))
        assert (lijst.gezocht_op, lijst.suggestie) == (None, None)

    def test_refused_when_it_is_there_already(self) -> None:
        GeblokkeerdWoord.objects.create(woord="ezel")
        with pytest.raises(ValidationError, match="‘ezel’ staat al in de lijst"):
            GeblokkeerdWoord(woord=" Ezels ").full_clean()
        with pytest.raises(ValidationError, match="letters of cijfers"):
            GeblokkeerdWoord(woord="!!").full_clean()
