"""Many documents in few requests, no quicker than Elasticsearch takes them."""

import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines.contract import EngineUnavailable, IndexMissing
from search.engines.elastic.connection import BUSY
from search.engines.patience import left

logger = logging.getLogger(__name__)

REMOVED = b"{}"  # stays in the place of what was removed, with its version: nothing finds it
_MOST_DOCUMENTS = 500
_MOST_BYTES = 5_000_000
_IN_FLIGHT = 2
_REFUSED = {400, 413}  # of a document: it will never be taken
_SHORTEST_WAIT = 0.1
_LONGEST_WAIT = 10.0


@dataclass(frozen=True, slots=True)
class Operation:
    """A document that takes the place of an older version of itself."""

    id: str
    version: int
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body) + 100


def chunks(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """As many as fit in a request."""
    chunk: list[Operation] = []
    size = 0
    for operation in operations:
        if _is_full(len(chunk), size + operation.size):
            yield chunk
            chunk, size = [], 0
        chunk.append(operation)
        size += operation.size
    if chunk:
        yield chunk


def send(
    client: Elasticsearch,
    alias: str,
    operations: Sequence[Operation],
    *,
    refresh: bool = False,
    persistent: bool = False,
) -> list[Operation]:
    """Write these to what the alias stands for, while patience lasts; those that were refused for themselves.

    Where Elasticsearch is too busy for some of them, these are offered again, with ever longer pauses; if `persistent`
    also when it can't be reached. That a newer version is there already is as it should be.
    """
    waiting, pause = list(operations), _SHORTEST_WAIT
    refused: list[Operation] = []
    while waiting:
        if left() <= 0:
            raise EngineUnavailable(f"Elasticsearch nam {len(waiting)} documenten niet op tijd aan.")
        try:
            waiting, wrong = _offer(client, alias, waiting, refresh)
            refused += wrong
        except TransportError as error:
            if not persistent:
                raise
            logger.warning("Elasticsearch is niet te bereiken: %s", error)
        if waiting:
            time.sleep(max(0.0, min(pause * random.uniform(0.5, 1), left())))  # noqa: S311
            pause = min(pause * 2, _LONGEST_WAIT)
    return refused


class Stream:
    """Sends chunks while the next one is made; who adds waits when too many are on their way."""

    def __init__(self, deliver: Callable[[list[Operation]], list[Operation]]) -> None:
        self._deliver = deliver
        self._pool = ThreadPoolExecutor(_IN_FLIGHT, thread_name_prefix="zoekindex")
        self._sent: set[Future[list[Operation]]] = set()
        self._chunk: list[Operation] = []
        self._size = 0
        self.added = 0
        self.refused: list[Operation] = []

    def add(self, operation: Operation) -> None:
        if _is_full(len(self._chunk), self._size + operation.size):
            self._send()
            self._settle(_IN_FLIGHT)
        self._chunk.append(operation)
        self._size += operation.size
        self.added += 1

    def finish(self) -> None:
        """When this returns all was written."""
        if self._chunk:
            self._send()
        self._settle(0)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _send(self) -> None:
        self._sent.add(self._pool.submit(self._deliver, self._chunk))
        self._chunk, self._size = [], 0

    def _settle(self, most: int) -> None:
        """Until no more than so many are on their way."""
        while len(self._sent) > most:
            done, self._sent = wait(self._sent, return_when=FIRST_COMPLETED)
            for each in done:
                self.refused += each.result()


def _is_full(documents: int, size: int) -> bool:
    return documents >= _MOST_DOCUMENTS or (documents > 0 and size > _MOST_BYTES)


def _offer(
    client: Elasticsearch, alias: str, operations: list[Operation], refresh: bool
) -> tuple[list[Operation], list[Operation]]:
    """Those that must be offered again, and those that will never be taken."""
    try:
        answer = client.bulk(
            index=alias,
            operations=_lines(operations),
            require_alias=True,  # else a name that is gone would become an index by itself
            refresh=refresh,
            filter_path="errors,items.*.status,items.*.error.type,items.*.error.reason",
        )
    except ApiError as error:
        if error.status_code in BUSY:
            return operations, []
        if error.status_code == 413:
            return _offer_apart(client, alias, operations, refresh)
        raise
    if not answer["errors"]:
        return [], []
    again: list[Operation] = []
    refused: list[Operation] = []
    for operation, outcome in zip(operations, answer["items"], strict=True):
        result: dict[str, Any] = outcome["index"]
        if result["status"] in BUSY:
            again.append(operation)
        elif result["status"] in _REFUSED:
            refused.append(operation)
            logger.error("%s komt niet in de zoekindex: %.300s", operation.id, result["error"]["reason"])
        elif result["status"] == 404:
            raise IndexMissing(f"Er is geen index {alias}.")
        elif result["status"] >= 300 and result["status"] != 409:
            raise EngineUnavailable(f"Elasticsearch antwoordde {result['status']}: {result['error']}")
    return again, refused


def _offer_apart(
    client: Elasticsearch, alias: str, operations: list[Operation], refresh: bool
) -> tuple[list[Operation], list[Operation]]:
    """Together they were too large for a request; what is so by itself is left out."""
    if len(operations) == 1:
        logger.error("%s komt niet in de zoekindex: %d bytes is te groot", operations[0].id, operations[0].size)
        return [], operations
    half = len(operations) // 2
    first = _offer(client, alias, operations[:half], refresh)
    second = _offer(client, alias, operations[half:], refresh)
    return first[0] + second[0], first[1] + second[1]


def _lines(operations: Iterable[Operation]) -> list[Any]:
    lines = []
    for operation in operations:
        about = f'{{"index":{{"_id":"{operation.id}","version":{operation.version},"version_type":"external_gte"}}}}'
        lines += [about.encode(), operation.body]
    return lines
