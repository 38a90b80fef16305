"""With a publication its chapters are withdrawn: by address, in search, and their files; and they come back with it."""

from typing import Any

import pytest
from django.test import Client

from handreikingen.models import Hoofdstuk
from search.actions.index_bijwerken import werk_bij
from search.engines import get_engine
from search.query import Zoekvraag
from search.results import zoek
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicatie(settings: Any, tmp_path: Any) -> Any:
    settings.SEARCH_INDEX_DIR = tmp_path / "zoekindex"
    publicatie = factories.handreiking("Vragen stellen")
    hoofdstuk = publicatie.add_child(
        instance=Hoofdstuk(title="Doorvragen", slug="doorvragen", samenvatting="Hoe u doorvraagt.", live=True)
    )
    for pagina in (publicatie, hoofdstuk):
        pagina.save_revision().publish()
    werk_bij()
    publicatie.refresh_from_db()
    return publicatie


def _gevonden() -> int:
    werk_bij()
    return zoek(Zoekvraag(q="doorvragen")).totaal


def test_hoofdstuk_gaat_en_komt_met_de_publicatie(publicatie: Any, client: Client) -> None:
    adres = f"{publicatie.pad}doorvragen/"
    assert client.get(adres).status_code == 200
    assert _gevonden() == 1

    publicatie.unpublish()
    assert client.get(adres).status_code == 410
    assert adres not in client.get("/sitemap-paginas.xml").content.decode()
    assert _gevonden() == 0
    assert get_engine().status().usable

    publicatie.save_revision().publish()
    assert client.get(adres).status_code == 200
    assert _gevonden() == 1


def test_hoofdstuk_onder_een_concept_is_er_niet(publicatie: Any, client: Client) -> None:
    type(publicatie).objects.filter(pk=publicatie.pk).update(live=False, first_published_at=None)
    assert client.get(f"{publicatie.pad}doorvragen/").status_code == 404
    assert zoek(Zoekvraag(q="doorvragen")).treffers == []
