"""What someone who watches over the site is told."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from berichten.models import Bericht
from portal.models import Hartslag, Planning
from search.models import Indexwijziging


@pytest.mark.django_db
class TestGezondheid:
    def test_zegt_wat_achterloopt(self, client: Client) -> None:
        Hartslag.objects.create(werker="a", gezien_op=timezone.now())
        Indexwijziging.objects.create(bron="pagina", sleutel=1)
        Indexwijziging.objects.update(aangemaakt=timezone.now() - timedelta(minutes=5))
        Bericht.objects.create(aan="wie@gemeente.example", onderwerp="o", tekst="t")
        antwoord = client.get("/gezondheid/")
        toestand = antwoord.json()
        assert antwoord.status_code == 200
        assert "no-store" in antwoord["Cache-Control"]
        assert toestand["database"] == {"bereikbaar": True}
        assert toestand["outbox"]["wachtend"] == 1
        assert 300 <= toestand["outbox"]["oudste_seconden"] < 330
        assert toestand["mail"]["wachtend"] == 1
        assert toestand["werker"]["actief"] is True
        assert toestand["versie"]

    def test_zonder_werker_of_met_mislukt_werk_is_het_beperkt(self, client: Client) -> None:
        assert client.get("/gezondheid/").json()["status"] == "beperkt"
        Hartslag.objects.create(werker="a", gezien_op=timezone.now())
        Planning.objects.create(naam="mail versturen", volgende=timezone.now(), fout="OSError: weg")
        toestand = client.get("/gezondheid/").json()
        assert toestand["status"] == "beperkt"
        assert toestand["werker"]["mislukt"] == ["mail versturen"]
        assert "OSError" not in str(toestand)

    def test_is_goedkoop(self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_max_num_queries(8):
            client.get("/gezondheid/")

    def test_wordt_alleen_gelezen(self, client: Client) -> None:
        assert client.post("/gezondheid/").status_code == 405


@pytest.mark.process
def test_database_die_weg_is_geeft_503(tmp_path: Path) -> None:
    """A database that cannot be opened, in a process of its own."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "antwoord = Client().get('/gezondheid/', HTTP_HOST='localhost')\n"
        "print(antwoord.status_code, antwoord.json()['status'])"
    )
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/bestaat/niet.sqlite3",
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True
    )
    assert done.stdout.strip() == "503 storing", done.stderr
