"""`make start`: everything the portal needs, then the portal itself, until ctrl-C."""

import fcntl
import os
import signal
import time
from typing import IO

from bin.environment import ensure_environment, ensure_writable
from bin.places import PYTHON, VAR
from bin.ports import ensure_free, port_from
from bin.serve import Processes
from bin.steps import Stop, interrupt, main, run, step
from bin.styles import ensure_styles


def start() -> None:
    """Check, set up, serve. What was done before is not done again."""
    began = time.monotonic()
    signal.signal(signal.SIGTERM, interrupt)
    port = port_from("PORT", 8000, "make start")
    ensure_writable()
    lock = _only_one(port)
    ensure_free(port, "PORT", "make start")
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


if __name__ == "__main__":
    main(start)
