"""From a change to the index: told in its transaction, followed at commit or by the worker, never lost."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import PageViewRestriction

from bestanden.actions.lees_tekst import lees_tekst
from bestanden.models import Bestand, OpenbaarGebruik
from praktijkvoorbeelden.models import Praktijkvoorbeeld, PraktijkvoorbeeldBijlage
from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.actions.index_wijziging import meld_wijziging, uitgesteld_indexeren
from search.document import SearchDocument
from search.engines.contract import Engine
from search.labels import labels
from search.models import Indexwijziging, Schema, Wetsartikel
from search.models.teller import Teller
from search.query import Zoekvraag
from search.results import zoek
from search.sources import register_source, sources
from tests import factories
from tests.search.documents import document

Commit = Callable[..., Any]


def titels(q: str = "") -> set[str]:
    return {treffer.titel for treffer in zoek(Zoekvraag(q=q)).treffers}


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Commit:
    """`with commit():` does at its end what a real commit does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.usefixtures("zoekindex")
class TestFollowing:
    def test_publishing_shows_at_commit(self, commit: Commit) -> None:
        with commit():
            factories.praktijkvoorbeeld("Vervoer")
        assert titels() == {"Vervoer"}
        assert not Indexwijziging.objects.exists()

    def test_revision_published(self, commit: Commit) -> None:
        with commit():
            pagina = factories.praktijkvoorbeeld("Vervoer")
        pagina.title = "Wonen"
        with commit():
            revisie = pagina.save_revision()
        assert titels() == {"Vervoer"}
        with commit():
            revisie.publish()
        assert titels() == {"Wonen"}

    def test_saving_a_draft_tells_nothing(self) -> None:
        pagina = factories.praktijkvoorbeeld("Vervoer")
        Indexwijziging.objects.all().delete()
        pagina.save_revision()
        assert not Indexwijziging.objects.exists()

    def test_draft_is_not_found(self, commit: Commit) -> None:
        with commit():
            factories.praktijkvoorbeeld("Vervoer", live=False)
        assert titels() == set()

    @pytest.mark.parametrize(
        "gone",
        [
            lambda pagina: pagina.unpublish(),
            lambda pagina: pagina.delete(),
            lambda pagina: PageViewRestriction.objects.create(page=pagina, restriction_type="login"),
            lambda pagina: PageViewRestriction.objects.create(page=pagina.get_parent(), restriction_type="login"),
        ],
        ids=["unpublished", "deleted", "restricted", "below a restriction"],
    )
    def test_gone_from_results_and_counts(self, commit: Commit, gone: Callable[[Any], Any]) -> None:
        with commit():
            pagina = factories.praktijkvoorbeeld("Vervoer")
        with commit():
            gone(pagina)
        lijst = zoek(Zoekvraag())
        assert (lijst.totaal, list(lijst.facetten)) == (0, [])

    def test_back_after_the_restriction_ends(self, commit: Commit) -> None:
        with commit():
            pagina = factories.praktijkvoorbeeld("Vervoer")
            slot = PageViewRestriction.objects.create(page=pagina.get_parent(), restriction_type="login")
        assert titels() == set()
        with commit():
            slot.delete()
        assert titels() == {"Vervoer"}

    def test_moved_and_renamed_pages_below(self, commit: Commit) -> None:
        with commit():
            boven = factories.algemene_pagina("Boven", slug="boven")
            onder = boven.add_child(instance=type(boven)(title="Onder", slug="onder", samenvatting="s", live=True))
        with commit():
            boven.slug = "elders"
            boven.save()
        assert {t.url for t in zoek(Zoekvraag(q="onder")).treffers} == {"/elders/onder/"}
        with commit():
            onder.refresh_from_db()
            onder.move(factories.startpagina(), pos="last-child")
        assert {t.url for t in zoek(Zoekvraag(q="onder")).treffers} == {"/onder/"}

    def test_renamed_concept(self, commit: Commit) -> None:
        thema = factories.begrip("Vervoer")
        with commit():
            factories.praktijkvoorbeeld("Samen op pad", begrippen=[thema])
        with commit():
            thema.label = "Mobiliteit"
            thema.save()
        assert titels("mobiliteit") == {"Samen op pad"}

    def test_names_that_another_process_still_remembers(self, commit: Commit, monkeypatch: pytest.MonkeyPatch) -> None:
        thema = factories.begrip("Vervoer")
        with commit():
            factories.praktijkvoorbeeld("Samen op pad", begrippen=[thema])
        remembered = (Teller.stand(Teller.WOORDEN), labels())
        with commit():
            thema.label = "Mobiliteit"
            thema.save()
            monkeypatch.setattr("search.labels._kept", remembered)
        assert titels("mobiliteit") == {"Samen op pad"}

    def test_articles_of_law(self, commit: Commit) -> None:
        wet = factories.begrip("Wet op hulp", Schema.WETTELIJK_KADER)
        artikel = Wetsartikel.objects.create(wet=wet, nummer="2.3.2")
        with commit():
            pagina = factories.praktijkvoorbeeld("Samen op pad")
            pagina.wetsartikelen = [artikel]
            pagina.save()
        with commit():
            artikel.nummer = "2.3.5"
            artikel.save()
        assert titels('"artikel 2.3.5"') == {"Samen op pad"}
        with commit():
            wet.label = "Hulpwet"
            wet.save()
        assert titels("hulpwet") == {"Samen op pad"}
        with commit():
            artikel.delete()
        assert titels("hulpwet") == set()

    def test_renamed_gemeente(self, commit: Commit) -> None:
        gemeente = factories.gemeente("Losser")
        with commit():
            factories.praktijkvoorbeeld("Van de eigenaar", gemeente=gemeente)
            factories.praktijkvoorbeeld("Van een partner", partnergemeenten=[gemeente])
            factories.praktijkvoorbeeld("Van een ander")
        with commit():
            gemeente.naam = "Dinkelstad"
            gemeente.save()
        assert titels("dinkelstad") == {"Van de eigenaar", "Van een partner"}
        kaarten = {treffer.titel: treffer.kaart["gemeente"] for treffer in zoek(Zoekvraag()).treffers}
        assert kaarten["Van de eigenaar"] == "Dinkelstad"

    def test_document_that_is_read_after_publication(self, commit: Commit) -> None:
        tabel = Bestand.objects.create(title="Tabel", file=ContentFile(b"tilliften;12", name="tabel.csv"))
        with commit():
            factories.handreiking("Met bijlage", bijlagen=(tabel,))
            factories.handreiking("Concept", bijlagen=(tabel,), live=False)
        assert titels("tilliften") == set()
        with commit():
            lees_tekst(tabel)
        assert titels("tilliften") == {"Met bijlage"}

    def test_editors_own_search(self, commit: Commit) -> None:
        with commit():
            pagina = factories.praktijkvoorbeeld("Scootmobielpool")
            factories.praktijkvoorbeeld("Concept over tilliften", live=False)
        assert [p.title for p in Praktijkvoorbeeld.objects.all().search("Scootmobielpool")] == ["Scootmobielpool"]
        assert [p.title for p in Praktijkvoorbeeld.objects.all().search("tilliften")] == ["Concept over tilliften"]
        pagina.title = "Rolstoelpool"
        with commit():
            pagina.save_revision()
        assert [p.title for p in Praktijkvoorbeeld.objects.all().search("Rolstoelpool")] == ["Scootmobielpool"]
        assert titels() == {"Scootmobielpool"}
        with commit():
            pagina.delete()
        assert list(Praktijkvoorbeeld.objects.all().search("Rolstoelpool")) == []


