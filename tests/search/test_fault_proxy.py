"""The proxy of the outage tests does what it says."""

import http.client
import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from tests.search.fault_proxy import Fault, FaultProxy

BODY = b"antwoord" * 10


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[bytes]

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def asked() -> Iterator[list[bytes]]:
    """What reached the server."""
    Handler.asked = []
    return Handler.asked


@pytest.fixture
def proxy(asked: list[bytes]) -> Iterator[FaultProxy]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with FaultProxy(f"http://127.0.0.1:{server.server_address[1]}") as proxy:
            yield proxy
        server.shutdown()


@pytest.fixture
def client(proxy: FaultProxy) -> Iterator[http.client.HTTPConnection]:
    """One connection, kept: as the portal keeps its own."""
    connection = http.client.HTTPConnection(proxy.url.removeprefix("http://"), timeout=0.5)
    yield connection
    connection.close()


def ask(client: http.client.HTTPConnection, body: bytes = b"vraag", path: str = "/") -> tuple[int, bytes]:
    try:
        client.request("POST", path, body)
        answer = client.getresponse()
        return answer.status, answer.read()
    except BaseException:
        client.close()
        raise


def test_passes_on(client: http.client.HTTPConnection, asked: list[bytes]) -> None:
    large = b"v" * 1_000_000
    assert ask(client) == (200, BODY)
    assert ask(client, large) == (200, BODY)
    assert asked == [b"vraag", large]


@pytest.mark.parametrize("connected", [True, False])
def test_refused_and_back(
    proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes], connected: bool
) -> None:
    if connected:
        ask(client)
        asked.clear()
    proxy.switch(Fault.REFUSED)
    if connected:
        with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
            ask(client)
    with pytest.raises(ConnectionRefusedError):
        ask(client)
    assert asked == []
    proxy.switch(Fault.NONE)
    assert ask(client) == (200, BODY)


@pytest.mark.parametrize("connected", [True, False])
def test_black_hole(proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes], connected: bool) -> None:
    if connected:
        ask(client)
        asked.clear()
    proxy.switch(Fault.BLACK_HOLE)
    with pytest.raises(TimeoutError):
        ask(client)
    assert asked == []
    proxy.switch(Fault.NONE)
    assert ask(client) == (200, BODY)
    assert asked == [b"vraag"]


def test_slow(proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes]) -> None:
    proxy.switch(Fault.SLOW, 0.3)
    begun = time.monotonic()
    assert ask(client) == (200, BODY)
    assert time.monotonic() - begun > 0.3
    proxy.switch(Fault.SLOW, 2)
    with pytest.raises(TimeoutError):
        ask(client)
    assert asked == [b"vraag", b"vraag"]


def test_trickle(proxy: FaultProxy, client: http.client.HTTPConnection) -> None:
    """No single wait is long, and all together they are."""
    proxy.switch(Fault.TRICKLE, 0.005)
    begun = time.monotonic()
    assert ask(client) == (200, BODY)
    assert time.monotonic() - begun > 0.6


def test_cut(proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes]) -> None:
    """Python's client takes half a head for a whole one, so an error is not sure to come of it."""
    proxy.switch(Fault.CUT)
    try:
        _, body = ask(client)
    except (http.client.HTTPException, OSError):
        body = b""
    assert len(body) < len(BODY)
    assert asked == [b"vraag"]


def test_full(proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes]) -> None:
    proxy.switch(Fault.FULL)
    for _ in range(2):
        status, body = ask(client, b"v" * 100_000)
        assert status == 429
        assert b"es_rejected_execution_exception" in body
    assert asked == []
    proxy.switch(Fault.NONE)
    assert ask(client) == (200, BODY)


def test_only_what_it_is_for(proxy: FaultProxy, client: http.client.HTTPConnection, asked: list[bytes]) -> None:
    proxy.switch(Fault.FULL, only="/_bulk")
    assert [ask(client, b"_bulk", path)[0] for path in ("/_search", "/index/_bulk", "/_search")] == [200, 429, 200]
    assert (len(asked), proxy.struck) == (2, 1)
