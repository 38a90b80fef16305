"""Versions of a modelverordening: filling, identity of articles, addresses, the actueel model."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import PageViewRestriction

from handreikingen.actions.versie_vullen import vul_versie
from handreikingen.models import Artikel, Modelverordening, ModelverordeningenOverzicht, Onderdeel, Versie
from handreikingen.regelingtekst import Soort, lees_regeling
from portal.actions.site_opbouwen import bouw_site
from search.models import Begrip, Indexwijziging, Schema

pytestmark = pytest.mark.django_db

TEKST_2010 = """# Model

## Hoofdstuk 1 Begin

### Artikel 1 Begrippen

1. In deze verordening betekent wet: de Wmo.

2. En college: het college.

### Artikel 2 Melding

Een inwoner meldt zich.

> Toelichting: Dat mag ook per telefoon.
"""
TEKST_2013 = """# Model

### Artikel 1 Begrippen

Wet betekent: de Wmo.

### Artikel 1a Plan

Een inwoner maakt een plan.

### Artikel 3 Melding

Een inwoner meldt zich.
"""


@pytest.fixture
def model() -> Modelverordening:
    bouw_site()
    wet = Begrip.objects.create(schema=Schema.WETTELIJK_KADER, label="Wmo 2007", slug="wmo-2007")
    return ModelverordeningenOverzicht.objects.get().add_child(
        instance=Modelverordening(title="Modelverordening Wmo", slug="wmo", wet=wet)
    )


def maak_versie(model: Modelverordening, dag: datetime.date, status: str, *, live: bool = True) -> Versie:
    return model.add_child(
        instance=Versie(
            title=f"Versie {dag}",
            slug=f"v{dag}",
            vastgesteld_op=dag,
            status=status,
            samenvatting="Een versie.",
            live=live,
        )
    )


def test_tekst_wordt_boom(model: Modelverordening, django_assert_num_queries) -> None:
    versie = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    vul_versie(versie, lees_regeling(TEKST_2010))
    with django_assert_num_queries(1):
        boom = versie.boom()
    (hoofdstuk,) = boom
    assert [kind.nummer for kind in hoofdstuk.kinderen] == ["1", "2"]
    assert [lid.soort for lid in hoofdstuk.kinderen[0].kinderen] == ["lid", "lid"]
    assert hoofdstuk.kinderen[1].toelichting == "Dat mag ook per telefoon."


def test_artikel_houdt_identiteit_bij_vernummering(model: Modelverordening) -> None:
    eerste = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    tweede = maak_versie(model, datetime.date(2013, 3, 1), Versie.Status.CONCEPT)
    vul_versie(eerste, lees_regeling(TEKST_2010))
    vul_versie(tweede, lees_regeling(TEKST_2013), vorige=eerste, herkomst={"3": "2", "1a": ""})

    def identiteit(versie: Versie, nummer: str) -> Artikel:
        return versie.onderdelen.get(soort=Soort.ARTIKEL, nummer=nummer).artikel

    assert identiteit(eerste, "1") == identiteit(tweede, "1")
    assert identiteit(eerste, "2") == identiteit(tweede, "3")
    assert Artikel.objects.count() == 3


def test_opnieuw_vullen_maakt_geen_nieuwe_artikelen(model: Modelverordening) -> None:
    eerste = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    tweede = maak_versie(model, datetime.date(2013, 3, 1), Versie.Status.CONCEPT)
    vul_versie(eerste, lees_regeling(TEKST_2010))
    for _ in range(2):
        vul_versie(tweede, lees_regeling(TEKST_2010), vorige=eerste)
    assert Artikel.objects.count() == 2


def test_artikel_zonder_identiteit_kan_niet_bestaan(model: Modelverordening) -> None:
    versie = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.CONCEPT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Onderdeel.objects.create(versie=versie, volgorde=1, soort=Soort.ARTIKEL, nummer="1")


def test_actueel_model_is_nieuwste_definitieve(model: Modelverordening) -> None:
    oud = maak_versie(model, datetime.date(2008, 1, 1), Versie.Status.VERVANGEN)
    nieuw = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    maak_versie(model, datetime.date(2013, 3, 1), Versie.Status.CONCEPT)
    maak_versie(model, datetime.date(2014, 1, 1), Versie.Status.DEFINITIEF, live=False)
    assert model.actueel_model() == nieuw
    assert model.actueel_model(datetime.date(2009, 6, 1)) == oud
    assert model.actueel_model(datetime.date(2007, 6, 1)) is None


def test_adressen_van_artikelen(model: Modelverordening, client: Client) -> None:
    versie = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    vul_versie(versie, lees_regeling(TEKST_2013))
    antwoord = client.get(f"{versie.pad}artikel-1a/")
    assert antwoord.status_code == 200
    assert "Een inwoner maakt een plan." in antwoord.content.decode()
    assert client.get(f"{versie.pad}artikel-99/").status_code == 404
    assert client.get("/modelverordening/wmo/actueel/artikel-3/").headers["Location"] == f"{versie.pad}artikel-3/"


def test_artikel_wijst_naar_zichzelf_in_andere_versies(model: Modelverordening, client: Client) -> None:
    oud = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    nieuw = maak_versie(model, datetime.date(2013, 3, 1), Versie.Status.CONCEPT)
    vul_versie(oud, lees_regeling(TEKST_2010))
    vul_versie(nieuw, lees_regeling(TEKST_2013), vorige=oud, herkomst={"3": "2", "1a": ""})
    antwoord = client.get(f"{oud.pad}artikel-2/")
    assert [(o.versie, o.nummer) for o in antwoord.context["andere_versies"]] == [(nieuw, "3")]
    assert antwoord.context["modelverordening"] == model


def test_publiceren_en_intrekken_meldt_elk_artikel(model: Modelverordening) -> None:
    versie = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF, live=False)
    vul_versie(versie, lees_regeling(TEKST_2010))
    artikelen = set(versie.onderdelen.filter(soort=Soort.ARTIKEL).values_list("pk", flat=True))
    for verander in (lambda: versie.save_revision().publish(), versie.unpublish):
        Indexwijziging.objects.all().delete()
        verander()
        gemeld = set(Indexwijziging.objects.filter(bron="artikel").values_list("sleutel", flat=True))
        assert gemeld == artikelen
        versie.refresh_from_db()


def test_versie_verwijderen_kan(model: Modelverordening) -> None:
    versie = maak_versie(model, datetime.date(2010, 12, 1), Versie.Status.DEFINITIEF)
    vul_versie(versie, lees_regeling(TEKST_2010))
    Modelverordening.objects.get().delete()
    assert not Onderdeel.objects.exists()
    assert not Artikel.objects.exists()


REGELINGEN = Path(__file__).parents[2].parent / "shared" / "regelingen"


@pytest.mark.skipif(not REGELINGEN.exists(), reason="the real law of ../shared is not here")
@pytest.mark.parametrize(
    ("wet", "versies", "artikelen"), [("wmo-2007", 6, {"4a", "21b", "1"}), ("wmo-2015", 5, {"2.3.2", "8.6a"})]
)
def test_echte_wet_wordt_versies_met_artikelen(
    model: Modelverordening, wet: str, versies: int, artikelen: set[str]
) -> None:
    """All dated texts of a law become versions; an article that stays is the same one in each."""
    vorige: Versie | None = None
    for pad in sorted((REGELINGEN / wet).glob("*.md")):
        versie = maak_versie(model, datetime.date.fromisoformat(pad.stem), Versie.Status.DEFINITIEF)
        vul_versie(versie, lees_regeling(pad.read_text("utf-8")), vorige=vorige)
        vorige = versie
    assert Versie.objects.count() == versies
    assert vorige is not None
    nummers = set(vorige.onderdelen.filter(soort=Soort.ARTIKEL).values_list("nummer", flat=True))
    assert artikelen <= nummers
    blijvend = Onderdeel.objects.filter(soort=Soort.ARTIKEL, nummer="2.3.2" if wet == "wmo-2015" else "4")
    assert blijvend.count() == versies
    assert blijvend.values("artikel").distinct().count() == 1


def test_besloten_versie_is_niet_te_zien(client: Client, model: Modelverordening) -> None:
    oud = maak_versie(model, datetime.date(2010, 12, 1), "definitief")
    model.refresh_from_db()
    nieuw = maak_versie(model, datetime.date(2013, 1, 1), "definitief")
    vul_versie(oud, lees_regeling(TEKST_2010))
    vul_versie(nieuw, lees_regeling(TEKST_2010))
    PageViewRestriction.objects.create(page=nieuw, restriction_type=PageViewRestriction.LOGIN)
    model.refresh_from_db()
    assert model.actueel_model() == oud
    assert model.actueel_model(lezer_van=nieuw) == nieuw
    for adres in ("/", "/modelverordening/", model.url, oud.url, f"{oud.url}artikel-2/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 200
        assert nieuw.title not in antwoord.content.decode()
