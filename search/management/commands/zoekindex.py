"""Rebuild, look at or catch up the search index."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.actions.index_bijwerken import werk_bij
from search.actions.index_herbouwen import herbouw
from search.engines import get_engine
from search.engines.contract import EngineUnavailable
from search.models import Indexwijziging


class Command(BaseCommand):
    help = "De zoekindex: opnieuw opbouwen, de stand bekijken of achterstand inlopen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wat", choices=["opnieuw", "status", "bijwerken"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"opnieuw": self._rebuild, "status": self._status, "bijwerken": self._catch_up}[options["wat"]]()
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error

    def _rebuild(self) -> None:
        start = time.monotonic()
        count = herbouw(self._progress)
        seconds = max(time.monotonic() - start, 0.001)
        status = get_engine().status()
        self.stdout.write(
            f"\nKlaar: {count} items gelezen in {seconds:.1f} s ({count / seconds:.0f} per seconde). "
            f"In de index: {status.things} items en {status.passages} pagina's van bijlagen."
        )

    def _progress(self, step: str, count: int) -> None:
        end = "\r" if self.stdout.isatty() else "\n"
        if self.stdout.isatty() or count % 5000 == 0:
            self.stdout.write(f"{step}: {count}", ending=end)
            self.stdout.flush()

    def _status(self) -> None:
        status = get_engine().status()
        self.stdout.write(f"zoekmachine:  {status.name}")
        self.stdout.write(f"bruikbaar:    {'ja' if status.usable else 'nee: geef manage.py zoekindex opnieuw'}")
        self.stdout.write(f"versie:       {status.version or '-'}")
        self.stdout.write(f"items:        {status.things}")
        self.stdout.write(f"passages:     {status.passages}")
        self.stdout.write(f"grootte:      {status.size / 1_000_000:.1f} MB")
        self.stdout.write(f"opbouw bezig: {'ja' if status.rebuilding else 'nee'}")
        self.stdout.write(f"wacht nog:    {Indexwijziging.objects.count()} wijzigingen")

    def _catch_up(self) -> None:
        done = werk_bij()
        left = Indexwijziging.objects.count()
        self.stdout.write(f"{done} wijzigingen verwerkt, {left} wachten nog.")
