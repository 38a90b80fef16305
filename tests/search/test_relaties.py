"""Which relations of a page are not empty; and that a page asks no more than it needs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldBijlage
from search.actions.index_bijwerken import werk_bij
from search.boom import onthoud_voorouders, voorouders
from search.engines.contract import Engine
from search.models import Wetsartikel
from search.relaties import gevulde_relaties
from tests import factories

pytestmark = pytest.mark.django_db
ALLE = Praktijkvoorbeeld.soms_leeg


def vol() -> Praktijkvoorbeeld:
    """One that has something in each of its relations."""
    pagina = factories.praktijkvoorbeeld("Vol", partnergemeenten=[factories.gemeente()])
    wet = factories.begrip("Wmo 2015", "wettelijk-kader")
    pagina.wetsartikelen = [Wetsartikel.objects.create(wet=wet, nummer="2.3.2")]
    pagina.handreikingen = [factories.handreiking("De handreiking")]
    pagina.bijlagen = [PraktijkvoorbeeldBijlage(bestand=factories.bestand("Het verslag"))]
    pagina.save()
    factories.praktijkvoorbeeld("Navolger", overgenomen_van=pagina)
    return Praktijkvoorbeeld.objects.get(pk=pagina.pk)


class TestRelations:
    def test_none(self) -> None:
        leeg = Praktijkvoorbeeld.objects.get(pk=factories.praktijkvoorbeeld("Leeg").pk)
        assert set(gevulde_relaties(leeg, ALLE)) == set()

    def test_those_that_lead_to_something(self) -> None:
        pagina = vol()
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            assert set(gevulde_relaties(pagina, ALLE)) == set(ALLE) - {"kantelingboekjes"}
        assert len(vragen) == 1

    def test_what_is_in_memory_only_is_not_asked_of_the_database(self) -> None:
        concept = factories.praktijkvoorbeeld("Concept")
        concept.partnergemeenten = [factories.gemeente()]
        assert set(gevulde_relaties(concept, ALLE)) == set(ALLE)
        assert set(gevulde_relaties(Praktijkvoorbeeld(title="Nieuw"), ALLE)) == set(ALLE)


class TestPage:
    def test_shows_all_of_them(self, zoekindex: Engine, client: Client) -> None:
        pagina = client.get(vol().pad).content.decode()
        for tekst in ("Losser", "artikel 2.3.2", "De handreiking", "Het verslag", "Navolger"):
            assert tekst in pagina

    def test_queries(self, zoekindex: Engine, client: Client) -> None:
        pagina = vol()
        werk_bij()
        client.get(pagina.pad)
        with CaptureQueriesContext(connection) as vragen:
            client.get(pagina.pad)
        assert len(vragen) <= 16, [vraag["sql"][:150] for vraag in vragen]
        leeg = factories.praktijkvoorbeeld("Leeg")
        client.get(leeg.pad)
        with CaptureQueriesContext(connection) as vragen:
            client.get(leeg.pad)
        assert len(vragen) <= 9, [vraag["sql"][:150] for vraag in vragen]

    def test_restricted_with_what_stands_above(self, zoekindex: Engine, client: Client) -> None:
        pagina = factories.praktijkvoorbeeld("Besloten")
        assert client.get(pagina.pad).status_code == 200
        PageViewRestriction.objects.create(page=pagina.get_parent(), restriction_type="login")
        assert client.get(pagina.pad).status_code == 302

    def test_breadcrumbs_are_the_same_told_or_asked(self) -> None:
        pagina = factories.praktijkvoorbeeld("Pagina")
        gevraagd = voorouders(Praktijkvoorbeeld.objects.get(pk=pagina.pk))
        assert [ouder.title for ouder in gevraagd] == ["Praktijkvoorbeelden"]
        onthoud_voorouders(pagina, gevraagd)
        with CaptureQueriesContext(connection) as vragen:
            assert voorouders(pagina) == gevraagd
        assert len(vragen) == 0
