"""HTTP to Elasticsearch within a time that holds for a request as a whole, whatever the other side does.

The timeouts of sockets begin anew with every byte that arrives, and looking up a name has none.
"""

import io
import socket
import time
from http.client import HTTPResponse, RemoteDisconnected
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import urllib3
from elastic_transport import ConnectionTimeout, HttpHeaders, NodeConfig, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT, DefaultType
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError

from search.engines.patience import left

_LONGEST = 60.0  # seconds for one request, however patient who asks is


class _Within(io.RawIOBase):
    """What comes in over a socket, until the time it has now is up."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase) -> None:
        self._sock = sock
        self._raw = raw
        self._until = time.monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer did not come in time")
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_Within(sock, self.fp.detach()))

    def begin(self) -> None:
        super().begin()
        if self.length is None and not self.chunked:  # cut off in its headers it looks like an empty answer
            raise RemoteDisconnected("the answer does not say how long it is, so it may not be whole")


class _Http(HTTPConnection):
    """All it does is within its timeout."""

    response_class: Any = _Response

    def _new_conn(self) -> socket.socket:
        began = time.monotonic()
        connected: SimpleQueue[socket.socket | Exception] = SimpleQueue()
        Thread(target=self._connect_for, args=(connected,), daemon=True).start()
        try:
            made = connected.get(timeout=self.timeout)
        except Empty:
            raise ConnectTimeoutError(self, f"no connection within {self.timeout} s") from None
        if isinstance(made, Exception):
            raise made
        made.settimeout(max(0.01, (self.timeout or 0.0) - (time.monotonic() - began)))
        return made

    def _connect_for(self, connected: "SimpleQueue[socket.socket | Exception]") -> None:
        """In a thread of its own; when nobody waits any longer the socket is closed with the queue."""
        try:
            connected.put(super()._new_conn())
        except Exception as error:  # raised by who waits for it
            connected.put(error)

    def request(self, *args: Any, **options: Any) -> None:
        if self.sock is not None:  # used before: it has what was left of the time of then
            self.sock.settimeout(self.timeout)
        super().request(*args, **options)


class _Https(_Http, HTTPSConnection):
    """The same, over TLS."""


class TimedNode(Urllib3HttpNode):
    """A node that takes no longer for connecting, asking and answering together than there is patience for."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self.pool.ConnectionCls = _Https if config.scheme == "https" else _Http

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> Any:
        seconds = min(left(), _LONGEST)
        if seconds <= 0:
            raise ConnectionTimeout("the time is up")
        total: Any = urllib3.Timeout(total=seconds)
        return super().perform_request(method, target, body, headers, total)