@pytest.mark.usefixtures("zoekindex")
class TestOutbox:
    def test_rollback_leaves_nothing(self, commit: Commit) -> None:
        with commit(), transaction.atomic():
            factories.praktijkvoorbeeld("Vervoer")
            transaction.set_rollback(True)
        assert not Indexwijziging.objects.exists()
        assert titels() == set()

    def test_one_wait_for_many_changes(self, zoekindex: Engine, commit: Commit, caplog: Any) -> None:
        caplog.set_level(logging.INFO, "search.actions.index_bijwerken")
        with zoekindex.write(timeout=0), commit():
            for nummer in range(10):
                meld_wijziging("pagina", nummer)
        assert len(caplog.messages) == 1  # the others left it to the worker at once
        assert Indexwijziging.objects.count() == 10

    def test_deferred_writes_rows_all_the_same(self, django_capture_on_commit_callbacks: Commit) -> None:
        with django_capture_on_commit_callbacks(execute=True) as callbacks, uitgesteld_indexeren():
            factories.praktijkvoorbeeld("Vervoer")
        assert callbacks == []
        assert titels() == set()
        assert Indexwijziging.objects.count() == 1
        assert werk_bij() == 1
        assert titels() == {"Vervoer"}

    def test_lock_held_elsewhere_defers(self, zoekindex: Engine, commit: Commit) -> None:
        with zoekindex.write(timeout=0), commit():
            factories.praktijkvoorbeeld("Vervoer")
        assert titels() == set()
        assert Indexwijziging.objects.count() == 1
        werk_bij()
        assert titels() == {"Vervoer"}

    def test_killed_after_the_commit_of_the_engine(self, zoekindex: Engine) -> None:
        """The rows are still there and are done again, with the same outcome."""
        factories.praktijkvoorbeeld("Vervoer")
        rows = list(Indexwijziging.objects.all())
        werk_bij()
        Indexwijziging.objects.bulk_create(rows)
        werk_bij()
        assert zoek(Zoekvraag()).totaal == 1
        assert not Indexwijziging.objects.exists()

    def test_without_an_index_the_worker_builds_it(self, settings: Any, tmp_path: Any, commit: Commit) -> None:
        settings.SEARCH_INDEX_DIR = tmp_path / "nieuw"
        with commit():
            factories.praktijkvoorbeeld("Vervoer")
        assert zoek(Zoekvraag()).storing
        assert Indexwijziging.objects.count() == 1
        werk_bij()
        assert not zoek(Zoekvraag()).storing
        assert titels() == {"Vervoer"}


