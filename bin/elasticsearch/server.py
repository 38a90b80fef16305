"""A running Elasticsearch, for this machine only: for tests and for trying out."""

import http.client
import os
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bin.elasticsearch.distribution import ensure_distribution
from bin.elasticsearch.java import find_java
from bin.elasticsearch.node import launch
from bin.elasticsearch.security import Security
from bin.ports import free_port
from bin.steps import Stop, step

LASTING = "-Xms1g -Xmx1g"
# Half the processor time of a start; slower at length, which a test run never is.
SHORT_LIVED = "-Xms512m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
PATIENCE = 180  # seconds until the first answer must have come; on a busy machine
GRACE = 20  # seconds it gets to finish what it is doing


class Server:
    """A node that was launched."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path, security: Security | None) -> None:
        self.security = security
        self.url = f"{'https' if security else 'http'}://127.0.0.1:{port}"
        self._process = process
        self._port = port
        self._log = log

    def wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._answers():
            self.wait(0.2)
            if time.monotonic() > until:
                raise Stop(f"Elasticsearch gave no answer within {PATIENCE} seconds, see {self._log}")

    def _answers(self) -> bool:
        headers = {"Authorization": self.security.authorization} if self.security else {}
        connection = self._connection()
        try:
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s", headers=headers)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self.security is None:
            return http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        trusted = ssl.create_default_context(cafile=self.security.certificate)
        return http.client.HTTPSConnection("127.0.0.1", self._port, timeout=10, context=trusted)

    def wait(self, seconds: float | None = None) -> None:
        """Return after so many seconds; Stop when Elasticsearch ended by itself."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        raise Stop(f"Elasticsearch ended by itself (code {code}): {self._last_words()} (all of it: {self._log})")

    def _last_words(self) -> str:
        lines = [line.strip() for line in self._log.read_text(errors="replace").splitlines() if line.strip()]
        telling = [line for line in lines if any(sign in line for sign in ("rror", "xception", "fatal"))]
        return (telling or lines or ["it said nothing"])[-1]

    def end(self) -> None:
        """Ask, wait, and after the grace no longer ask; nothing is left behind."""
        try:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # the launcher, and the server it started
            self._process.wait()


@contextmanager
def elasticsearch(
    home: Path,
    *,
    log: Path,
    port: int | None = None,
    data: Path | None = None,
    java_options: str = LASTING,
    secured: bool = False,
) -> Iterator[Server]:
    """A server that answers, with its programs below `home`; without `data` all it holds is gone afterwards."""
    java = find_java()
    distribution = ensure_distribution(home)
    port = port or free_port()
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portal-es-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        security = Security(java, folder) if secured else None
        process = launch(
            distribution,
            java,
            folder=folder,
            data=data or folder / "data",
            port=port,
            java_options=java_options,
            log=log,
            security=security,
        )
        server = Server(process, port, log, security)
        try:
            with step("Elasticsearch"):
                server.wait_until_ready()
            yield server
        finally:
            server.end()
