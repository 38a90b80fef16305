"""The scheduler inside the worker: periodic work, done by one worker at a time.

Who is due, and who is at it, is kept in the database (portal.models.Planning), so that any number of workers
may run. A worker shows that it lives by its heartbeat; the work of one that died becomes free.

Work is done one after the other, so what takes long holds up the rest. Work that may not be held up, or takes long
by its nature, has a loop of its own (`eigen_lus`).
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.db.models import Q
from django.utils import timezone

from portal.models import Hartslag, Planning

logger = logging.getLogger(__name__)

TIK = 1.0  # seconds between two looks at what is due
HARTSLAG = 10.0
HERKANSING = timedelta(hours=1)  # what goes wrong, or was broken off, is done again no later than this


@dataclass(frozen=True)
class PeriodiekWerk:
    naam: str
    elke: timedelta
    taak: Callable[[], object]
    eigen_lus: bool = False  # waits for no other work, and no other waits for it
    claim: timedelta | None = None  # others may begin after so long, done or not; None: when its worker is dead
    meteen: bool = True  # due as soon as there is a portal; else the first time after `elke`

    @property
    def later(self) -> timedelta:
        """When it is due again if nothing is heard of how it ended."""
        return self.claim or min(self.elke, HERKANSING)


_register: dict[str, PeriodiekWerk] = {}


def registreer(werk: PeriodiekWerk) -> None:
    """Have this done every so often. It must be safe to break off and to repeat; with a `claim` also to do twice at
    the same time."""
    _register[werk.naam] = werk


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
        self.lussen = [Lus("hartslag", HARTSLAG, self.leef)]
        samen = [naam for naam, een in werk.items() if not een.eigen_lus]
        for naam, namen in {"planner": samen, **{naam: [naam] for naam in werk if naam not in samen}}.items():
            self.lussen.append(Lus(naam, TIK, partial(self.doe_wat_nu_moet, namen)))

    def start(self) -> None:
        self.leef()
        nu = timezone.now()
        nieuw = [
            Planning(naam=werk.naam, volgende=nu if werk.meteen else nu + werk.elke) for werk in self.werk.values()
        ]
        Planning.objects.bulk_create(nieuw, ignore_conflicts=True)
        for lus in self.lussen:
            lus.start()

    def eindig(self, geduld: float) -> None:
        """Let the work at hand finish, within reason; what is broken off is done again."""
        tot = time.monotonic() + geduld
        for lus in self.lussen:
            lus.stop.set()
        for lus in self.lussen:
            lus.join(max(0.0, tot - time.monotonic()))
        Hartslag.objects.filter(werker=self.werker).delete()

    def leef(self) -> None:
        Hartslag.objects.update_or_create(werker=self.werker, defaults={"gezien_op": timezone.now()})

    def doe_wat_nu_moet(self, namen: Iterable[str]) -> None:
        moet = Planning.objects.filter(naam__in=list(namen), volgende__lte=timezone.now())
        for naam in list(moet.values_list("naam", flat=True)):
            if self.lussen[0].stop.is_set():
                return
            if begin := self._neem(self.werk[naam]):
                self._doe(self.werk[naam], begin)

    def _neem(self, werk: PeriodiekWerk) -> datetime | None:
        """Claim the work in one statement: of two workers that try at the same moment one succeeds, and is told when.

        What has a claim that lapses is free as soon as it is due: that its worker is dead is known only later.
        """
        nu = timezone.now()
        mijn = Planning.objects.filter(naam=werk.naam, volgende__lte=nu)
        if werk.claim is None:
            levend = Hartslag.objects.levend().values("werker")
            mijn = mijn.filter(Q(werker__in=["", self.werker]) | ~Q(werker__in=levend))
        return nu if mijn.update(werker=self.werker, volgende=nu + werk.later) == 1 else None

    def _doe(self, werk: PeriodiekWerk, begin: datetime) -> None:
        fout = ""
        try:
            werk.taak()
        except Exception as error:  # whatever goes wrong in one piece of work, the others go on
            logger.exception("Periodiek werk %s mislukte; het wordt later opnieuw gedaan", werk.naam)
            fout = f"{type(error).__name__}: {error}"[:300]
        volgende = begin + (min(werk.elke, HERKANSING) if fout else werk.elke)
        Planning.objects.filter(naam=werk.naam, werker=self.werker).update(werker="", fout=fout, volgende=volgende)
