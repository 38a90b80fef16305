"""An installation of the portal of its own: state in a folder, driven by real processes."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from bin.ports import free_port
from tests.search.installation_database import outbox

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90  # seconds; on a busy machine
DONE = "klaar"
CONSOLE = f"""
import json, sys
for line in sys.stdin:
    exec(json.loads(line), {{}})
    print("{DONE}", flush=True)
"""


class Site:
    """Tests share it and count from what they find."""

    def __init__(self, var: Path, **settings: str) -> None:
        self.var = var
        self.port = free_port()
        self.environment = {
            **os.environ,
            "PORTAL_VAR": str(var),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tests.search.installation_settings",
            "SITE_URL": f"http://localhost:{self.port}",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            **settings,
        }
        var.mkdir(exist_ok=True)
        (var / "styles").mkdir(exist_ok=True)

    def start(self, code: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        process = self.start(code)
        out, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
        return out.strip().splitlines()[-1] if out.strip() else ""

    @contextmanager
    def console(self) -> Iterator["Console"]:
        process = self.start(CONSOLE)
        try:
            yield Console(process)
        finally:
            process.communicate()

    def found(self) -> int:
        return int(
            self.run(
                "from search.results import zoek\nfrom search.query import Zoekvraag\nprint(zoek(Zoekvraag()).totaal)"
            )
        )

    def waiting(self) -> int:
        return len(self.outbox())

    def outbox(self) -> set[int]:
        """The keys of the pages whose change the index has yet to follow."""
        return outbox(self.environment["DATABASE_URL"], self.var)

    @contextmanager
    def web(self) -> Iterator[None]:
        """The web server, as production runs it."""
        gunicorn = Path(sys.executable).parent / "gunicorn"
        with self._running("web", gunicorn, "--config", "python:portal.gunicorn", "portal.wsgi") as process:
            until = time.monotonic() + PATIENCE
            while Visitor(self.port).get("/gezondheid/").status not in (200, 503):
                assert process.poll() is None, self.log("web")
                assert time.monotonic() < until
                time.sleep(0.2)
            yield

    def log(self, name: str) -> str:
        return (self.var / f"{name}.log").read_text()

    @contextmanager
    def worker(self, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        with self._running("worker", "manage.py", "werk", **settings) as process:
            yield process

    @contextmanager
    def _running(self, name: str, *command: str | Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        with (self.var / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env={**self.environment, **settings},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(30)
                finally:
                    process.kill()


class Console:
    """A process that runs one piece of code after the other: starting one for each takes seconds."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, code: str) -> str:
        """The last line it printed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        last = ""
        for line in self._process.stdout:
            if line.strip() == DONE:
                return last
            last = line.strip()
        raise AssertionError(self._process.communicate()[1])


def eventually(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return holds()


def held(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """A process that got where it says so, and stays there until it is killed."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "vast"
    return process


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    seconds: float


class Visitor:
    """A browser, as far as these tests need one; with a session it is that of who logged in."""

    def __init__(self, port: int, session: str = "") -> None:
        self._port = port
        self._cookies = {"sessionid": session} if session else {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def confirm(self, path: str) -> Answer:
        """Open the page that asks whether one is sure, and press its button; the answer is that to the button."""
        page = self.get(path)
        assert page.status == 200, (page.status, page.text)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token is not None, page.text
        return self._ask("POST", path, {"csrfmiddlewaretoken": token[1]})

    def search(self, words: str) -> Answer:
        return self.get(f"/zoeken/?q={quote(words)}")

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.monotonic()
        with closing(http.client.HTTPConnection("localhost", self._port, timeout=60)) as connection:
            try:
                connection.request(method, path, urlencode(form) if form else None, headers)
                response = connection.getresponse()
            except ConnectionRefusedError:
                return Answer(0, "", 0.0)
            text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(response.status, text, time.monotonic() - began)
