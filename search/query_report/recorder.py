"""Counts of what was asked, kept in the memory of the process and written now and then in one statement.

A request for results never waits for a write. What a process counted since its last write is lost when it is killed
outright; one that is asked to stop writes first.
"""

import atexit
import datetime
import logging
import threading
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from search.models.zoekopdracht import Zoekopdracht
from search.query_report.masking import kept_query

logger = logging.getLogger(__name__)

MOST_KEPT = 5_000  # different queries between two writes: more is no reader, and too many for one statement
# Of one query between two writes. That many readers in ten seconds is no reader but a script, or one who keeps a key
# pressed; counted in full it would be what is asked most, and be suggested to all. Of a busy day little is lost.
MOST_AT_ONCE = 10
_COUNTS = ("gevraagd", "zonder_resultaat", "geklikt", "plaatsen")
_NONE = (0, 0, 0, 0)
_Key = tuple[str, datetime.date]


class Recorder:
    """Safe for all threads of a process; forked processes each have their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._counts: dict[_Key, list[int]] = {}
        self._timer: threading.Timer | None = None

    def note(self, q: str, *, asked: bool = False, nothing: bool = False, clicked_at: int = 0) -> None:
        """`clicked_at` is the place of the result that was opened, 0 when none was."""
        vraag = kept_query(q)
        if not vraag or not settings.SEARCH_REPORT_EVERY:
            return
        key = (vraag, timezone.localdate())
        with self._lock:
            times, _, clicks, _ = self._counts.get(key, _NONE)
            asked = asked and times < MOST_AT_ONCE
            clicked_at = clicked_at if clicks < MOST_AT_ONCE else 0
            if not asked and not clicked_at:
                return
            self._add(key, [int(asked), int(asked and nothing), int(clicked_at > 0), clicked_at])
            if self._timer is None:
                self._start_timer()

    def write(self) -> None:
        """Write what was counted; what can't be written now is kept for the next time."""
        with self._writing:
            with self._lock:
                counts, self._counts = self._counts, {}
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
            if not counts:
                return
            try:
                _save(counts)
            except (DatabaseError, InterfaceError) as error:
                logger.warning("Zoekvragen zijn nog niet geteld: %s", error)
                with self._lock:
                    for key, added in counts.items():
                        self._add(key, added)

    def _add(self, key: _Key, added: list[int]) -> None:
        counts = self._counts.get(key)
        if counts is not None:
            counts[:] = [count + more for count, more in zip(counts, added, strict=True)]
        elif len(self._counts) < MOST_KEPT:
            self._counts[key] = list(added)

    def _start_timer(self) -> None:
        self._timer = threading.Timer(settings.SEARCH_REPORT_EVERY, self._write_in_time)
        self._timer.daemon = True  # the process ends without waiting for it, and writes then
        self._timer.start()

    def _write_in_time(self) -> None:
        try:
            self.write()
        finally:
            connections.close_all()  # those of this thread, which ends here
            with self._lock:
                if self._counts and self._timer is None:
                    self._start_timer()


def _save(counts: dict[_Key, list[int]]) -> None:
    """Add to what other processes wrote. In one order, so that on PostgreSQL two of them never wait for each other."""
    table = connection.ops.quote_name(Zoekopdracht._meta.db_table)
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in _COUNTS)
    row = f"({', '.join(['%s'] * (2 + len(_COUNTS)))})"
    statement = (
        f"INSERT INTO {table} (vraag, dag, {', '.join(_COUNTS)}) VALUES {', '.join([row] * len(counts))} "  # noqa: S608
        f"ON CONFLICT (vraag, dag) DO UPDATE SET {added}"
    )
    with connection.cursor() as cursor:
        values: list[Any] = [value for key in sorted(counts) for value in (*key, *counts[key])]
        cursor.execute(statement, values)


recorder = Recorder()
atexit.register(recorder.write)
