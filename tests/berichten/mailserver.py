"""A mail server that hangs: it takes every connection and never says a word."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Hangend:
    def __init__(self, luistert: socket.socket) -> None:
        self.poort: int = luistert.getsockname()[1]
        self.verbindingen: list[socket.socket] = []
        self._luistert = luistert

    def hangt(self) -> bool:
        """Whether the first who came waits still."""
        try:
            return self.verbindingen[0].recv(1, socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True

    def neem_aan(self) -> None:
        while True:
            try:
                self.verbindingen.append(self._luistert.accept()[0])
            except OSError:  # closed: the test is over
                return


@contextmanager
def hangende_mailserver() -> Iterator[Hangend]:
    with socket.create_server(("127.0.0.1", 0)) as luistert:
        server = Hangend(luistert)
        threading.Thread(target=server.neem_aan, daemon=True).start()
        try:
            yield server
        finally:
            luistert.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept
            for verbinding in server.verbindingen:
                verbinding.close()
