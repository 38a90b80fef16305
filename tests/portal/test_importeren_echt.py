"""Real texts go in without a single failure."""

from itertools import chain, islice
from pathlib import Path

import pytest

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from tests.benchmarks.omzetten import CORPORA, GEGEVENS, belasting, relevantie, schrijf
from tests.portal.importbestand import importeer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not GEGEVENS.is_dir(), reason=f"no texts in {GEGEVENS}"),
]


def test_alle_teksten_voor_relevantie(tmp_path: Path) -> None:
    aantal = schrijf(chain(*map(relevantie, CORPORA)), tmp_path / "teksten.jsonl")
    uit = importeer(tmp_path / "teksten.jsonl")
    assert uit.code == 0, uit.gemeld
    assert "Let op" not in uit.gemeld
    assert Praktijkvoorbeeld.objects.live().count() == aantal > 400


def test_een_op_de_tien_teksten_voor_belasting(tmp_path: Path) -> None:
    aantal = schrijf(islice(belasting(), 0, None, 10), tmp_path / "teksten.jsonl")
    uit = importeer(tmp_path / "teksten.jsonl")
    assert uit.code == 0, uit.gemeld
    assert Praktijkvoorbeeld.objects.count() == aantal
