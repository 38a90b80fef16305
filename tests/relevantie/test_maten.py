"""The measures, against figures worked out by hand; and the judged queries themselves."""

import hashlib
from collections import Counter
from itertools import groupby

import pytest

from tests.relevantie.maten import Figuren, figuren, ndcg, reciproque_rang
from tests.relevantie.oordelen import HELFTEN, NIETS, Vraag, beoordeeld

OORDELEN = {"a": 3, "b": 2, "c": 1}


class TestMeasures:
    def test_ideal_order(self) -> None:
        assert ndcg(["a", "b", "c"], OORDELEN) == 1
        assert ndcg(["a", "b", "c", "d"], OORDELEN) == 1

    def test_by_hand(self) -> None:
        # Gains 7, 3, 1; discounts 1, 1.584963, 2. Ideal 7 + 1.892789 + 0.5 = 9.392789.
        # Found b, x, a: 3 + 0 + 3.5 = 6.5.
        assert ndcg(["b", "x", "a"], OORDELEN) == pytest.approx(6.5 / 9.392789)
        assert ndcg(["x"], OORDELEN) == 0
        assert ndcg([], OORDELEN) == 0

    def test_ten_deep(self) -> None:
        assert ndcg([*"0123456789", "a"], {"a": 3}) == 0
        assert ndcg([*"012345678", "a"], {"a": 3}) == pytest.approx(1 / 3.459432)
        # Of eleven equally good documents ten are the ideal.
        elf = {str(nummer): 2 for nummer in range(11)}
        assert ndcg([str(nummer) for nummer in range(10)], elf) == 1

    def test_first_good_one(self) -> None:
        assert reciproque_rang(["c", "b", "a"], OORDELEN) == 1 / 2
        assert reciproque_rang(["c"], OORDELEN) == 0
        assert reciproque_rang([*"0123456789", "a"], OORDELEN) == 0

    def test_averages(self) -> None:
        vragen = [Vraag("1", "q", {"a": 3}), Vraag("2", "q", {"a": 3}), Vraag("3", "q", {"a": 3})]
        gevonden = {"1": ["a"], "2": [], "3": ["b", "a"]}
        gemiddeld = figuren(vragen, gevonden)
        assert gemiddeld == Figuren(
            pytest.approx((1 + 0 + 1 / 1.584963) / 3), pytest.approx(0.5), pytest.approx(1 / 3), 3
        )


class TestJudgedQueries:
    def test_enough_of_each_kind(self) -> None:
        per_soort = Counter(vraag.kind for vraag in beoordeeld())
        assert per_soort.pop(NIETS) >= 6
        assert sum(per_soort.values()) >= 140
        assert min(per_soort.values()) >= 12

    def test_one_meaning_each(self) -> None:
        vragen = beoordeeld()
        assert len({vraag.id for vraag in vragen}) == len({vraag.q.lower() for vraag in vragen}) == len(vragen)
        for vraag in vragen:
            assert set(vraag.judgments.values()) <= {1, 2, 3}
            assert not vraag.irrelevant & set(vraag.judgments)
            assert bool(vraag.judgments) == (vraag.kind != NIETS)

    def test_halves_by_hash(self) -> None:
        for _, van_soort in groupby(beoordeeld(), key=lambda vraag: vraag.kind):
            geordend = sorted(van_soort, key=lambda vraag: hashlib.sha256(vraag.id.encode()).hexdigest())
            for plaats, vraag in enumerate(geordend):
                assert vraag.half == HELFTEN[plaats % 2], vraag.id
