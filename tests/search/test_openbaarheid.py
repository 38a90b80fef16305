"""What lies below a page is found only while that page is open to readers; in the transaction of the change, and also
when the index was built anew in between; on both engines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from bestanden.models import OpenbaarGebruik
from handreikingen.actions.versie_vullen import vul_versie
from handreikingen.models import (
    HandreikingenOverzicht,
    Hoofdstuk,
    Modelverordening,
    ModelverordeningenOverzicht,
    Onderdeel,
    Versie,
)
from handreikingen.regelingtekst import lees_regeling
from portal.actions.publiceer_gepland import publiceer_gepland
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.engines.contract import Engine
from search.models import Indexwijziging, Schema
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import ENGINES

pytestmark = pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)

Sluiten = Callable[[Page], Any]


def gevonden() -> dict[str, int]:
    """Kinds with how many there are, after the index followed; the hits are as many as are counted."""
    werk_bij()
    lijst = zoek(Zoekvraag())
    assert lijst.totaal == len(lijst.treffers)
    return dict(lijst.aantallen["soort"])


def onder_beperking(pagina: Page) -> None:
    PageViewRestriction.objects.create(page=pagina, restriction_type="login")


def weer_open(pagina: Page) -> None:
    PageViewRestriction.objects.all().delete()
    pagina.refresh_from_db()
    if not pagina.live:
        pagina.save_revision().publish()


@pytest.fixture
def boekje(zoekindex: Engine) -> Page:
    pagina = factories.handreiking("Het gesprek")
    pagina.add_child(instance=Hoofdstuk(title="Een", slug="een", samenvatting="s", tekst="[]"))
    assert gevonden() == {"handreiking": 1, "hoofdstuk": 1}
    return pagina


@pytest.fixture
def model(zoekindex: Engine) -> Page:
    wet = factories.begrip("Wmo 2007", Schema.WETTELIJK_KADER)
    boven = factories.overzicht(ModelverordeningenOverzicht, "modelverordening")
    model = boven.add_child(instance=Modelverordening(title="Model Wmo", slug="wmo", wet=wet))
    versie = Versie(title="Versie 2010", slug="2010", samenvatting="s", status="concept", vastgesteld_op="2010-12-01")
    model.add_child(instance=versie)
    vul_versie(versie, lees_regeling("### Artikel 1 Begrippen\n\nWet: de Wmo."))
    assert gevonden() == {"modelverordening": 1, "artikel": 1}
    return model


@pytest.mark.parametrize("sluit", [Page.unpublish, onder_beperking], ids=["ingetrokken", "besloten"])
@pytest.mark.parametrize("herbouwd", [False, True], ids=["bijgewerkt", "herbouwd"])
class TestBoven:
    """Closed, perhaps built anew, and opened again."""

    def heen_en_weer(self, boven: Page, sluit: Sluiten, herbouwd: bool) -> None:
        eerst = gevonden()
        sluit(boven)
        assert gevonden() == {}
        if herbouwd:
            herbouw()
            assert gevonden() == {}
        weer_open(boven)
        assert gevonden() == eerst

    def test_een_lijst(self, boekje: Page, sluit: Sluiten, herbouwd: bool) -> None:
        self.heen_en_weer(HandreikingenOverzicht.objects.get(), sluit, herbouwd)

    def test_een_boekje(self, boekje: Page, sluit: Sluiten, herbouwd: bool) -> None:
        self.heen_en_weer(boekje, sluit, herbouwd)

    def test_een_modelverordening(self, model: Page, sluit: Sluiten, herbouwd: bool) -> None:
        self.heen_en_weer(model, sluit, herbouwd)

    def test_de_lijst_van_modelverordeningen(self, model: Page, sluit: Sluiten, herbouwd: bool) -> None:
        self.heen_en_weer(ModelverordeningenOverzicht.objects.get(), sluit, herbouwd)


@contextmanager
def gedood_na(gebeurtenis: Any) -> Iterator[None]:
    """Wagtail tells of a change after its transaction, and there the process ends."""

    def valt_om(**kwargs: Any) -> None:
        raise RuntimeError

    gebeurtenis.connect(valt_om)
    bij_iedereen = gebeurtenis.receivers
    gebeurtenis.receivers = bij_iedereen[-1:]  # before all others
    try:
        with pytest.raises(RuntimeError):
            yield
    finally:
        gebeurtenis.receivers = bij_iedereen
        gebeurtenis.disconnect(valt_om)


def gemeld() -> set[tuple[str, int, bool]]:
    return set(Indexwijziging.objects.values_list("bron", "sleutel", "weg"))


class TestInDeTransactie:
    """Of what lies below a page, and of what names it."""

    def test_intrekken_en_publiceren(self, model: Page) -> None:
        artikel = Onderdeel.objects.get().pk
        versie = Versie.objects.get().pk
        with gedood_na(page_unpublished):
            model.unpublish()
        assert gemeld() >= {("pagina", versie, True), ("artikel", artikel, True)}
        werk_bij()
        with gedood_na(page_published):
            model.save_revision().publish()
        assert gemeld() >= {("pagina", versie, False), ("artikel", artikel, False)}

    def test_verplaatsen_tot_onder_een_beperking(self, model: Page) -> None:
        binnen = factories.algemene_pagina("Binnen", slug="binnen")
        onder_beperking(binnen)
        boven = ModelverordeningenOverzicht.objects.get()
        werk_bij()
        with gedood_na(post_page_move):
            boven.move(binnen, pos="last-child")
        assert gemeld() >= {
            ("pagina", Versie.objects.get().pk, True),
            ("artikel", Onderdeel.objects.get().pk, True),
        }
        assert gevonden() == {}

    def test_bestanden_worden_besloten_met_wat_verplaatst_wordt(self, zoekindex: Engine) -> None:
        factories.handreiking("Met bijlage", bijlagen=(factories.bestand(),))
        binnen = factories.algemene_pagina("Binnen", slug="binnen")
        onder_beperking(binnen)
        assert OpenbaarGebruik.objects.exists()
        with gedood_na(post_page_move):
            HandreikingenOverzicht.objects.get().move(binnen, pos="last-child")
        assert not OpenbaarGebruik.objects.exists()

    def test_ander_adres(self, model: Page, django_capture_on_commit_callbacks: Any) -> None:
        model.slug = "elders"
        with gedood_na(page_slug_changed), django_capture_on_commit_callbacks(execute=True):
            model.save()
            voor_de_commit = gemeld()
        assert ("artikel", Onderdeel.objects.get().pk, False) in voor_de_commit

    def test_wat_gepland_was_gebeurt_geheel_of_niet(self, boekje: Page) -> None:
        boekje.expire_at = timezone.now() - timedelta(minutes=1)
        boekje.save()
        werk_bij()
        with gedood_na(page_unpublished):
            publiceer_gepland()
        boekje.refresh_from_db()
        assert (boekje.live, gemeld()) == (True, set())

    def test_andere_naam(self, boekje: Page) -> None:
        boekje.title = "Het goede gesprek"
        with gedood_na(page_published):
            boekje.save_revision().publish()
        hoofdstuk = Hoofdstuk.objects.get()
        assert ("pagina", hoofdstuk.pk, False) in gemeld()
        werk_bij()
        with gedood_na(page_unpublished):
            hoofdstuk.unpublish()
        assert ("pagina", boekje.pk, False) in gemeld()


def test_een_beperking_geldt_alleen_met_wat_eronder_ligt(boekje: Page) -> None:
    """What goes wrong while search and files are told of it takes the restriction back too."""

    def valt_om(**kwargs: Any) -> None:
        raise RuntimeError

    post_save.connect(valt_om, sender=PageViewRestriction)
    try:
        with pytest.raises(RuntimeError):
            onder_beperking(boekje)
    finally:
        post_save.disconnect(valt_om, sender=PageViewRestriction)
    assert not PageViewRestriction.objects.exists()
    assert not Indexwijziging.objects.exists()


def test_bestanden_van_veel_paginas_zijn_voor_de_werker(
    boekje: Page, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr("search.signals._AT_ONCE", 1)
    with django_capture_on_commit_callbacks(execute=True):
        HandreikingenOverzicht.objects.get().unpublish()
    taken = DBTaskResult.objects.filter(task_path__endswith="openbaarheid_van")
    assert sorted(len(taak.args_kwargs["args"][0]) for taak in taken) == [1, 1]
