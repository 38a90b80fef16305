"""The page of results: what it offers beside the results themselves."""

import datetime
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from gemeenten.models import Gemeente, Provincie
from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine, EngineUnavailable
from search.models import Schema, Wetsartikel
from search.navigation import SHOWN, Facet
from search.query import Zoekvraag
from search.results import zoek
from tests import factories

pytestmark = pytest.mark.usefixtures("zoekindex")


def facet_van(vraag: Zoekvraag, naam: str) -> Facet:
    return next(facet for facet in zoek(vraag).facetten if facet.naam == naam)


def htmx(client: Client, adres: str, target: str = "lijst") -> str:
    return client.get(adres, headers={"HX-Request": "true", "HX-Target": target}).text


class TestFacets:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        for nummer in range(25):
            gemeente = factories.gemeente(f"Plaats {nummer:02}", f"GM9{nummer:03}")
            factories.praktijkvoorbeeld(f"Voorbeeld {nummer}", gemeente=gemeente)
        herbouw()

    def test_some_choices_and_the_chosen_ones(self) -> None:
        facet = facet_van(Zoekvraag(filters={"gemeente": ("GM9020",)}), "gemeente")
        assert len(facet.keuzes) == SHOWN + 1
        assert [keuze.label for keuze in facet.keuzes if keuze.gekozen] == ["Plaats 20"]
        assert (facet.aantal, facet.meer, facet.lang) == (25, True, False)

    def test_all_on_request(self) -> None:
        facet = facet_van(Zoekvraag(alle=("gemeente",)), "gemeente")
        assert [keuze.label for keuze in facet.keuzes] == [f"Plaats {nummer:02}" for nummer in range(25)]
        assert (facet.meer, facet.minder, facet.lang) == (False, True, True)

    def test_without_javascript_the_button_is_a_question(self, client: Client) -> None:
        keuze = 'name="gemeente" value="GM9024"'  # its name may be on a card as well
        assert keuze not in client.get("/praktijkvoorbeelden/").text
        assert keuze in client.get("/praktijkvoorbeelden/?alle=gemeente").text
        assert keuze not in client.get("/praktijkvoorbeelden/?alle=gemeente&alle=-gemeente").text

    def test_htmx_gets_that_facet_only(self, client: Client) -> None:
        html = htmx(client, "/praktijkvoorbeelden/?alle=gemeente", "facet-gemeente")
        assert "Plaats 24" in html
        assert "Voorbeeld 1" not in html
        assert html.count("<details") == 1

    def test_a_page_stays_small(self, client: Client) -> None:
        assert client.get("/praktijkvoorbeelden/").text.count('name="gemeente"') == SHOWN


class TestPeriod:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        for jaar in (2009, 2012, 2013, 2016):
            factories.praktijkvoorbeeld(f"Uit {jaar}", publicatiedatum=datetime.date(jaar, 5, 1))
        herbouw()

    @pytest.mark.parametrize(
        ("vraag", "gevonden", "label"),
        [
            ("van=2012&tot=2014", {"Uit 2012", "Uit 2013"}, "2012 – 2014"),
            ("van=2014&tot=2012", {"Uit 2012", "Uit 2013"}, "2012 – 2014"),
            ("van=2013", {"Uit 2013", "Uit 2016"}, "vanaf 2013"),
            ("tot=2009", {"Uit 2009"}, "tot en met 2009"),
            ("van=2016&tot=2016", {"Uit 2016"}, "2016"),
        ],
    )
    def test_years_from_and_to(self, client: Client, vraag: str, gevonden: set[str], label: str) -> None:
        lijst = client.get(f"/praktijkvoorbeelden/?{vraag}").context["lijst"]
        assert {treffer.titel for treffer in lijst.treffers} == gevonden
        (filter,) = lijst.actieve_filters
        assert (filter.label, filter.url_zonder) == (label, "?")

    def test_beside_single_years_and_counted_without_itself(self) -> None:
        vraag = Zoekvraag(van=2012, tot=2013, filters={"jaar": ("2009",)})
        assert zoek(vraag).totaal == 3
        assert {keuze.waarde: keuze.aantal for keuze in facet_van(vraag, "jaar").keuzes} == {
            "2016": 1,
            "2013": 1,
            "2012": 1,
            "2009": 1,
        }
        assert Zoekvraag(van=2012, tot=2013).adres() == "?van=2012&tot=2013"

    @pytest.mark.parametrize("onzin", ["van=x", "van=12", "tot=²⁰¹²", "van=-200", "van=20122"])
    def test_nonsense_is_left_out(self, client: Client, onzin: str) -> None:
        assert client.get(f"/praktijkvoorbeelden/?{onzin}").context["lijst"].totaal == 4


