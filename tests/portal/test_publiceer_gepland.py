"""What editors scheduled is published and withdrawn in time; one page that can't be leaves the others alone."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.actions.publiceer_gepland import publiceer_gepland
from praktijkvoorbeelden.models import Praktijkvoorbeeld
from tests import factories

pytestmark = pytest.mark.django_db


def gepland(titel: str, minuten: int, **velden: object) -> Praktijkvoorbeeld:
    """A concept that an editor scheduled; `minuten` from now."""
    pagina = factories.praktijkvoorbeeld(titel, live=False, **velden)
    pagina.go_live_at = timezone.now() + timedelta(hours=1)
    revisie = pagina.save_revision()
    revisie.publish()
    wanneer = timezone.now() + timedelta(minutes=minuten)
    revisie.approved_go_live_at = wanneer
    revisie.content["go_live_at"] = wanneer.isoformat()
    revisie.save()
    return pagina


def live() -> set[str]:
    return set(Praktijkvoorbeeld.objects.live().values_list("title", flat=True))


def test_onvolledige_pagina_houdt_andere_niet_op(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    vervalt = factories.begrip("Vervalt")
    gepland("Zonder thema", -9, archief=True, begrippen=[vervalt])
    onvolledig = Praktijkvoorbeeld.objects.get(title="Zonder thema")
    revisie = onvolledig.get_latest_revision()
    revisie.content["archief"] = False  # as when what it leaned on was removed after it was scheduled
    revisie.save()
    gepland("Volledig", -5)
    gepland("Later", 5)
    assert publiceer_gepland() == 1
    assert live() == {"Volledig"}
    onvolledig.refresh_from_db()
    assert onvolledig.get_latest_revision().approved_go_live_at is not None


def test_trekt_in_wat_verloopt() -> None:
    factories.praktijkvoorbeeld("Blijft", expire_at=timezone.now() + timedelta(hours=1))
    factories.praktijkvoorbeeld("Verloopt", expire_at=timezone.now() - timedelta(minutes=1))
    assert publiceer_gepland() == 1
    assert live() == {"Blijft"}
    assert Praktijkvoorbeeld.objects.get(title="Verloopt").expired
