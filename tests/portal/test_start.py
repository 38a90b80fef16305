"""`make start` as a person meets it: real processes, on state of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from bin.serve import Processes
from bin.steps import Stop

pytestmark = pytest.mark.process


def run_start(var: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PORTAL_VAR": str(var), "PORT": str(free_port()), **extra}
    return subprocess.run(
        [sys.executable, "-m", "bin.start"], cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=60
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def the_line(done: subprocess.CompletedProcess[str]) -> str:
    """What it said when it stopped: one line, and no traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def test_taken_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = the_line(run_start(tmp_path, PORT=str(port)))
    assert f"Port {port} is taken" in line
    assert f"make start PORT={port + 1}" in line


def test_port_that_is_none(tmp_path: Path) -> None:
    assert "PORT is 'http', which is no port number" in the_line(run_start(tmp_path, PORT="http"))


def test_var_that_cannot_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert f"Cannot write in {in_the_way}/var" in the_line(run_start(in_the_way / "var"))


def test_second_portal_in_the_same_var(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / "start.lock").open("w") as lock:
        lock.write("8123")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "on http://localhost:8123" in the_line(run_start(tmp_path))


def test_python_without_venv(tmp_path: Path) -> None:
    """As on Debian without python3-venv, where the module ensurepip is not there."""
    (tmp_path / "ensurepip.py").write_text("raise ModuleNotFoundError('absent', name='ensurepip')")
    line = the_line(run_start(tmp_path / "var", PYTHONPATH=str(tmp_path)))
    assert "no module ensurepip" in line
    assert f"apt install python{sys.version_info.major}.{sys.version_info.minor}-venv" in line


def test_no_network(tmp_path: Path) -> None:
    """Every package index that can be asked is a port on which nobody listens."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    (tmp_path / "venv").symlink_to(make_venv(tmp_path / "empty"))
    done = run_start(tmp_path, PIP_INDEX_URL=nowhere, PIP_RETRIES="0", PIP_NO_CACHE_DIR="1", PIP_FIND_LINKS="")
    assert the_line(done).startswith("No network: ")


def make_venv(place: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    return place


def test_old_python_is_told() -> None:
    code = "import sys; sys.version_info = (3, 10, 1); import bin"
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert "needs Python 3.11 or newer" in the_line(done)


PARENT = """
import subprocess, sys
from bin.serve import Processes
portal = Processes(1, {})
child = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', %r]); %s"
portal.listen()
portal._spawn("web server", [sys.executable, "-c", child % ("import time; time.sleep(60)", sys.argv[1])])
portal._spawn("worker", [sys.executable, "-c", "import time; time.sleep(60)"])
print("started", *(child.pid for child in portal.children.values()), flush=True)
try:
    portal.watch()
finally:
    portal.end()
"""


def start_parent(first_child_does: str) -> tuple[subprocess.Popen[str], list[int]]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, first_child_does],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    _, *pids = parent.stdout.readline().split()
    return parent, [int(pid) for pid in pids]


def group_is_gone(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


def all_gone(leaders: list[int]) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if all(group_is_gone(leader) for leader in leaders):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_all_children_and_what_they_started(number: int) -> None:
    parent, children = start_parent("import time; time.sleep(60)")
    assert not any(group_is_gone(child) for child in children)
    parent.send_signal(number)
    assert parent.wait(30) == 0
    assert all_gone(children)


def test_child_that_dies_takes_the_other_along() -> None:
    parent, children = start_parent("sys.exit(7)")
    assert parent.wait(30) == 1
    assert parent.stderr
    assert "The web server ended by itself (code 7), so the portal stops." in parent.stderr.read()
    assert all_gone(children)


def test_no_answer_is_not_waited_for_when_a_child_is_dead() -> None:
    processes = Processes(free_port(), {})
    processes._spawn("web server", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(Stop, match="ended by itself"):
        processes.wait_until_ready()
    processes.end()
