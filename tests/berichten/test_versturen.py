"""Mail waits in the outbox, goes once, and no mail or mail server holds up another."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from berichten.actions.versturen import LANGSTE_WACHTTIJD, verstuur_wachtende, zet_klaar
from berichten.models import Bericht

gezien: list[tuple[int, int]] = []


class Meldend(BaseEmailBackend):
    """Tells how many transactions were open, and how many mails another worker would send at this moment."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        gezien.append((len(connection.savepoint_ids), verstuur_wachtende()))
        return len(email_messages)


def bericht(onderwerp: str = "Vraag", **velden: Any) -> Bericht:
    zet_klaar(aan="iemand@voorbeeld.example", onderwerp=onderwerp, tekst="Dag", **velden)
    return Bericht.objects.latest("pk")


@pytest.mark.django_db
def test_een_keer_en_buiten_een_transactie(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Meldend"
    gezien.clear()
    bericht()
    van_de_test = len(connection.savepoint_ids)
    assert verstuur_wachtende() == 1
    assert gezien == [(van_de_test, 0)]
    assert not Bericht.objects.exists()


@pytest.mark.django_db
class TestWatNietGaat:
    def test_houdt_een_ander_niet_op(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.CRITICAL)
        fout = bericht("Regel\nBcc: ander@voorbeeld.example")
        bericht("Goed", antwoord_aan="vrager@voorbeeld.example")
        assert verstuur_wachtende() == 1
        assert [(m.subject, m.reply_to) for m in mail.outbox] == [("Goed", ["vrager@voorbeeld.example"])]
        assert Bericht.objects.get() == fout

    def test_wordt_steeds_later_geprobeerd_maar_niet_te_laat(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.CRITICAL)
        fout = bericht("Regel\nAnders")
        wachttijden = []
        for pogingen in (0, 3, 400):
            Bericht.objects.update(pogingen=pogingen, volgende_poging=timezone.now())
            assert verstuur_wachtende() == 0
            fout.refresh_from_db()
            wachttijden.append(round((fout.volgende_poging - timezone.now()) / timedelta(minutes=1)))
        assert wachttijden == [2, 16, LANGSTE_WACHTTIJD / timedelta(minutes=1)]

    def test_wie_stierf_tijdens_het_versturen(self) -> None:
        """The claim of a worker that died runs out."""
        Bericht.objects.filter(pk=bericht().pk).update(pogingen=1, volgende_poging=timezone.now() + timedelta(hours=1))
        assert verstuur_wachtende() == 0
        Bericht.objects.update(volgende_poging=timezone.now())
        assert verstuur_wachtende() == 1
