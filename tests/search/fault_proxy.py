"""What can go wrong between the portal and its search engine: a proxy before a real server, with a switch."""

import asyncio
import enum
import socket
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

_CHUNK = 65536
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

    def switch(self, fault: Fault, seconds: float = 3.0) -> None:
        """In effect when this returns, for connections that exist as well."""
        self._wait(self._switch(fault, seconds))

    def _wait(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _switch(self, fault: Fault, seconds: float) -> None:
        before, self._fault, self._seconds = self._fault, fault, seconds
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
        server_writer = None
        try:
            server_reader, server_writer = await asyncio.open_connection(*self._server)
            async with asyncio.TaskGroup() as both:
                answers = both.create_task(self._answers(server_reader, writer))
                await self._requests(reader, writer, server_writer)
                answers.cancel()
        except* (OSError, asyncio.IncompleteReadError):
            pass  # one of both sides went away
        finally:
            for side in (writer, server_writer):
                if side is not None:
                    side.transport.abort()

    async def _requests(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server: asyncio.StreamWriter
    ) -> None:
        while data := await reader.read(_CHUNK):
            if self._fault is Fault.BLACK_HOLE:
                continue
            if self._fault is Fault.FULL:
                await _read_request(data, reader)
                head = (
                    f"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: {len(_FULL)}"
                )
                writer.write(head.encode() + b"\r\nX-Elastic-Product: Elasticsearch\r\n\r\n" + _FULL)
                await writer.drain()
                continue
            server.write(data)
            await server.drain()

    async def _answers(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await server.read(_CHUNK):
            await self._pass_on(data, writer)
        raise ConnectionResetError

    async def _pass_on(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        match self._fault:
            case Fault.BLACK_HOLE:
                return
            case Fault.SLOW:
                await asyncio.sleep(self._seconds)
            case Fault.CUT:
                writer.write(data[: len(data) // 2])
                await writer.drain()
                raise ConnectionResetError
            case Fault.TRICKLE:
                for place in range(len(data)):
                    writer.write(data[place : place + 1])
                    await writer.drain()
                    await asyncio.sleep(self._seconds)
                return
        writer.write(data)
        await writer.drain()


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
