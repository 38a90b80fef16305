"""Who rebuilds: one process at a time, on whatever machine, until it ends or is no longer heard of."""

import logging
import threading
import time
import uuid
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.engines.contract import EngineUnavailable
from search.engines.elastic.connection import Connection

logger = logging.getLogger(__name__)

LASTS = 30.0  # seconds after the last sign of life; the clocks of machines differ less
RENEWED = 5.0
_PATIENCE = 5.0
_ID = "herbouw"


class Lease:
    """Held from `take` to `release`; renewed meanwhile by a thread, so that it ends with the process."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection = connection
        self._index = index
        self._holder = uuid.uuid4().hex
        self._at: dict[str, Any] = {}  # where our last sign of life stands, so that nobody's is overwritten
        self._heard = 0.0
        self._lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="herbouw van de zoekindex", daemon=True)

    def take(self) -> None:
        with self._connection.asking(_PATIENCE) as client:
            try:
                answer = client.create(index=self._index, id=_ID, document=self._sign())
            except ConflictError:
                answer = self._take_over(client)
        self._renewed(answer)
        self._thread.start()

    def check(self) -> None:
        """Raises when another may have taken over since."""
        if self._lost or time.monotonic() - self._heard > LASTS:
            raise EngineUnavailable("Een ander proces bouwt de zoekindex op: dit proces gaf te lang geen teken.")

    def release(self) -> None:
        self._ended.set()
        self._thread.join()
        try:
            with self._connection.asking(_PATIENCE) as client:
                client.delete(index=self._index, id=_ID, **self._at)
        except EngineUnavailable as error:
            logger.warning("Het slot op het opbouwen van de zoekindex blijft nog even staan: %s", error)

    def _take_over(self, client: Elasticsearch) -> Any:
        """From a holder that is no longer heard of."""
        refusal = "De zoekindex wordt al opnieuw opgebouwd."
        try:
            found = client.get(index=self._index, id=_ID)
        except NotFoundError:  # released just now
            raise EngineUnavailable(refusal) from None
        if is_fresh(found["_source"]):
            raise EngineUnavailable(refusal)
        at: dict[str, Any] = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        try:
            return client.index(index=self._index, id=_ID, document=self._sign(), **at)
        except ConflictError:
            raise EngineUnavailable(refusal) from None

    def _keep(self) -> None:
        while not self._ended.wait(RENEWED):
            try:
                with self._connection.asking(_PATIENCE) as client:
                    self._renewed(client.index(index=self._index, id=_ID, document=self._sign(), **self._at))
            except EngineUnavailable as error:
                if isinstance(error.__cause__, ConflictError):
                    self._lost = True
                    return
                logger.warning("Het slot op het opbouwen van de zoekindex is niet vernieuwd: %s", error)

    def _sign(self) -> dict[str, Any]:
        return {"houder": self._holder, "gehoord": time.time()}

    def _renewed(self, answer: Any) -> None:
        self._at = {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
        self._heard = time.monotonic()


def is_fresh(sign: dict[str, Any]) -> bool:
    return time.time() - sign["gehoord"] < LASTS


def is_held(client: Elasticsearch, index: str) -> bool:
    try:
        return is_fresh(client.get(index=index, id=_ID)["_source"])
    except NotFoundError:
        return False
