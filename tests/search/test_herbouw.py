"""A rebuild and the outbox lose nothing and undo nothing, whatever can't be read, made or taken; on both engines."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from search.actions import index_bijwerken
from search.actions.index_bijwerken import schema_of, werk_bij, write_keys
from search.actions.index_herbouwen import herbouw
from search.document import SearchDocument
from search.editor_index import update_editor_index
from search.engines import get_engine
from search.engines.contract import Engine, EngineQuery
from search.engines.elastic import bulk
from search.models import Indexwijziging, Teller
from search.page_source import PageSource
from search.query import Zoekvraag
from search.results import zoek
from tests import factories
from tests.search.conftest import ENGINES

ELASTIC = [ENGINES[1]]


def titels(q: str = "") -> set[str]:
    return {treffer.titel for treffer in zoek(Zoekvraag(q=q)).treffers}


def onbewaarbaar(document: SearchDocument) -> SearchDocument:
    """What its card shows can't be stored."""
    return replace(document, kaart={"dag": datetime.date(2026, 1, 1)})


def onleesbaar(document: SearchDocument) -> SearchDocument:
    """Its title is no text."""
    return replace(document, titel=7)  # type: ignore[arg-type]


def breek(monkeypatch: pytest.MonkeyPatch, sleutel: int, hoe: Any = onbewaarbaar) -> None:
    gewoon = PageSource.documents

    def documents(self: PageSource, keys: Any) -> Any:
        for key, documents in gewoon(self, keys):
            yield key, [hoe(each) for each in documents] if key == sleutel else documents

    monkeypatch.setattr(PageSource, "documents", documents)


@pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)
class TestWhatGoesWrongByItself:
    @pytest.mark.parametrize("hoe", [onbewaarbaar, onleesbaar])
    def test_a_thing_that_breaks_holds_up_no_other(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, hoe: Any
    ) -> None:
        kapot = factories.praktijkvoorbeeld("Een kapot ding")
        factories.praktijkvoorbeeld("Een goed ding")
        with monkeypatch.context() as even:
            breek(even, kapot.pk, hoe)
            werk_bij()
            assert titels() == {"Een goed ding"}
            assert [rij.sleutel for rij in Indexwijziging.objects.all()] == [kapot.pk]
            herbouw()
            assert titels() == {"Een goed ding"}
        werk_bij()
        assert titels() == {"Een kapot ding", "Een goed ding"}

    @pytest.mark.parametrize("hoe", [onbewaarbaar, onleesbaar])
    def test_what_was_found_of_it_stays(self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, hoe: Any) -> None:
        pagina = factories.praktijkvoorbeeld("Een goed ding")
        werk_bij()
        breek(monkeypatch, pagina.pk, hoe)
        pagina.save()
        werk_bij()
        assert titels() == {"Een goed ding"}

    def test_what_a_rebuild_could_not_read_is_tried_again(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pagina = factories.praktijkvoorbeeld("Even onleesbaar")
        werk_bij()
        assert not Indexwijziging.objects.exists()
        with monkeypatch.context() as even:
            breek(even, pagina.pk)
            herbouw()
        assert titels() == set()
        werk_bij()
        assert titels() == {"Even onleesbaar"}

    @pytest.mark.parametrize("doe", [werk_bij, herbouw])
    def test_the_editors_search_holds_nothing_up(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, doe: Any
    ) -> None:
        kapot = factories.praktijkvoorbeeld("Kapot vervoer")
        factories.praktijkvoorbeeld("Goed vervoer")

        def soms(keys: Sequence[int]) -> None:
            if kapot.pk in keys:
                raise RuntimeError
            update_editor_index(keys)

        monkeypatch.setattr(index_bijwerken, "update_editor_index", soms)
        doe()
        assert titels() == {"Kapot vervoer", "Goed vervoer"}
        assert not Indexwijziging.objects.exists()
        assert [pagina.title for pagina in Praktijkvoorbeeld.objects.all().search("vervoer")] == ["Goed vervoer"]

    def test_it_stays_known_how_long_it_waits(self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        pagina = factories.praktijkvoorbeeld("Vervoer")
        (rij,) = Indexwijziging.objects.all()
        breek(monkeypatch, pagina.pk)
        werk_bij()
        werk_bij()
        (opnieuw,) = Indexwijziging.objects.all()
        assert (opnieuw.aangemaakt, opnieuw.pogingen, opnieuw.weg) == (rij.aangemaakt, 2, False)
        assert opnieuw.pk > rij.pk

    def test_of_several_rows_the_oldest_and_that_it_was_taken_away(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was tried before stands behind what came since; that a page was closed must not be forgotten."""
        pagina = factories.praktijkvoorbeeld("Vervoer")
        (open_rij,) = Indexwijziging.objects.all()
        eerder = open_rij.aangemaakt - datetime.timedelta(hours=1)
        velden = {"bron": open_rij.bron, "sleutel": pagina.pk, "weg": True, "aangemaakt": eerder, "pogingen": 3}
        Indexwijziging.objects.create(**velden)
        breek(monkeypatch, pagina.pk)
        werk_bij()
        assert list(Indexwijziging.objects.values(*velden)) == [velden | {"pogingen": 4}]


@pytest.mark.parametrize("zoekindex", ENGINES, indirect=True)
class TestUpgrade:
    """Old and new processes run side by side for a while, and only the new ones know the new index."""

    def test_an_old_process_leaves_the_outbox_to_the_new_ones(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
    ) -> None:
        with monkeypatch.context() as oud:
            oud.setattr(type(zoekindex), "schema", zoekindex.schema - 1)
            with django_capture_on_commit_callbacks(execute=True):
                factories.praktijkvoorbeeld("Vervoer")
            assert werk_bij() == 0
            assert Indexwijziging.objects.exists()
        assert werk_bij() > 0
        assert titels() == {"Vervoer"}

    def test_not_even_what_it_was_already_busy_with(self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        """A new process may have begun its index, and read the thing, before this row was there."""
        factories.praktijkvoorbeeld("Vervoer")
        gewoon = PageSource.documents

        def intussen(self: PageSource, keys: Any) -> Any:
            Teller.zet(schema_of(zoekindex), zoekindex.schema + 1)
            return gewoon(self, keys)

        monkeypatch.setattr(PageSource, "documents", intussen)
        werk_bij()
        assert Indexwijziging.objects.exists()

    def test_who_goes_back_builds_its_own_index(self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(type(zoekindex), "schema", zoekindex.schema - 1)
        herbouw()
        factories.praktijkvoorbeeld("Vervoer")
        assert werk_bij() > 0


@pytest.mark.parametrize("zoekindex", ELASTIC, indirect=True)
class TestElasticsearch:
    def test_a_write_that_began_before_a_rebuild_undoes_nothing(self, zoekindex: Engine) -> None:
        """A worker read the old text; then came a new one, and a rebuild that has it; then the worker writes."""
        pagina = factories.praktijkvoorbeeld("Oud")
        werk_bij()
        engine = get_engine()
        with engine.write(timeout=5) as traag:
            versie = Teller.volgende(Teller.INDEX)
            write_keys(engine.vocabulary(), traag, versie, [("pagina", pagina.pk)])
            pagina.title = pagina.draft_title = "Nieuw"
            pagina.save()
            werk_bij()

            def halverwege(stap: str, aantal: int) -> None:
                if stap == "schrijven" and not halverwege_al:
                    halverwege_al.append(True)
                    traag.flush(5)  # type: ignore[attr-defined]

            halverwege_al: list[bool] = []
            herbouw(halverwege)
            assert halverwege_al
        assert titels() == {"Nieuw"}

    @pytest.mark.parametrize("gevolgd", [True, False])
    @pytest.mark.parametrize("moment", ["lezen", "schrijven", "na afloop"])
    def test_a_write_that_began_before_a_rebuild_brings_nothing_back(
        self, zoekindex: Engine, moment: str, gevolgd: bool
    ) -> None:
        """A worker read a page, which was withdrawn; a rebuild leaves it out, and is what followed that if no other
        worker did; then the first one writes."""
        pagina = factories.praktijkvoorbeeld("Ingetrokken")
        werk_bij()
        engine = get_engine()
        with engine.write(timeout=5) as traag:
            versie = Teller.volgende(Teller.INDEX)
            write_keys(engine.vocabulary(), traag, versie, [("pagina", pagina.pk)])
            pagina.unpublish()
            if gevolgd:
                werk_bij()
            herbouw(lambda stap, aantal: traag.flush(5) if stap == moment else None)  # type: ignore[attr-defined]
        assert engine.search(EngineQuery()).total == 0

    def test_what_it_refuses_is_found_no_more_and_tried_again(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pagina = factories.praktijkvoorbeeld("Oude tekst")
        ander = factories.praktijkvoorbeeld("Ander ding")
        werk_bij()
        gewoon = bulk._lines

        def geweigerd(operations: Any) -> Any:
            """The new text of the first page has a field that the mapping does not know."""
            return [
                regel.replace(b"{", b'{"onbekend":1,', 1) if b"Nieuwe tekst" in regel else regel
                for regel in gewoon(operations)
            ]

        monkeypatch.setattr(bulk, "_lines", geweigerd)
        pagina.title = pagina.draft_title = "Nieuwe tekst"
        pagina.save()
        ander.title = ander.draft_title = "Anders"
        ander.save()
        werk_bij()
        assert titels() == {"Anders"}
        assert [rij.sleutel for rij in Indexwijziging.objects.all()] == [pagina.pk]
        monkeypatch.setattr(bulk, "_lines", gewoon)
        werk_bij()
        assert titels() == {"Anders", "Nieuwe tekst"}

    def test_what_it_refuses_of_a_rebuild_is_tried_again(
        self, zoekindex: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Few of them: with more the rebuild is given up."""
        for nummer in range(10):
            factories.praktijkvoorbeeld(f"Ding {nummer}")
        geweigerd = factories.praktijkvoorbeeld("Geweigerd")
        gewoon = bulk._lines

        def lines(operations: Any) -> Any:
            return [
                regel.replace(b"{", b'{"onbekend":1,', 1) if b"Geweigerd" in regel else regel
                for regel in gewoon(operations)
            ]

        with monkeypatch.context() as even:
            even.setattr(bulk, "_lines", lines)
            herbouw()
        assert zoek(Zoekvraag()).totaal == 10
        assert [rij.sleutel for rij in Indexwijziging.objects.all()] == [geweigerd.pk]
        werk_bij()
        assert titels("geweigerd") == {"Geweigerd"}
