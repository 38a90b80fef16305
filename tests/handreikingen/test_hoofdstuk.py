"""A chapter stands in its publication: what holds for that holds for the chapter."""

import datetime

import pytest
from django.test import Client

from handreikingen.models import Hoofdstuk
from search.models import Schema
from tests import factories


@pytest.mark.django_db
def test_waarschuwt_voor_vervallen_wet_van_de_publicatie(client: Client) -> None:
    oud = factories.begrip("Wmo 2007", Schema.WETTELIJK_KADER, vervallen_op=datetime.date(2015, 1, 1))
    ander = factories.begrip("Oude wet", Schema.WETTELIJK_KADER, vervallen_op=datetime.date(2015, 1, 1))
    handreiking = factories.handreiking("Wonen", begrippen=[factories.begrip(), oud])
    hoofdstuk = Hoofdstuk(title="Begin", slug="begin", samenvatting="Het begin.", live=True)
    hoofdstuk.begrippen = [ander]
    handreiking.add_child(instance=hoofdstuk)
    assert client.get(hoofdstuk.pad).context["vervallen_wetten"] == [oud]
