"""What is particular to the embedded engine: files other processes replace under its feet, one writer at a time."""

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