class TestGemeentenLikeMine:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        groot = Gemeente.Grootte.GROOT
        zwolle = factories.gemeente("Zwolle", "GM0193", grootte=groot, breedtegraad=52.51, lengtegraad=6.09)
        hattem = factories.gemeente(
            "Hattem", "GM0244", breedtegraad=52.47, lengtegraad=6.06, provincie=Provincie.GELDERLAND
        )
        breda = factories.gemeente(
            "Breda", "GM0758", grootte=groot, breedtegraad=51.58, lengtegraad=4.77, provincie=Provincie.NOORD_BRABANT
        )
        losser = factories.gemeente("Losser", "GM0168")
        for nummer in range(14):  # between Zwolle and the others
            factories.gemeente(f"Dorp {nummer}", f"GM9{nummer:03}", breedtegraad=52.4, provincie=Provincie.GELDERLAND)
        for gemeente in (zwolle, hattem, breda, losser):
            factories.praktijkvoorbeeld(f"Van {gemeente.naam}", gemeente=gemeente)
        factories.handreiking("Zonder gemeente")
        herbouw()

    @pytest.mark.parametrize(
        ("zoals", "gevonden", "filter"),
        [
            ("omvang", {"Van Zwolle", "Van Breda"}, "Gemeenten zoals Zwolle: even groot"),
            ("buurt", {"Van Zwolle", "Van Hattem"}, "Gemeenten zoals Zwolle: in de buurt"),
            ("provincie", {"Van Zwolle", "Van Losser"}, "Gemeenten zoals Zwolle: zelfde provincie"),
        ],
    )
    def test_alike(self, client: Client, zoals: str, gevonden: set[str], filter: str) -> None:
        lijst = client.get(f"/zoeken/?mijn=zwolle&zoals={zoals}").context["lijst"]
        assert {treffer.titel for treffer in lijst.treffers} == gevonden
        (actief,) = lijst.actieve_filters
        assert (actief.label, actief.url_zonder) == (filter, "?")
        assert lijst.vraag.adres() == f"?mijn=GM0193&zoals={zoals}"

    def test_counts_are_of_these_gemeenten(self) -> None:
        lijst = zoek(Zoekvraag(mijn="GM0193", zoals="omvang"))
        assert lijst.aantallen["gemeente"] == {"GM0193": 1, "GM0758": 1}

    @pytest.mark.parametrize(("mijn", "fout"), [("Zwolla", "geen gemeente ‘Zwolla’"), ("", "Vul eerst uw gemeente in")])
    def test_an_unknown_gemeente_is_told(self, client: Client, mijn: str, fout: str) -> None:
        html = client.get("/zoeken/", {"mijn": mijn, "zoals": "buurt"}).text
        assert fout in html
        assert "Haal filter weg" not in html

    def test_kept_without_a_choice_it_does_nothing(self, client: Client) -> None:
        lijst = client.get("/zoeken/?mijn=Zwolle").context["lijst"]
        assert (lijst.totaal, lijst.mijn.naam, lijst.vraag.adres()) == (5, "Zwolle", "?")

    def test_not_where_nothing_has_a_gemeente(self, client: Client) -> None:
        assert "Gemeenten zoals de mijne" in client.get("/praktijkvoorbeelden/").text
        assert "Gemeenten zoals de mijne" not in client.get("/handreikingen/").text
        assert "Gemeenten zoals de mijne" not in client.get("/gemeenten/zwolle/").text

    def test_names_to_choose_from(self, client: Client) -> None:
        Gemeente.objects.filter(code="GM0168").update(opgeheven_op=datetime.date(2020, 1, 1))
        html = client.get("/gemeenten/namen/").text
        assert '<option value="Zwolle">' in html
        assert "Losser" not in html


