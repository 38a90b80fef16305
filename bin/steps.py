"""Steps of the set-up: one line each, with its seconds; a failure says in one line what to do."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bin.places import LOG, ROOT

NETWORK_SIGNS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "No address associated",
    "Failed to establish a new connection",
    "NewConnectionError",
    "ProxyError",
    "Network is unreachable",
    "Connection refused",
    "Connection reset",
    "Could not connect",
    "dns error",
    "error sending request",
    "Connect Timeout",
    "ConnectTimeout",
    "timed out",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ECONNRESET",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "ENETUNREACH",
    "Could not transfer",  # Maven
    "(from versions: none)",  # pip, after it could not ask any index
)


class Stop(Exception):
    """Set-up cannot go on; the message is the one line the person at the keyboard needs."""


class Lacking(Stop):
    """... because this machine has not what it takes: a program, or the network."""


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print the name of what is being done, and the time it took once done."""
    started = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - started:.1f} s", flush=True)


def run(command: Sequence[str | Path], what: str, *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run a command quietly and return what it printed; its output is kept in the log."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=None if env is None else {**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(map(str, command))}\n{output}\n")
    if process.returncode:
        raise _explained(what, output)
    return output


def _explained(what: str, output: str) -> Stop:
    if any(sign in output for sign in NETWORK_SIGNS):
        return Lacking(
            f"No network: {what} did not succeed. Connect this machine to its package index and run this again."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else "it said nothing"
    return Stop(f"{what} did not succeed: {last} (all of it: {LOG})")


def interrupt(number: int, frame: FrameType | None) -> None:
    """For signals that must stop us as ctrl-C does."""
    raise KeyboardInterrupt


def fingerprint(*paths: Path) -> str:
    """A hash of the names and contents of files and folders."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(str(file.relative_to(path.parent)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text() == value


def main(work: Callable[[], None]) -> None:
    """Run a set-up function as a program: what stops it becomes one line."""
    try:
        work()
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit(130)
