"""A link does what it was made for, for a while, and nothing else."""

import re
from datetime import timedelta

import pytest

from berichten.links import OngeldigeLink, VerlopenLink, lees_kenmerk, maak_kenmerk

DAG = timedelta(days=1)


def test_geeft_de_sleutel_terug() -> None:
    assert lees_kenmerk("stoppen", maak_kenmerk("stoppen", "a1b2"), DAG) == "a1b2"


def test_alleen_voor_zijn_doel() -> None:
    with pytest.raises(OngeldigeLink):
        lees_kenmerk("beheren", maak_kenmerk("stoppen", "a1b2"), DAG)


def test_niet_te_veranderen() -> None:
    _, rest = maak_kenmerk("stoppen", "a1b2").split("~", 1)
    for anders in (f"a1b3~{rest}", "a1b2", "", "a~b~c", "\x00", "é~é~é"):
        with pytest.raises(OngeldigeLink):
            lees_kenmerk("stoppen", anders, DAG)


def test_verloopt() -> None:
    with pytest.raises(VerlopenLink):
        lees_kenmerk("stoppen", maak_kenmerk("stoppen", "a1b2"), timedelta(seconds=-1))


def test_past_in_een_adres() -> None:
    assert re.fullmatch(r"[\w~-]+", maak_kenmerk("stoppen", "a1b2"), re.ASCII)