class TestWhyItWasFound:
    def test_by_its_theme(self, zoekindex: Engine) -> None:
        wonen = factories.begrip("Wonen")
        factories.praktijkvoorbeeld("Een nieuwe lift", begrippen=[wonen])
        herbouw()
        (treffer,) = zoek(Zoekvraag(q="wonen")).treffers
        assert treffer.via == "thema Wonen"

    def test_by_another_name_of_its_theme(self, zoekindex: Engine) -> None:
        factories.praktijkvoorbeeld(
            "Een nieuwe lift", begrippen=[factories.begrip("Wonen", alternatieven="Huisvesting")]
        )
        herbouw()
        assert zoek(Zoekvraag(q="huisvesting")).treffers[0].via == "thema Wonen"

    def test_by_a_partner_gemeente(self, zoekindex: Engine) -> None:
        losser, zwolle = factories.gemeente("Losser", "GM0168"), factories.gemeente("Zwolle", "GM0193")
        factories.praktijkvoorbeeld("Een nieuwe lift", gemeente=losser, partnergemeenten=[zwolle])
        herbouw()
        assert zoek(Zoekvraag(q="zwolle")).treffers[0].via == "gemeente Zwolle"
        assert zoek(Zoekvraag(q="losser")).treffers[0].via == ""  # the card says so already

    def test_by_the_article_it_cites(self, zoekindex: Engine) -> None:
        wet = factories.begrip("Wmo 2015", Schema.WETTELIJK_KADER)
        artikel = Wetsartikel.objects.create(wet=wet, nummer="2.3.2")
        pagina = factories.praktijkvoorbeeld("Een nieuwe lift")
        pagina.wetsartikelen.add(artikel)
        pagina.save()
        herbouw()
        assert zoek(Zoekvraag(q="artikel 2.3.2 wmo 2015")).treffers[0].via == "artikel 2.3.2 Wmo 2015"

    def test_not_where_the_words_are_to_be_seen(self, zoekindex: Engine) -> None:
        factories.praktijkvoorbeeld("Wonen met een lift", begrippen=[factories.begrip("Wonen")])
        herbouw()
        assert zoek(Zoekvraag(q="wonen")).treffers[0].via == ""

    def test_many_pages_of_an_attachment(self, zoekindex: Engine, client: Client) -> None:
        document = factories.bestand("Onderzoek", tuple(f"Een traplift op pagina {n}" for n in range(1, 8)))
        factories.handreiking("Wonen", bijlagen=(document,))
        herbouw()
        (treffer,) = zoek(Zoekvraag(q="traplift")).treffers
        assert len(treffer.passages) == 3
        (meer,) = treffer.meer_paginas
        assert (meer.titel, len(meer.paginas)) == ("Onderzoek", 4)
        assert {p.paginanummer for p in treffer.passages} | {p.nummer for p in meer.paginas} == set(range(1, 8))
        assert "Ook op pagina" in client.get("/zoeken/?q=traplift").text


