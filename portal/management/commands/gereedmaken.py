"""Everything a site needs before it can serve, in one process; what is already so is left alone.

`make start` runs this at every start, a deployment after every upgrade. Content and people of the demonstration
come only with PORTAL_DEMO=1, and only once: what an editor changed or removed does not come back.
"""

import hashlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.actions.rollen import stel_rollen_in
from portal.actions.site_opbouwen import bouw_site
from portal.models import Eenmalig
from search.engines import get_engine
from search.engines.contract import EngineUnavailable

GEGEVENS = {
    "laad_gemeenten": ["gemeenten/gegevens/gemeenten.csv"],
    "laad_begrippen": ["search/gegevens/begrippen.toml", "search/gegevens/wetsartikelen.toml"],
}
ROLLEN = ["portal/actions/rollen.py"]  # there the roles are defined


class Command(BaseCommand):
    requires_system_checks = []  # they load every view, which costs a second at each start
    help = "Maakt de site gereed: database, gegevens, rollen, zoekindex en statische bestanden. Herhalen mag."

    def handle(self, *args: Any, **options: Any) -> None:
        self._migreer()
        for opdracht, bronnen in GEGEVENS.items():
            _eenmalig(opdracht, _opdracht(opdracht), _vingerafdruk(bronnen))
        _eenmalig("site_opbouwen", bouw_site)
        _eenmalig("stel_rollen_in", stel_rollen_in, _vingerafdruk(ROLLEN))
        if settings.DEMO:
            _eenmalig("voorbeeldinhoud", _opdracht("voorbeeldinhoud"))
            _eenmalig("demo_gebruikers", _opdracht("demo_gebruikers"))
        self._maak_zoekindex()
        _verzamel_statische_bestanden()
        if settings.DEMO:
            self._wijs_de_weg()

    def _migreer(self) -> None:
        """`migrate` costs seconds even when there is nothing to do, so ask first."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)

    def _maak_zoekindex(self) -> None:
        if get_engine().status().usable:
            return
        try:
            call_command("zoekindex", "opnieuw", verbosity=0, stdout=StringIO())
        except EngineUnavailable as error:
            # The site can serve without: the search page says so, and the outbox keeps what must be indexed.
            self.stderr.write(f"De zoekmachine is niet bereikbaar: {error}")

    def _wijs_de_weg(self) -> None:
        self.stdout.write(f"  Site      {settings.SITE_URL}/")
        self.stdout.write(f"  Redactie  {settings.SITE_URL}/redactie/\n\n  Inloggen in deze demonstratie:")
        call_command("demo_gebruikers", "--toon", stdout=self.stdout)


def _eenmalig(naam: str, doe: Callable[[], object], vingerafdruk: str = "") -> None:
    """Do what adds to the site, unless that was done before, from the same data."""
    if Eenmalig.objects.filter(naam=naam, vingerafdruk=vingerafdruk).exists():
        return
    doe()
    Eenmalig.objects.update_or_create(naam=naam, defaults={"vingerafdruk": vingerafdruk})


def _opdracht(naam: str) -> Callable[[], object]:
    return lambda: call_command(naam, verbosity=0, stdout=StringIO())


def _verzamel_statische_bestanden() -> None:
    """Collecting and compressing takes seconds; names, sizes and times of the sources tell whether it is needed."""
    stempel = settings.STATIC_ROOT / ".verzameld"
    nu = hashlib.sha256()
    for finder in get_finders():
        for naam, opslag in finder.list([]):
            bestand = Path(opslag.path(naam)).stat()
            nu.update(f"{naam} {bestand.st_size} {bestand.st_mtime_ns}\n".encode())
    if stempel.exists() and stempel.read_text() == nu.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stempel.write_text(nu.hexdigest())


def _vingerafdruk(bestanden: list[str]) -> str:
    return hashlib.sha256(b"".join((settings.BASE_DIR / bestand).read_bytes() for bestand in bestanden)).hexdigest()
