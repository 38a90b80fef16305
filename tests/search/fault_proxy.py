"""What can go wrong between the portal and its search engine: a proxy before a real server, with a switch."""

import asyncio
import enum
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

_CHUNK = 65536
_METHODS = (b"GET ", b"POST ", b"PUT ", b"HEAD ", b"DELETE ")
_FULL = b'{"error":{"type":"es_rejected_execution_exception","reason":"rejected execution"},"status":429}'


class Fault(enum.Enum):
    NONE = "passes everything on"
    REFUSED = "nobody listens, and who was connected is cut off"
    BLACK_HOLE = "accepts everything and answers nothing; nothing reaches the server"
    SLOW = "the server does it at once, the answer comes after `seconds`"
    TRICKLE = "the answer comes a byte at a time, each after `seconds`"
    CUT = "the server does it, and halfway the answer the connection breaks"
    FULL = "answers itself that the server has no room for this now (429)"


class FaultProxy:
    """`with FaultProxy(url) as proxy:` speak to `proxy.url`; `proxy.switch(Fault.CUT)` from now on."""

    def __init__(self, server: str) -> None:
        address = urlsplit(server)
        self._server = (address.hostname, address.port)
        self._fault = Fault.NONE
        self._seconds = 0.0
        self._only = b""
        self.struck = 0  # requests that met the fault, or the last one
        self._listening: asyncio.Server | None = None
        self._refusing: socket.socket | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._wait(self._listen())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._wait(self._refuse())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        if self._refusing is not None:
            self._refusing.close()

    def switch(self, fault: Fault, seconds: float = 3.0, only: str = "") -> None:
        """In effect when this returns, for connections that exist as well; `only` for addresses with this in them."""
        self._wait(self._switch(fault, seconds, only))

    @contextmanager
    def failing(self, fault: Fault, seconds: float = 3.0, only: str = "") -> Iterator[None]:
        self.switch(fault, seconds, only)
        try:
            yield
        finally:
            self.switch(Fault.NONE)

    def _wait(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _switch(self, fault: Fault, seconds: float, only: str) -> None:
        before, self._fault = self._fault, fault
        self._seconds, self._only = seconds, only.encode()
        if fault is not Fault.NONE:  # afterwards it is still known how many it struck
            self.struck = 0
        if fault is Fault.REFUSED:
            await self._refuse()
        elif before is Fault.REFUSED:
            await self._listen()
        elif before is Fault.BLACK_HOLE:
            await self._drop_connections()  # what it swallowed will never be answered

    async def _listen(self) -> None:
        listener = self._refusing or _bound(0)
        self._refusing = None
        self._port = listener.getsockname()[1]
        self._listening = await asyncio.start_server(self._accepted, sock=listener)

    async def _refuse(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None
            self._refusing = _bound(self._port)  # so that nobody else takes it; only who listens is connected to
        await self._drop_connections()

    async def _drop_connections(self) -> None:
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._connect(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = _Connection(self, reader, writer)
        try:
            await connection.run(*self._server)
        except* (OSError, asyncio.IncompleteReadError):
            pass  # one of both sides went away
        finally:
            connection.abort()

    def strikes(self, request: bytes) -> Fault:
        """The fault that this request meets."""
        if self._fault is Fault.NONE or self._only not in request.partition(b"\r\n")[0]:
            return Fault.NONE
        self.struck += 1
        return self._fault

    @property
    def seconds(self) -> float:
        return self._seconds


class _Connection:
    """One of the portal, and its counterpart to the server."""

    def __init__(self, proxy: FaultProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._proxy = proxy
        self._reader = reader
        self._writer = writer
        self._server: asyncio.StreamWriter | None = None
        self._fault = Fault.NONE  # of the request at hand

    async def run(self, host: str, port: int) -> None:
        answers, self._server = await asyncio.open_connection(host, port)
        async with asyncio.TaskGroup() as both:
            passing = both.create_task(self._pass_answers(answers))
            await self._pass_requests(self._server)
            passing.cancel()

    def abort(self) -> None:
        for side in (self._writer, self._server):
            if side is not None:
                side.transport.abort()

    async def _pass_requests(self, server: asyncio.StreamWriter) -> None:
        while data := await self._reader.read(_CHUNK):
            if data.startswith(_METHODS):
                self._fault = self._proxy.strikes(data)
            if self._fault is Fault.FULL:
                await self._answer_full(data)
            elif self._fault is not Fault.BLACK_HOLE:
                server.write(data)
                await server.drain()

    async def _answer_full(self, data: bytes) -> None:
        await _read_request(data, self._reader)
        head = f"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: {len(_FULL)}"
        self._writer.write(head.encode() + b"\r\nX-Elastic-Product: Elasticsearch\r\n\r\n" + _FULL)
        await self._writer.drain()

    async def _pass_answers(self, server: asyncio.StreamReader) -> None:
        while data := await server.read(_CHUNK):
            await self._pass_answer(data)
        raise ConnectionResetError

    async def _pass_answer(self, data: bytes) -> None:
        match self._fault:
            case Fault.SLOW:
                await asyncio.sleep(self._proxy.seconds)
            case Fault.CUT:
                self._writer.write(data[: len(data) // 2])
                await self._writer.drain()
                raise ConnectionResetError
            case Fault.TRICKLE:
                for place in range(len(data)):
                    self._writer.write(data[place : place + 1])
                    await self._writer.drain()
                    await asyncio.sleep(self._proxy.seconds)
                return
        self._writer.write(data)
        await self._writer.drain()


def _bound(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made


async def _read_request(data: bytes, reader: asyncio.StreamReader) -> None:
    """All of the request that begins with this."""
    while b"\r\n\r\n" not in data:
        data += await reader.readexactly(1)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    length = int(lengths[0].partition(b":")[2]) if lengths else 0
    await reader.readexactly(max(0, length - len(body)))