class TestRecognised:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        netwerk = factories.begrip("Sociaal netwerk")
        factories.begrip("Mantelzorg", breder=netwerk, definitie="Zorg voor een naaste.")
        factories.begrip("Respijtzorg", breder=factories.begrip("Mantelzorg"))
        zwolle = factories.gemeente("Zwolle", "GM0193")
        factories.praktijkvoorbeeld("Mantelzorg in de wijk", gemeente=zwolle)
        herbouw()

    def test_a_concept_with_what_is_around_it(self, client: Client) -> None:
        begrip = zoek(Zoekvraag(q="mantelzorg")).herkend.begrip
        assert (begrip.label, begrip.uitleg, begrip.breder.label) == (
            "Mantelzorg",
            "Zorg voor een naaste.",
            "Sociaal netwerk",
        )
        assert [smaller.label for smaller in begrip.smaller] == ["Respijtzorg"]
        assert "Alles over Mantelzorg" in client.get("/zoeken/?q=mantelzorg").text

    def test_a_changed_definition_shows_at_once(self, client: Client) -> None:
        assert "Zorg voor een naaste." in client.get("/zoeken/?q=mantelzorg").text
        mantelzorg = factories.begrip("Mantelzorg")
        mantelzorg.definitie = "Iets anders."
        mantelzorg.save()
        assert "Iets anders." in client.get("/zoeken/?q=mantelzorg").text

    def test_a_gemeente(self, client: Client) -> None:
        html = client.get("/zoeken/?q=zwolle").text
        assert '<a href="/gemeenten/zwolle/">Alles van gemeente Zwolle</a>' in html
        assert "Alles van gemeente" not in client.get("/gemeenten/zwolle/?q=zwolle").text

    def test_an_article_of_a_law(self) -> None:
        factories.begrip("Wmo 2015", Schema.WETTELIJK_KADER, bwb_id="BWBR0035362")
        herkend = zoek(Zoekvraag(q="artikel 2.3.2 wmo 2015")).herkend
        (artikel,) = herkend.artikelen
        assert artikel.url == "https://wetten.overheid.nl/BWBR0035362#Artikel2.3.2"
        assert herkend.begrip is None

    @pytest.mark.parametrize("vraag", ["?q=wijk", "?q=mantelzorg&pagina=2", ""])
    def test_nothing_to_recognise(self, client: Client, vraag: str) -> None:
        assert client.get(f"/zoeken/{vraag}").context["lijst"].herkend is None

    def test_not_the_concept_whose_page_it_is(self, client: Client) -> None:
        assert client.get("/thema/mantelzorg/?q=mantelzorg").context["lijst"].herkend is None


