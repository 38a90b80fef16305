"""The scheduler inside the worker: periodic work, done by one worker at a time.

Who is due, and who is at it, is kept in the database (portal.models.Planning), so that any number of workers
may run. A worker shows that it lives by its heartbeat; the work of one that died becomes free.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.db.models import Q
from django.utils import timezone

from portal.models import Hartslag, Planning

logger = logging.getLogger(__name__)

TIK = 1.0  # seconds between two looks at what is due
HARTSLAG = 10.0


@dataclass(frozen=True)
class PeriodiekWerk:
    naam: str
    elke: timedelta
    taak: Callable[[], object]


_register: dict[str, PeriodiekWerk] = {}


def registreer(naam: str, elke: timedelta, taak: Callable[[], object]) -> None:
    """Have `taak` done every so often. It must be safe to break off and to repeat."""
    _register[naam] = PeriodiekWerk(naam, elke, taak)


def geregistreerd() -> dict[str, PeriodiekWerk]:
    return dict(_register)


class Lus(threading.Thread):
    """A thread that does something every few seconds, with a database connection of its own, until told to stop."""

    def __init__(self, naam: str, pauze: float, doe: Callable[[], object]) -> None:
        super().__init__(name=naam, daemon=True)
        self.pauze = pauze
        self.doe = doe
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(self.pauze):
            close_old_connections()
            try:
                self.doe()
            except (DatabaseError, InterfaceError):
                logger.exception("%s kon de database niet bereiken en probeert het opnieuw", self.name)
        connections.close_all()


class Planner:
    """Periodic work and the heartbeat of one worker."""

    def __init__(self, werker: str, werk: dict[str, PeriodiekWerk]) -> None:
        self.werker = werker
        self.werk = werk
        # Apart, so that long work does not make its worker look dead.
        self.lussen = [Lus("hartslag", HARTSLAG, self.leef), Lus("planner", TIK, self.doe_wat_nu_moet)]

    def start(self) -> None:
        self.leef()
        nu = timezone.now()
        nieuw = [Planning(naam=naam, volgende=nu) for naam in self.werk]
        Planning.objects.bulk_create(nieuw, ignore_conflicts=True)
        for lus in self.lussen:
            lus.start()

    def eindig(self, geduld: float) -> None:
        """Let the work at hand finish, within reason; what is broken off is done again."""
        for lus in self.lussen:
            lus.stop.set()
        for lus in self.lussen:
            lus.join(geduld)
        Hartslag.objects.filter(werker=self.werker).delete()

    def leef(self) -> None:
        Hartslag.objects.update_or_create(werker=self.werker, defaults={"gezien_op": timezone.now()})

    def doe_wat_nu_moet(self) -> None:
        namen = Planning.objects.filter(naam__in=self.werk, volgende__lte=timezone.now()).values_list("naam", flat=True)
        for naam in list(namen):
            if self.lussen[-1].stop.is_set():
                return
            if self._neem(self.werk[naam]):
                self._doe(self.werk[naam])

    def _neem(self, werk: PeriodiekWerk) -> bool:
        """Claim the work in one statement: of two workers that try at the same moment one succeeds."""
        nu = timezone.now()
        vrij = Q(werker__in=["", self.werker]) | ~Q(werker__in=Hartslag.objects.levend().values("werker"))
        mijn = Planning.objects.filter(vrij, naam=werk.naam, volgende__lte=nu)
        return mijn.update(werker=self.werker, volgende=nu + werk.elke) == 1

    def _doe(self, werk: PeriodiekWerk) -> None:
        fout = ""
        try:
            werk.taak()
        except Exception as error:  # whatever goes wrong in one piece of work, the others go on
            logger.exception("Periodiek werk %s mislukte; het wordt later opnieuw gedaan", werk.naam)
            fout = f"{type(error).__name__}: {error}"[:300]
        Planning.objects.filter(naam=werk.naam, werker=self.werker).update(werker="", fout=fout)
