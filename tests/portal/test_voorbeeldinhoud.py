"""The sample content: complete, honest about what is invented, and gone with one command."""

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from bestanden.models import Afbeelding
from handreikingen.models import (
    Handreiking,
    Hoofdstuk,
    Kantelingboekje,
    Modelverordening,
    ModelverordeningenOverzicht,
    Onderdeel,
    Versie,
)
from portal.models import AlgemenePagina, Startpagina
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.models import Begrip, Schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def inhoud() -> None:
    for opdracht in ("laad_gemeenten", "laad_begrippen", "voorbeeldinhoud"):
        call_command(opdracht, verbosity=0)


def test_voorbeeldinhoud(inhoud: None, client: Client) -> None:
    """One build (it takes seconds), looked at from all sides."""
    _is_compleet()
    _bron_blijft_bij_de_feiten()
    _tweede_keer_verandert_niets()
    _verzonnen_staat_erbij(client)
    _verzonnen_gaat_in_een_keer_weg()


def _is_compleet() -> None:
    assert Praktijkvoorbeeld.objects.live().filter(verzonnen=True).count() >= 25
    assert Kantelingboekje.objects.live().count() == 3
    assert all(boekje.hoofdstukken().count() >= 5 for boekje in Kantelingboekje.objects.all())
    assert Handreiking.objects.live().count() >= 3
    assert {versie.status for versie in Versie.objects.live()} == {"definitief", "concept"}
    actueel = Modelverordening.objects.get().actueel_model()
    assert actueel.datum_weergave == "eind 2010"
    for versie in Versie.objects.all():
        assert versie.onderdelen.filter(soort="artikel").count() > 30
    fouten = {p.title: p.ontbrekende_velden(_waarden(p)) for p in Praktijkvoorbeeld.objects.all()}
    assert not {titel: fout for titel, fout in fouten.items() if fout}
    assert 'href="/sprekers/"' in str(AlgemenePagina.objects.get(slug="contact").tekst)


def _waarden(pagina: Praktijkvoorbeeld) -> dict[str, object]:
    return {veld.name: getattr(pagina, veld.name) for veld in pagina._meta.concrete_fields} | {
        "begrippen": pagina.begrippen.all()
    }


def _bron_blijft_bij_de_feiten() -> None:
    uit_bron = Praktijkvoorbeeld.objects.filter(verzonnen=False)
    assert uit_bron.count() == 5
    assert {p.gemeentenaam for p in uit_bron} == {"Apeldoorn", "Losser", "Zwolle", "niet vermeld"}
    assert all(p.archief and p.bron and not p.fase and not p.kosten_en_inzet for p in uit_bron)
    assert sorted(str(p.publicatiedatum) for p in uit_bron) == [
        "2014-08-31",
        "2014-09-26",
        "2014-11-11",
        "2014-11-21",
        "2014-11-21",
    ]


def _tweede_keer_verandert_niets() -> None:
    eerder = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title"))
    boekje = Kantelingboekje.objects.first()
    boekje.title = "Door de redactie aangepast"
    boekje.save_revision().publish()
    call_command("voorbeeldinhoud", verbosity=0)
    assert Kantelingboekje.objects.get(pk=boekje.pk).title == "Door de redactie aangepast"
    later = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "title"))
    assert [regel for regel in later if regel[0] != boekje.pk] == [regel for regel in eerder if regel[0] != boekje.pk]


def _verzonnen_staat_erbij(client: Client) -> None:
    for model in (Praktijkvoorbeeld, Hoofdstuk, Versie):
        html = client.get(model.objects.filter(verzonnen=True).first().pad).content.decode()
        assert "Verzonnen voorbeeld, geen VNG-tekst" in html
        assert 'name="robots" content="noindex' in html
    echt = client.get(Praktijkvoorbeeld.objects.get(slug__startswith="apeldoorn").pad).content.decode()
    assert "Verzonnen voorbeeld" not in echt
    assert "noindex" not in echt
    sitemap = client.get("/sitemap-paginas.xml").content.decode()
    assert "apeldoorn" in sitemap
    assert Praktijkvoorbeeld.objects.filter(verzonnen=True).first().pad not in sitemap


def _verzonnen_gaat_in_een_keer_weg() -> None:
    wet = Begrip.objects.van(Schema.WETTELIJK_KADER).first()
    eigen = ModelverordeningenOverzicht.objects.get().add_child(
        instance=Modelverordening(title="Van de redactie, nog zonder versie", slug="eigen", wet=wet)
    )
    call_command("verwijder_verzonnen", verbosity=0)
    assert list(Modelverordening.objects.all()) == [eigen]
    assert Praktijkvoorbeeld.objects.count() == 5
    assert AlgemenePagina.objects.live().count() >= 10
    assert Startpagina.objects.exists()
    for model in (Kantelingboekje, Hoofdstuk, Handreiking, Versie, Onderdeel, Afbeelding):
        assert not model.objects.exists(), model
    assert not Page.find_problems()[0]
