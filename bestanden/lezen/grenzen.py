"""How much of a document is read at most."""

import time

from bestanden.lezen.fouten import TeTraag

PAGINAS = 2_000
TEKENS = 10_000_000
SECONDEN = 60
UITGEPAKT = 300 * 1024 * 1024  # bytes of an office document once unpacked


class Wekker:
    """Raises TeTraag when asked after the time is up."""

    def __init__(self, seconden: float = SECONDEN) -> None:
        self._einde = time.monotonic() + seconden

    def controleer(self) -> None:
        if time.monotonic() > self._einde:
            raise TeTraag
