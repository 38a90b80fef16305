"""Run Python with a PostgreSQL server of its own, made for the occasion and gone after it.

`python -m bin.with_postgresql -m pytest …`: DATABASE_URL points to the server. Where the machine has no PostgreSQL
this is skipped by name; with CI=true that is a failure.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A server that need not survive anything may skip all that makes one survive.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses="


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's places, or the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [str(installed[-1])] if installed else [shutil.which("initdb")]
    return Path(found[0]).parent if found[0] else None


@contextmanager
def postgresql(bin_dir: Path) -> Iterator[str]:
    """The DATABASE_URL of a new server."""
    # PostgreSQL refuses to run as root.
    user: list[str | Path] = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        if user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        initdb = [
            *user,
            bin_dir / "initdb",
            "-D",
            data,
            "-U",
            "portal",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        control = [*user, bin_dir / "pg_ctl", "-D", data, "-w", "-s"]
        _run([*initdb, "--no-sync"], folder)
        _run([*control, "-l", f"{folder}/log", "-o", f"{OPTIONS} -k {folder}", "start"], folder)
        try:
            yield f"postgres://portal@/{folder}/portal"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str | Path], folder: str) -> None:
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"PostgreSQL: {Path(command[-1]).name} did not succeed, see above")


def main(arguments: list[str]) -> int:
    bin_dir = programs()
    if bin_dir is None or (os.geteuid() == 0 and not shutil.which("runuser")):
        print("SKIPPED the tests on PostgreSQL: it is not installed on this machine (initdb)")
        return 1 if os.environ.get("CI") == "true" else 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then, too
    with postgresql(bin_dir) as url:
        return subprocess.run([sys.executable, *arguments], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
