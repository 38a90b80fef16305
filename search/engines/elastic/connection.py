"""The client of a process, what its errors mean, and not asking again and again what does not answer."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines.contract import EngineUnavailable, IndexMissing
from search.engines.elastic.access import Access
from search.engines.elastic.node import TimedNode
from search.engines.patience import left, within

READING = 1.0  # seconds a reader waits
_PAUSE = 5.0  # after a failure, readers are told at once for so long: one waits, not each
_SHORTEST = 0.05  # seconds; with less there is no point in asking, nor does it tell of Elasticsearch
_CONNECTIONS = 32  # to each host; more threads than a web process has
BUSY = {429, 502, 503, 504}


class Connection:
    """Clients belong to the process that made them: a fork makes its own."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._lock = threading.Lock()
        self._client = _client(access)  # it connects when first used
        self._process = os.getpid()
        self._paused_until = 0.0

    @contextmanager
    def asking(self, seconds: float) -> Iterator[Elasticsearch]:
        """A client; all that it is asked together takes no longer than this."""
        with within(seconds), errors():
            yield self._current()

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """A client for who answers a reader: soon, or not at all."""
        self._check()
        had_a_chance = left() >= READING / 2  # who comes with its last moments says nothing about the server
        try:
            with self.asking(READING) as client:
                yield client
        except EngineUnavailable as error:
            if not _is_outage(error):
                self._paused_until = 0.0
            elif had_a_chance:
                self._paused_until = time.monotonic() + _PAUSE
            raise
        else:
            self._paused_until = 0.0

    def _current(self) -> Elasticsearch:
        if self._process != os.getpid():
            with self._lock:
                if self._process != os.getpid():
                    self._client, self._process = _client(self._access), os.getpid()
        return self._client

    def _check(self) -> None:
        if left() < _SHORTEST:
            raise EngineUnavailable("De tijd voor deze vraag is op.")
        with self._lock:
            now = time.monotonic()
            if now < self._paused_until:
                raise EngineUnavailable("Elasticsearch antwoordde zojuist niet.")
            if self._paused_until:  # this one tries; the others do not wait with it
                self._paused_until = now + _PAUSE


@contextmanager
def errors() -> Iterator[None]:
    """Whatever goes wrong between us and Elasticsearch, in terms of the contract."""
    try:
        yield
    except (ApiError, TransportError, OSError) as error:
        if isinstance(error, ApiError) and error.error == "index_not_found_exception":
            raise IndexMissing("Er is geen zoekindex van deze versie van het portaal.") from error
        raise EngineUnavailable(str(error)) from error


def _is_outage(error: EngineUnavailable) -> bool:
    """Whether the next question would fare no better; a question that was refused says nothing about others."""
    if isinstance(error, IndexMissing):
        return False
    cause = error.__cause__
    if not isinstance(cause, ApiError):
        return True
    # Of several questions in one request each has a status of its own.
    own = cause.body.get("status") if isinstance(cause.body, dict) else None
    return (own or cause.status_code) in BUSY


def _client(access: Access) -> Elasticsearch:
    options: dict[str, Any] = {}
    try:
        if access.ca_certs:
            Path(access.ca_certs).read_bytes()  # else a file that is not there is told of at the first question only
            options["ca_certs"] = access.ca_certs
        return Elasticsearch(
            list(access.hosts),
            api_key=access.api_key or None,
            node_class=TimedNode,
            connections_per_node=_CONNECTIONS,
            max_retries=len(access.hosts) - 1,  # on another host; not after a timeout
            retry_on_timeout=False,
            retry_on_status=(),
            **options,
        )
    except (ValueError, OSError) as error:
        raise ImproperlyConfigured(f"ELASTICSEARCH_URL, _API_KEY or _CA_CERTS: {error}") from error
