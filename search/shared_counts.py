"""How often somebody did something, counted for all processes of a machine together, and stored nowhere.

The counts stand in pieces of memory that the processes of the web server share, since they are forked after these
were made: the middleware of the API leads here, and it is loaded before. Who did what is a place in such a piece, by a
keyed hash; two that share a place share their limit. Processes may write at the same moment, and then one of the two
goes uncounted: that is all that a lock would prevent.
"""

import mmap
import struct
import time

from django.utils.crypto import salted_hmac

_PLACES = 1 << 16
_COUNTED = struct.Struct("=II")  # which window, and how many in it


class Window:
    """A length of time, with the counts of the one that is now."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._memory = mmap.mmap(-1, _PLACES * _COUNTED.size)

    def count(self, what: str, who: str) -> int:
        """Once more; how often in this window by now."""
        offset = _place(what, who) * _COUNTED.size
        now = int(time.time()) // self.seconds & 0xFFFFFFFF
        counted_in, counted = _COUNTED.unpack_from(self._memory, offset)
        counted = counted + 1 if counted_in == now else 1
        _COUNTED.pack_into(self._memory, offset, now, counted)
        return counted

    @property
    def left(self) -> int:
        """Seconds to the next window."""
        return self.seconds - int(time.time()) % self.seconds

    def content(self) -> bytes:
        return bytes(self._memory)

    def forget(self) -> None:
        self._memory[:] = bytes(len(self._memory))


# All there are, since one that is made after the fork would count for one process.
MINUTE, HOUR, DAY = Window(60), Window(60 * 60), Window(24 * 60 * 60)


def forget_all() -> None:
    for window in (MINUTE, HOUR, DAY):
        window.forget()


def _place(what: str, who: str) -> int:
    return int.from_bytes(salted_hmac(f"search.shared_counts.{what}", who).digest()[:8]) % _PLACES
