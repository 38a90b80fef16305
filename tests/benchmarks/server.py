"""The portal as `make start` serves it, and a client that measures it."""

import gzip
import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice

from bin.serve import Processes
from tests.benchmarks.collecties import Collectie


@dataclass(frozen=True)
class Server:
    poort: int
    processen: dict[str, int]  # what it is -> process id

    @property
    def adres(self) -> str:
        return f"http://localhost:{self.poort}"


@contextmanager
def server(collectie: Collectie) -> Iterator[Server]:
    poort = _vrije_poort()
    processen = Processes(poort, {**collectie.omgeving, "PORT": str(poort), "SITE_URL": f"http://localhost:{poort}"})
    eerder = {nummer: signal.getsignal(nummer) for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        processen.start()
        for nummer, wat in eerder.items():
            signal.signal(nummer, wat)  # here ctrl-C ends the benchmark
        processen.wait_until_ready()
        yield Server(poort, {naam: kind.pid for naam, kind in processen.children.items()})
    finally:
        processen.end()


def _vrije_poort() -> int:
    if gegeven := os.environ.get("PORT"):
        return int(gegeven)
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


@dataclass
class Client:
    """One keep-alive connection, as a browser or proxy holds it."""

    poort: int
    verbinding: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=60)

    def vraag(self, pad: str) -> float:
        """Seconds until the whole answer was there."""
        begin = time.perf_counter()
        self.verbinding.request("GET", pad, headers={"Host": f"localhost:{self.poort}", "Accept-Encoding": "gzip"})
        antwoord = self.verbinding.getresponse()
        antwoord.read()
        duur = time.perf_counter() - begin
        if antwoord.status != 200:
            raise RuntimeError(f"{pad} answers {antwoord.status}")
        return duur

    def tekst(self, pad: str) -> str:
        self.verbinding.request("GET", pad, headers={"Host": f"localhost:{self.poort}"})
        inhoud = self.verbinding.getresponse().read()
        return (gzip.decompress(inhoud) if inhoud[:2] == b"\x1f\x8b" else inhoud).decode()


def om_en_om(poort: int, paden: Sequence[str], vloer: str, keren: int) -> tuple[list[float], list[float]]:
    """One client: a page, the floor, a page, the floor, so that both meet the same machine."""
    client = Client(poort)
    gemeten: list[float] = []
    kaal: list[float] = []
    for pad in islice(cycle(paden), keren):
        gemeten.append(client.vraag(pad))
        kaal.append(client.vraag(vloer))
    return gemeten, kaal


def tegelijk(poort: int, paden: Sequence[str], clients: int, keren: int) -> list[float]:
    """Several clients at once, each with its own connection and its own place to begin in the paths."""
    metingen: list[list[float]] = [[] for _ in range(clients)]

    def bezoek(nummer: int) -> None:
        client = Client(poort)
        begin = nummer * len(paden) // clients
        for pad in islice(cycle(paden), begin, begin + keren):
            metingen[nummer].append(client.vraag(pad))

    draden = [threading.Thread(target=bezoek, args=[nummer]) for nummer in range(clients)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return [duur for reeks in metingen for duur in reeks]