class TestNothingFound:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        losser, zwolle = factories.gemeente("Losser", "GM0168"), factories.gemeente("Zwolle", "GM0193")
        wonen, vervoer = factories.begrip("Wonen met zorg"), factories.begrip("Vervoer")
        for nummer in range(2):
            factories.praktijkvoorbeeld(f"Lift {nummer}", gemeente=losser, begrippen=[wonen])
        factories.praktijkvoorbeeld("Lift in de bus", gemeente=zwolle, begrippen=[vervoer])
        factories.handreiking("Liften en trappen")
        herbouw()

    def test_each_filter_with_what_there_is_without_it(self) -> None:
        vraag = Zoekvraag(q="lift", filters={"thema": ("wonen-met-zorg",), "gemeente": ("GM0193",)})
        verder = zoek(vraag).verder
        assert [(ruimer.label, ruimer.aantal, ruimer.url) for ruimer in verder.zonder] == [
            ("Wonen met zorg", 1, "?q=lift&gemeente=GM0193"),
            ("Zwolle", 2, "?q=lift&thema=wonen-met-zorg"),
        ]
        assert (verder.zonder_alle.aantal, verder.zonder_alle.url) == (4, "?q=lift")
        for ruimer in verder.zonder:
            assert ruimer.aantal > 0

    def test_also_a_period_and_gemeenten_alike(self) -> None:
        verder = zoek(Zoekvraag(q="bus", van=2001, tot=2002, mijn="GM0193", zoals="provincie")).verder
        assert [(ruimer.label, ruimer.aantal) for ruimer in verder.zonder] == [("2001 – 2002", 1)]
        assert verder.zonder_alle.aantal == 1

    def test_in_everything_instead_of_this_list(self, client: Client) -> None:
        lijst = client.get("/praktijkvoorbeelden/?q=trappen").context["lijst"]
        assert (lijst.totaal, lijst.verder.overal.aantal, lijst.verder.overal.url) == (0, 1, "/zoeken/?q=trappen")

    def test_concepts_near_the_words(self) -> None:
        assert "Wonen met zorg" in [nabij.label for nabij in zoek(Zoekvraag(q="zorghuis")).verder.begrippen]
        assert [nabij.url for nabij in zoek(Zoekvraag(q="vervoersdienst")).verder.begrippen] == ["/thema/vervoer/"]
        assert zoek(Zoekvraag(q="xyzzy")).verder.begrippen == []

    def test_few_found(self, client: Client) -> None:
        html = client.get("/praktijkvoorbeelden/?q=lift&gemeente=GM0193").text
        assert "Zonder filters: 3 resultaten" in html
        assert "In heel De Kanteling: 4 resultaten" in html
        assert client.get("/zoeken/?q=lift").context["lijst"].verder is None

    @pytest.mark.parametrize("vraag", ["?q=xyzzy", "?q=xyzzy&thema=vervoer", "?thema=bestaat-niet", "?q=%2B%2B"])
    def test_always_somewhere_to_go(self, client: Client, vraag: str) -> None:
        html = client.get(f"/zoeken/{vraag}").text
        niets = html[html.index('class="niets"') :]
        assert "href=" in niets[: niets.index("</main>")]

    def test_without_filters_nothing_is_said_only_when_it_was_asked(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        weg = "Ook zonder filters is er niets"
        assert weg in client.get("/zoeken/?q=xyzzy&thema=vervoer").text

        def silent(*args: object) -> None:
            raise EngineUnavailable

        monkeypatch.setattr("search.engines.embedded.EmbeddedEngine.totals", silent)
        html = client.get("/zoeken/?q=bus&thema=wonen-met-zorg").text
        assert weg not in html
        assert '<a href="/zoeken/?q=bus">Haal de filters weg</a>' in html

    def test_what_is_no_word_finds_nothing_without_filters_either(self) -> None:
        assert zoek(Zoekvraag(q="++", filters={"thema": ("vervoer",)})).verder is None


def test_a_day_chosen_never_brings_more(zoekindex: Engine) -> None:
    factories.handreiking("Lift en tuin", first_published_at=timezone.now() - datetime.timedelta(days=900))
    for titel in ("Lift in huis", "Tuin voor de buurt"):
        factories.handreiking(titel, first_published_at=timezone.now())
    herbouw()
    vraag = Zoekvraag(q="lift tuin")
    assert zoek(vraag).totaal == 1
    assert zoek(replace(vraag, sinds=timezone.localdate())).totaal == 0


class TestHtmx:
    @pytest.fixture(autouse=True)
    def inhoud(self, zoekindex: Engine) -> None:
        factories.praktijkvoorbeeld(
            "Samen eten", gemeente=factories.gemeente("Zwolle", "GM0193"), begrippen=[factories.begrip("Wonen")]
        )
        herbouw()

    @pytest.mark.parametrize("pagina", ["/zoeken/", "/praktijkvoorbeelden/", "/thema/wonen/", "/gemeenten/zwolle/"])
    def test_every_list_answers_with_no_more_than_what_changes(self, client: Client, pagina: str) -> None:
        assert htmx(client, f"{pagina}?alle=jaar", "facet-jaar").count("<details") == 1
        assert "<header" not in htmx(client, pagina)

    @pytest.mark.parametrize(
        ("adres", "titel"),
        [
            ("/zoeken/?q=eten", "<title>eten – zoeken | De Kanteling</title>"),
            ("/zoeken/", "<title>Zoeken | De Kanteling</title>"),
            ("/praktijkvoorbeelden/?q=eten", "<title>Praktijkvoorbeelden | De Kanteling</title>"),
            ("/thema/wonen/?q=eten", "<title>Wonen | De Kanteling</title>"),
            ("/gemeenten/zwolle/?q=eten", "<title>Gemeente Zwolle | De Kanteling</title>"),
        ],
    )
    def test_the_title_follows(self, client: Client, adres: str, titel: str) -> None:
        assert titel in htmx(client, adres)
        assert titel in client.get(adres).text

    def test_caches_keep_the_parts_apart(self, client: Client) -> None:
        vary = client.get("/zoeken/").headers["Vary"]
        assert "HX-Request" in vary
        assert "HX-Target" in vary
