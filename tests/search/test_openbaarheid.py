"""What lies below a page is found only while that page is open to readers; in the transaction of the change, and also
when the index was built anew in between; on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished

from handreikingen.actions.versie_vullen import vul_versie
from handreikingen.models import (
    HandreikingenOverzicht,
    Hoofdstuk,
    Modelverordening,
    ModelverordeningenOverzicht,
    Versie,
)
from handreikingen.regelingtekst import lees_regeling
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


def test_gemeld_in_de_transactie_zelf(boekje: Page) -> None:
    """Wagtail tells of it after its transaction: by then the process may have been killed."""

    def valt_om(**kwargs: Any) -> None:
        raise RuntimeError

    page_unpublished.connect(valt_om)
    try:
        with pytest.raises(RuntimeError):
            boekje.unpublish()
    finally:
        page_unpublished.disconnect(valt_om)
    hoofdstuk = Hoofdstuk.objects.get()
    assert Indexwijziging.objects.filter(sleutel=hoofdstuk.pk, weg=True).exists()


def test_bestanden_van_veel_paginas_zijn_voor_de_werker(
    boekje: Page, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr("search.signals._AT_ONCE", 1)
    with django_capture_on_commit_callbacks(execute=True):
        HandreikingenOverzicht.objects.get().unpublish()
    taken = DBTaskResult.objects.filter(task_path__endswith="openbaarheid_van")
    assert sorted(len(taak.args_kwargs["args"][0]) for taak in taken) == [1, 1]
