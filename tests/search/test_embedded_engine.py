"""What is particular to the embedded engine: files other processes replace under its feet, one writer at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.contract import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.language.analysis import Analyser
from tests.search.documents import ask, document, fill, found


def test_a_rebuild_that_takes_over_during_a_request(tmp_path: Path) -> None:
    reader, builder = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    fill(builder, {1: [document(1, "Oud")]})
    at_hand = reader._current()  # where the request is when the rebuild ends
    fill(builder, {2: [document(2, "Nieuw")]})
    assert not at_hand.folder.exists()
    assert at_hand.things().searcher.num_docs == 1
    assert at_hand.passages().num_docs == 0
    assert found(reader.search(ask(""))) == [2]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    fill(engine, {})
    with engine.write(timeout=1), pytest.raises(EngineUnavailable), engine.write(timeout=0.05):
        pass


def test_a_rebuild_is_told_what_was_written_meanwhile(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    fill(engine, {1: [document(1, "Oud")]})
    with engine.rebuild() as rebuild:
        with engine.write(timeout=1) as writer:
            writer.replace("pagina", 1, 1, [Analyser({}, {}).document(document(1, "Gewijzigd"))])
        with rebuild.finish() as (changed, _):
            assert list(changed) == [("pagina", 1)]


class TestFilesThatFail:
    """Whatever is wrong with them, the engine is away: who asks knows what to do then."""

    @pytest.mark.parametrize(
        "ask_it",
        [
            lambda engine: engine.search(ask("oud")),
            lambda engine: engine.totals([ask("oud")]),
            lambda engine: engine.complete(["oud"], 5),
        ],
        ids=["search", "totals", "complete"],
    )
    def test_a_commit_that_can_not_be_read(self, tmp_path: Path, ask_it: Callable[[EmbeddedEngine], object]) -> None:
        engine = EmbeddedEngine(tmp_path)
        fill(engine, {1: [document(1, "Oud")]})
        assert found(engine.search(ask("oud"))) == [1]
        (engine._store.serving() / "dingen" / "meta.json").write_text("{")
        with pytest.raises(EngineUnavailable):
            ask_it(engine)
        assert not engine.status().usable

    def test_a_vocabulary_that_can_not_be_read(self, tmp_path: Path) -> None:
        engine = EmbeddedEngine(tmp_path)
        fill(engine, {}, {"woord": 2})
        (engine._store.serving() / "woordenschat.json").write_text("{")
        with pytest.raises(EngineUnavailable):
            engine.vocabulary()

    def test_no_room_to_tell_a_rebuild(self, tmp_path: Path) -> None:
        engine = EmbeddedEngine(tmp_path)
        fill(engine, {})
        with engine.rebuild():
            (log,) = tmp_path.glob("v*-*/wijzigingen.jsonl")
            in_place_of(log)
            with pytest.raises(EngineUnavailable), engine.write(timeout=1) as writer:
                writer.replace("pagina", 1, 1, [])

    def test_no_room_for_a_vocabulary(self, tmp_path: Path) -> None:
        with EmbeddedEngine(tmp_path).rebuild() as rebuild:
            (log,) = tmp_path.glob("v*-*/wijzigingen.jsonl")
            in_place_of(log.with_name("woordenschat.json"))
            with pytest.raises(EngineUnavailable):
                rebuild.keep_vocabulary({})

    def test_no_room_to_take_over(self, tmp_path: Path) -> None:
        engine = EmbeddedEngine(tmp_path)
        fill(engine, {1: [document(1, "Oud")]})
        in_place_of(tmp_path / "actueel.nieuw")
        with pytest.raises(EngineUnavailable):
            fill(engine, {})
        assert found(engine.search(ask("oud"))) == [1]


def in_place_of(file: Path) -> None:
    """A folder: it can't be written to, whoever runs the test."""
    file.unlink(missing_ok=True)
    file.mkdir()
