"""One real Elasticsearch for all processes of a test run: begun by the first that will need it, gone with the run.

A process of its own keeps it (`python -m tests.elasticsearch`). How it fares it tells in a file; that the run still
lasts it sees from a lock, which ends with the first process of the run however that ends.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, NoReturn

import pytest

from bin.elasticsearch.server import SHORT_LIVED, Server, elasticsearch
from bin.places import ELASTICSEARCH, ROOT
from bin.steps import Lacking, Stop, interrupt
from tests.available import missing

ROOM = 2_000_000_000  # bytes; tests use a tenth of it
PATIENCE = 600  # seconds; the first time it is downloaded


@contextmanager
def secured_server(log: Path) -> Iterator[Server]:
    """One of its own, with TLS and a user as production has: see `.security`."""
    home = Path(os.environ["PORTAL_VAR_OF_USER"]) / "elasticsearch"
    with ExitStack() as until_done:
        try:
            server = until_done.enter_context(elasticsearch(home, log=log, java_options=SHORT_LIVED, secured=True))
        except Lacking as lacking:
            _missing(str(lacking))
        yield server


def _quick() -> Path | None:
    """Memory, where there is enough: what changes in the cluster is then ten times as quick as on a disk."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def _missing(reason: str) -> NoReturn:
    missing(f"Elasticsearch ({reason.rstrip('.')})")


class SharedServer:
    """The server as the processes of the run see it; `run` is the folder they share."""

    def __init__(self, run: Path) -> None:
        self.lease = run / "elasticsearch.lease"  # locked for as long as the run lasts
        self.keeper = run / "elasticsearch.keeper"  # locked for as long as the server is kept
        self.begun = run / "elasticsearch.begun"
        self.told = run / "elasticsearch.told"
        self.log = run / "elasticsearch.log"
        self._lock: IO[str] | None = None

    def hold(self) -> None:
        """In the first process: the run begins."""
        self._lock = self.lease.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def release(self) -> None:
        """In the first process: the run ends, and so does the server before this returns."""
        if self._lock is not None:
            self._lock.close()
        if self.begun.exists():
            with self.keeper.open("w") as keeper:
                fcntl.flock(keeper, fcntl.LOCK_EX)

    def begin(self) -> None:
        """Start it, unless another process of the run did. It is not waited for."""
        try:
            self.begun.touch(exist_ok=False)
        except FileExistsError:
            return
        keeper = self.keeper.open("w")
        fcntl.flock(keeper, fcntl.LOCK_EX)
        with self.log.open("w") as log:
            subprocess.Popen(
                [sys.executable, "-m", "tests.elasticsearch", self.lease.parent],
                cwd=ROOT,
                # Its programs are kept where `make elasticsearch` keeps them.
                env={**os.environ, "PORTAL_VAR": os.environ["PORTAL_VAR_OF_USER"]},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[keeper.fileno()],  # the lock is the keeper's from now on
                start_new_session=True,
            )
        keeper.close()

    def url(self) -> str:
        """Its address, once it answers."""
        self.begin()
        until = time.monotonic() + PATIENCE
        while not self.told.exists():
            if time.monotonic() > until:
                pytest.fail(f"Elasticsearch did not start:\n{self.log.read_text()}", pytrace=False)
            time.sleep(0.2)
        outcome, _, rest = self.told.read_text().partition(" ")
        if outcome == "lacking":
            _missing(rest)
        if outcome == "failed":
            pytest.fail(f"Elasticsearch did not start: {rest}\n{self.log.read_text()}", pytrace=False)
        return rest

    def keep(self) -> None:
        """In the process of its own: run it for as long as the run lasts."""
        signal.signal(signal.SIGTERM, interrupt)
        log = self.log.with_name("elasticsearch.server.log")
        try:
            threading.Thread(target=self._end_with_run, daemon=True).start()
            with (
                tempfile.TemporaryDirectory(prefix="portal-es-", dir=_quick(), ignore_cleanup_errors=True) as data,
                elasticsearch(ELASTICSEARCH, log=log, java_options=SHORT_LIVED, data=Path(data)) as server,
            ):
                self._tell("ready", server.url)
                server.wait()
        except Lacking as lacking:
            self._tell("lacking", str(lacking))
        except Stop as stop:
            self._tell("failed", str(stop))
        except KeyboardInterrupt:
            return

    def _end_with_run(self) -> None:
        try:
            with self.lease.open() as lease:
                fcntl.flock(lease, fcntl.LOCK_SH)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    def _tell(self, outcome: str, rest: str) -> None:
        draft = self.told.with_suffix(".draft")
        draft.write_text(f"{outcome} {rest}")
        draft.replace(self.told)


if __name__ == "__main__":
    SharedServer(Path(sys.argv[1])).keep()
