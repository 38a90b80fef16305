"""The web server and the worker, side by side: they start together and they end together."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from types import FrameType

from bin.places import PYTHON, ROOT, VENV_BIN
from bin.steps import Stop

GRACE = 20  # seconds a process gets to finish what it is doing
PATIENCE = 60  # seconds until the first answer must have come


class Processes:
    """Each child leads a process group of its own, so that only we hear ctrl-C and can end them in order."""

    def __init__(self, port: int, env: Mapping[str, str]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.env = {**os.environ, **env}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.signals = 0

    def listen(self) -> None:
        """From now on a signal is for us to answer."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heard)

    def start(self) -> None:
        self.listen()
        gunicorn = [VENV_BIN / "gunicorn", "--config", "python:portal.gunicorn", "portal.wsgi"]
        self._spawn("web server", [PYTHON, *gunicorn])
        self._spawn("worker", [PYTHON, "manage.py", "werk"])

    def _spawn(self, name: str, command: list[object]) -> None:
        self.children[name] = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1
        if self.signals > 1:
            self._signal_all(signal.SIGKILL)

    def wait_until_ready(self) -> bool:
        """Whether the site answers; False when someone asked us to stop before it did."""
        until = time.monotonic() + PATIENCE
        while not self.signals:
            self._check_alive()
            if self._answers():
                return True
            if time.monotonic() > until:
                raise Stop(f"The web server gave no answer within {PATIENCE} seconds.")
            time.sleep(0.1)
        return False

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/gezondheid/", timeout=5) as response:  # noqa: S310
                return response.status == 200
        except urllib.error.HTTPError as error:
            raise Stop(f"The site cannot serve: {error.read().decode(errors='replace').strip()}") from error
        except OSError:
            return False

    def watch(self) -> None:
        """Return when asked to stop; Stop when a child ended by itself."""
        while not self.signals:
            self._check_alive()
            time.sleep(0.2)

    def _check_alive(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None and not self.signals:
                raise Stop(f"The {name} ended by itself (code {child.returncode}), so the portal stops.")

    def end(self) -> None:
        """Ask, wait, and after the grace (or a second ctrl-C) no longer ask; nothing is left behind."""
        self._signal_all(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while any(child.poll() is None for child in self.children.values()):
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        self._signal_all(signal.SIGKILL)
        for child in self.children.values():
            child.wait()

    def _signal_all(self, number: int) -> None:
        for child in self.children.values():
            try:
                if number == signal.SIGKILL:
                    os.killpg(child.pid, number)  # with what the child itself started
                elif child.poll() is None:
                    child.send_signal(number)
            except ProcessLookupError:
                continue
