"""Mail waits in the outbox, goes once, and no mail or mail server holds up another."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from berichten.actions import versturen
from berichten.actions.versturen import LANGSTE_WACHTTIJD, houd_tegen, verstuur_wachtende, zet_klaar
from berichten.models import Bericht
from tests.berichten.mailserver import hangende_mailserver

gezien: list[tuple[int, int]] = []


class Meldend(BaseEmailBackend):
    """Tells how many transactions were open, and how many mails another worker would send at this moment."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        gezien.append((len(connection.savepoint_ids), verstuur_wachtende()))
        return len(email_messages)


class Ingehaald(BaseEmailBackend):
    """A mail server that fails while the mails to this address are taken back."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        houd_tegen(email_messages[0].to[0], "List-Unsubscribe")
        raise OSError("geen verbinding")


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

    def test_een_server_die_hangt_houdt_ander_werk_niet_op(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """What waits is not tried in one go: each takes as long as a mail server may."""
        caplog.set_level(logging.CRITICAL)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
        monkeypatch.setattr(versturen, "RONDE", 0.2)
        for _ in range(3):
            bericht()
        with hangende_mailserver() as server:
            settings.EMAIL_PORT = server.poort
            for ronde in range(1, 4):
                assert verstuur_wachtende() == 0
                assert (len(server.verbindingen), Bericht.objects.filter(pogingen=1).count()) == (ronde, ronde)


@pytest.mark.django_db
class TestKopregels:
    AFMELDEN = {"List-Unsubscribe": "<https://portaal.example/stop/>"}

    def test_gaan_mee(self) -> None:
        bericht(kopregels=self.AFMELDEN)
        bericht()
        assert verstuur_wachtende() == 2
        assert [m.message()["List-Unsubscribe"] for m in mail.outbox] == ["<https://portaal.example/stop/>", None]

    @pytest.mark.parametrize("kopregels", [{"Bcc": "ander@voorbeeld.example"}, {"List-Unsubscribe": "<a>\nBcc: b"}])
    def test_alleen_bekende_van_een_regel(self, kopregels: dict[str, str]) -> None:
        with pytest.raises(ValidationError):
            bericht(kopregels=kopregels)
        assert not Bericht.objects.exists()

    def test_wat_van_een_lijst_is_kan_worden_tegengehouden(self) -> None:
        bericht("Overzicht", kopregels=self.AFMELDEN)
        bericht("Antwoord op uw vraag")
        zet_klaar(aan="ander@voorbeeld.example", onderwerp="Overzicht", tekst="Dag", kopregels=self.AFMELDEN)
        houd_tegen("iemand@voorbeeld.example", "List-Unsubscribe")
        assert {(b.aan, b.onderwerp) for b in Bericht.objects.all()} == {
            ("iemand@voorbeeld.example", "Antwoord op uw vraag"),
            ("ander@voorbeeld.example", "Overzicht"),
        }

    def test_ook_terwijl_het_versturen_mislukt(self, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.CRITICAL)
        settings.EMAIL_BACKEND = f"{__name__}.Ingehaald"
        bericht(kopregels=self.AFMELDEN)
        blijft = bericht()
        assert verstuur_wachtende() == 0
        assert list(Bericht.objects.all()) == [blijft]
        blijft.refresh_from_db()
        assert blijft.pogingen == 1