class Stubborn:
    """A source of which one thing can't be read."""

    naam = "dwars"

    def keys(self) -> Iterator[int]:
        return iter([1, 2, 3])

    def documents(self, keys: Iterable[int]) -> Iterator[tuple[int, list[SearchDocument]]]:
        for key in keys:
            if key == 2:
                raise ValueError("kapot")
            yield key, [document(key, f"Dwars {key}", id=f"dwars-{key}")]

    def public(self, keys: Iterable[int]) -> set[int]:
        return set(keys)


class TestUnreadable:
    @pytest.fixture(autouse=True)
    def stubborn(self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
        monkeypatch.setattr("search.sources._sources", sources())
        register_source(Stubborn())
        caplog.set_level(logging.CRITICAL)

    def test_others_are_found(self) -> None:
        herbouw()
        assert titels() == {"Dwars 1", "Dwars 3"}

    def test_it_keeps_waiting_after_a_rebuild(self) -> None:
        for key in (1, 2):
            meld_wijziging("dwars", key)
        herbouw()
        assert list(Indexwijziging.objects.values_list("sleutel", flat=True)) == [2]

    def test_it_waits_at_the_end_of_the_queue(self) -> None:
        for key in (2, 1, 3):
            meld_wijziging("dwars", key)
        werk_bij()
        assert titels() == {"Dwars 1", "Dwars 3"}
        assert list(Indexwijziging.objects.values_list("sleutel", flat=True)) == [2]


class TestRebuildWithWrites:
    @pytest.mark.usefixtures("zoekindex")
    def test_what_waited_is_done(self) -> None:
        """The worker needs not index everything again after an import and a rebuild; the editors' search has it too."""
        factories.praktijkvoorbeeld("Scootmobielpool")
        factories.praktijkvoorbeeld("Concept over tilliften", live=False)
        weg = factories.praktijkvoorbeeld("Verdwijnt")
        weg.delete()
        herbouw()
        assert not Indexwijziging.objects.exists()
        assert titels() == {"Scootmobielpool"}
        assert [p.title for p in Praktijkvoorbeeld.objects.all().search("tilliften")] == ["Concept over tilliften"]

    @pytest.mark.usefixtures("zoekindex")
    def test_what_came_meanwhile_waits_whatever_its_number(self) -> None:
        """A transaction may commit later than one with higher ids."""
        late = Indexwijziging.objects.create(bron="pagina", sleutel=1)
        late_id = late.pk
        late.delete()
        factories.praktijkvoorbeeld("Eerst")
        assert Indexwijziging.objects.get().pk > late_id

        def commit_late(step: str, count: int) -> None:
            if step == "schrijven":
                Indexwijziging.objects.get_or_create(pk=late_id, bron="pagina", sleutel=1)

        herbouw(commit_late)
        assert Indexwijziging.objects.get().pk == late_id

    def test_changes_during_a_rebuild_are_in_the_new_index(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blijft, weg = factories.praktijkvoorbeeld("Eerst"), factories.praktijkvoorbeeld("Verdwijnt")
        werk_bij()
        seen: list[str] = []

        def change_halfway(step: str, count: int) -> None:
            seen.append(step)
            if step == "schrijven" and seen.count("schrijven") == 1:
                blijft.title = "Daarna"
                blijft.save()
                weg.delete()
                factories.praktijkvoorbeeld("Nieuw")
                werk_bij()
                assert titels() == {"Daarna", "Nieuw"}

        herbouw(change_halfway)
        assert titels() == {"Daarna", "Nieuw"}
        assert zoek(Zoekvraag()).totaal == 2


def test_a_copy_of_an_imported_page_comes_from_no_source(db: None) -> None:
    pagina = factories.praktijkvoorbeeld("Vervoer", bron_id="oud-12")
    pagina.save_revision()
    kopie = pagina.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert (kopie.bron_id, kopie.get_latest_revision_as_object().bron_id) == ("", "")
    assert Praktijkvoorbeeld.objects.get(bron_id="oud-12") == pagina


class TestFiles:
    """Files are public with the page that uses them, and private again without it."""

    def test_document_that_was_removed_since(self, db: None) -> None:
        """Rich text goes on naming it; on PostgreSQL and at commit on SQLite a row for it would be refused."""
        blijft, weg = factories.bestand("Blijft"), factories.bestand("Weg")
        links = "".join(f'<a linktype="document" id="{document.pk}">hier</a>' for document in (blijft, weg))
        weg.delete()
        factories.praktijkvoorbeeld("Vervoer", aanleiding=f"<p>{links}</p>")
        assert set(OpenbaarGebruik.objects.values_list("bestand", flat=True)) == {blijft.pk}

    def gebruik(self) -> set[str]:
        return set(OpenbaarGebruik.objects.values_list("bron", flat=True))

    def test_follow_the_page(self, db: None) -> None:
        document = factories.bestand("Verslag")
        pagina = factories.praktijkvoorbeeld("Vervoer", live=False)
        pagina.bijlagen = [PraktijkvoorbeeldBijlage(bestand=document)]
        pagina.save_revision().publish()
        assert OpenbaarGebruik.objects.get().bestand == document
        pagina.refresh_from_db()
        pagina.unpublish()
        assert self.gebruik() == set()

    def test_draft_attachment_stays_private(self, db: None) -> None:
        pagina = factories.praktijkvoorbeeld("Vervoer")
        pagina.bijlagen = [PraktijkvoorbeeldBijlage(bestand=factories.bestand())]
        pagina.save_revision()
        assert self.gebruik() == set()

    @pytest.mark.parametrize("how", ["delete", "restrict"])
    def test_private_again(self, db: None, how: str) -> None:
        pagina = factories.handreiking("Wonen", bijlagen=(factories.bestand(),))
        assert self.gebruik() == {f"pagina-{pagina.pk}"}
        if how == "delete":
            pagina.delete()
        else:
            slot = PageViewRestriction.objects.create(page=pagina.get_parent(), restriction_type="login")
            assert self.gebruik() == set()
            slot.delete()
            assert self.gebruik() == {f"pagina-{pagina.pk}"}
            return
        assert self.gebruik() == set()
