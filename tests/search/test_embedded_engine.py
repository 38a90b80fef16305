"""What is particular to the embedded engine: files that other processes replace under its feet."""

from pathlib import Path

from search.engines.embedded import EmbeddedEngine
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
