"""Which parts of a praktijkvoorbeeld are shown, and in which order."""

import pytest

from praktijkvoorbeelden.models import Praktijkvoorbeeld
from praktijkvoorbeelden.templatetags.praktijkvoorbeeld_tags import delen, opsomming

pytestmark = pytest.mark.django_db


def test_results_come_before_means_and_what_is_missing_is_named_once() -> None:
    pagina = Praktijkvoorbeeld(resultaten="<p>Veel</p>", aanpak="<p>Zo</p>", partners="MEE")
    gevonden = delen(pagina)
    assert [deel.titel for deel in gevonden.opbrengst] == ["Resultaten"]
    assert [deel.titel for deel in gevonden.middelen] == ["Aanpak"]
    assert "aanpak" not in gevonden.ontbreekt
    assert "partners" not in gevonden.ontbreekt
    assert "geleerde lessen" in gevonden.ontbreekt


def test_a_full_praktijkvoorbeeld_misses_nothing() -> None:
    velden = ("resultaten", "lessen", "aanleiding", "doel", "aanpak", "randvoorwaarden", "kosten_en_inzet", "partners")
    assert delen(Praktijkvoorbeeld(**dict.fromkeys(velden, "x"))).ontbreekt == []


def test_a_list_in_a_sentence() -> None:
    assert opsomming(["doel"]) == "doel"
    assert opsomming(["aanleiding", "doel", "aanpak"]) == "aanleiding, doel en aanpak"
