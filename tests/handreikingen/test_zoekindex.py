"""What search shows of chapters, versions and articles follows the pages they belong to."""

import datetime
from typing import Any

import pytest

from handreikingen.actions.versie_vullen import vul_versie
from handreikingen.models import Handreiking, Hoofdstuk, Modelverordening, ModelverordeningenOverzicht, Versie
from handreikingen.regelingtekst import lees_regeling
from search.actions.index_bijwerken import werk_bij
from search.answer import Treffer
from search.models import Begrip, Schema
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import zoekindex  # noqa: F401 - the fixture

pytestmark = pytest.mark.usefixtures("zoekindex")


def treffers(soort: str, **filters: tuple[str, ...]) -> dict[str, Treffer]:
    werk_bij()
    return {treffer.titel: treffer for treffer in zoek(Zoekvraag(filters={"soort": (soort,), **filters})).treffers}


class TestHoofdstukken:
    @pytest.fixture
    def boekje(self) -> Handreiking:
        pagina = factories.handreiking("Het gesprek")
        pagina.add_child(instance=Hoofdstuk(title="Een", slug="een", samenvatting="s", tekst="[]"))
        werk_bij()
        return pagina

    def test_noemen_hun_boekje(self, boekje: Handreiking) -> None:
        boekje.title = "Het goede gesprek"
        boekje.save_revision().publish()
        assert treffers("hoofdstuk")["Een"].kaart["publicatie"] == "Het goede gesprek"

    def test_tellen_mee(self, boekje: Handreiking) -> None:
        def aantal() -> int:
            return treffers("handreiking")["Het gesprek"].kaart["hoofdstukken"]

        twee = boekje.add_child(instance=Hoofdstuk(title="Twee", slug="twee", samenvatting="s", tekst="[]", live=False))
        assert aantal() == 1
        twee.save_revision().publish()
        assert aantal() == 2
        Hoofdstuk.objects.get(slug="een").unpublish()
        assert aantal() == 1
        Hoofdstuk.objects.get(slug="twee").delete()
        assert aantal() == 0


class TestArtikelen:
    @pytest.fixture
    def versie(self) -> Versie:
        wet = factories.begrip("Wmo 2007", Schema.WETTELIJK_KADER)
        model = factories.overzicht(ModelverordeningenOverzicht, "modelverordening").add_child(
            instance=Modelverordening(title="Model Wmo", slug="wmo", wet=wet)
        )
        versie = Versie(
            title="Versie 2010",
            slug="2010",
            samenvatting="s",
            vastgesteld_op=datetime.date(2010, 12, 1),
            status="concept",
        )
        versie.begrippen = [factories.begrip("Melding")]
        model.add_child(instance=versie)
        vul_versie(versie, lees_regeling("### Artikel 1 Begrippen\n\nWet: de Wmo."))
        assert artikel().url == "/modelverordening/wmo/2010/artikel-1/"
        return versie

    def test_hebben_hun_adres_onder_dat_van_de_versie(
        self, versie: Versie, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            versie.slug = "eind-2010"
            versie.save()
        assert artikel().url == "/modelverordening/wmo/eind-2010/artikel-1/"
        model = Modelverordening.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            model.slug = "maatschappelijk"
            model.save()
        assert artikel().url == "/modelverordening/maatschappelijk/eind-2010/artikel-1/"

    def test_noemen_hun_modelverordening(self, versie: Versie) -> None:
        model = Modelverordening.objects.get()
        model.title = "Model maatschappelijke ondersteuning"
        model.save_revision().publish()
        assert artikel().kaart["modelverordening"] == "Model maatschappelijke ondersteuning, Versie 2010"
        versies = treffers("modelverordening")
        assert versies["Versie 2010"].kaart["modelverordening"] == "Model maatschappelijke ondersteuning"

    def test_volgen_de_begrippen_van_de_versie(self, versie: Versie) -> None:
        begrip = Begrip.objects.get(slug="melding")
        begrip.slug = "toegang"
        begrip.save()
        assert artikel(thema=("toegang",))
        begrip.delete()
        assert not treffers("artikel", thema=("toegang",))

    def test_verdwijnen_met_de_versie(self, versie: Versie) -> None:
        versie.unpublish()
        assert not treffers("artikel")


def artikel(**filters: Any) -> Treffer:
    return treffers("artikel", **filters)["Artikel 1 Begrippen"]
