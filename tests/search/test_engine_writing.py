"""What every engine must do when it is written to: the same tests for each of them."""

import pytest

from search.engines.contract import Engine, EngineQuery, EngineUnavailable, IndexMissing
from search.language.analysis import Analyser
from tests.search.documents import ask, document, fill, found, passage


class TestWriting:
    analyser = Analyser({}, {})

    def test_replace_and_remove(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Oud", bijlagetekst="hal"), passage(1, 1, "hal")], 2: [document(2, "Oud")]})
        with engine.write(timeout=1) as writer:
            writer.replace("pagina", 1, 1, [self.analyser.document(document(1, "Nieuw"))])
            writer.replace("pagina", 2, 2, [])
        assert found(engine.search(ask("nieuw"))) == [1]
        assert engine.search(ask("oud")).total == 0
        assert engine.status().passages == 0

    def test_the_last_of_one_key_wins(self, engine: Engine) -> None:
        fill(engine, {})
        with engine.write(timeout=1) as writer:
            writer.replace("pagina", 1, 1, [self.analyser.document(document(1, "Eerst"))])
            writer.replace("pagina", 1, 2, [self.analyser.document(document(1, "Daarna"))])
        result = engine.search(EngineQuery())
        assert [hit.titel for hit in result.hits] == ["Daarna"]

    def test_nothing_of_a_failed_write_stays(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Blijft")]})
        with pytest.raises(TypeError), engine.write(timeout=1) as writer:
            writer.replace("pagina", 1, 1, None)  # removes what there was, then fails on what should come
        assert found(engine.search(ask("blijft"))) == [1]
        with engine.write(timeout=1) as writer:
            writer.replace("pagina", 1, 1, [])
        assert engine.search(ask("blijft")).total == 0

    def test_without_an_index(self, engine: Engine) -> None:
        with pytest.raises(IndexMissing):
            engine.search(EngineQuery())
        with pytest.raises(IndexMissing), engine.write(timeout=1):
            pass
        assert not engine.status().usable


class TestRebuilding:
    analyser = Analyser({}, {})

    def test_the_old_index_serves_until_the_new_one_is_finished(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Oud")]})
        with engine.rebuild() as rebuild:
            rebuild.add("pagina", 2, [self.analyser.document(document(2, "Nieuw"))])
            assert found(engine.search(EngineQuery())) == [1]
            assert engine.status().rebuilding
            with rebuild.finish():
                pass
        assert found(engine.search(EngineQuery())) == [2]
        assert not engine.status().rebuilding

    def test_writes_meanwhile_are_found_before_and_after(self, engine: Engine) -> None:
        """Whether they land in both or are told of at the end; what the rebuild read before them is older."""
        old, new = ([self.analyser.document(document(n, title)) for n in range(4)] for title in ("Oud", "Gewijzigd"))
        fill(engine, {n: [document(n, "Oud")] for n in range(4)})
        with engine.rebuild() as rebuild:
            rebuild.add("pagina", 1, [old[1]])
            with engine.write(timeout=1) as writer:
                writer.replace("pagina", 1, 1, [new[1]])
                writer.replace("pagina", 2, 1, [new[2]])
                writer.replace("pagina", 3, 1, [])
            assert set(found(engine.search(ask("gewijzigd")))) == {1, 2}
            assert set(found(engine.search(EngineQuery()))) == {0, 1, 2}
            for number in (0, 2, 3):
                rebuild.add("pagina", number, [old[number]])
            with rebuild.finish() as (changed, writer):
                for source, key in changed:
                    writer.replace(source, key, 1, [] if key == 3 else [new[key]])
        assert set(found(engine.search(ask("gewijzigd")))) == {1, 2}
        assert set(found(engine.search(EngineQuery()))) == {0, 1, 2}

    def test_broken_off_leaves_the_old_one(self, engine: Engine) -> None:
        fill(engine, {1: [document(1, "Oud")]})
        with pytest.raises(TypeError), engine.rebuild() as rebuild:
            rebuild.add("pagina", 2, None)
        assert found(engine.search(EngineQuery())) == [1]
        fill(engine, {3: [document(3, "Derde")]})
        assert found(engine.search(EngineQuery())) == [3]

    def test_one_rebuild_at_a_time(self, engine: Engine) -> None:
        with engine.rebuild(), pytest.raises(EngineUnavailable), engine.rebuild():
            pass

    def test_vocabulary_comes_with_the_index(self, engine: Engine) -> None:
        fill(engine, {}, {"keukentafel": 2})
        assert engine.vocabulary() == {"keukentafel": 2}
