"""`make start`: everything the portal needs, then the portal itself, until ctrl-C."""

import fcntl
import os
import signal
import socket
import time
from types import FrameType
from typing import IO

from bin.environment import ensure_environment, ensure_writable
from bin.places import PYTHON, VAR
from bin.serve import Processes
from bin.steps import Stop, main, run, step
from bin.styles import ensure_styles


def start() -> None:
    """Check, set up, serve. What was done before is not done again."""
    began = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    port = _port()
    ensure_writable()
    lock = _only_one(port)
    _ensure_free(port)
    print(f"De Kanteling, in {VAR}", flush=True)
    ensure_environment()
    ensure_styles()
    env = {
        "PORTAL_VAR": str(VAR),
        "PORTAL_DEMO": "1",
        "PORT": str(port),
        "SITE_URL": os.environ.get("SITE_URL") or f"http://localhost:{port}",
    }
    with step("Database, content, index and static files"):
        report = run([PYTHON, "manage.py", "gereedmaken"], "Preparing the site", env=env)
    _serve(Processes(port, env), report, began)
    lock.close()


def _serve(processes: Processes, report: str, began: float) -> None:
    try:
        processes.start()
        if processes.wait_until_ready():
            print(
                f"  Ready after {time.monotonic() - began:.1f} s\n\n{report.strip(chr(10))}\n\nCtrl-C stops it.",
                flush=True,
            )
            processes.watch()
    finally:
        processes.end()
    print("\nStopped.", flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(
            f"PORT is {given!r}, which is no port number: choose one from 1024 to 65535, as in make start PORT=8001"
        )
    return int(given)


def _only_one(port: int) -> IO[str]:
    """Two portals in one var/ would prepare the same database and write the same index."""
    lock = (VAR / "start.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        raise Stop(
            f"The portal runs already from {VAR}, on http://localhost:{lock.read().strip()}: "
            "stop that one, or name another folder with PORTAL_VAR."
        ) from error
    lock.truncate(0)
    lock.write(str(port))
    lock.flush()
    return lock


def _ensure_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stop(
                f"Port {port} is taken ({error.strerror}): stop what runs there, "
                f"or choose another with make start PORT={port + 1}"
            ) from error


if __name__ == "__main__":
    main(start)
