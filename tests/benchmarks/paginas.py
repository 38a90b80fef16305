"""How long each type of page takes, beside a view that does nothing on the same server at the same moment."""

from collections.abc import Sequence

from tests.benchmarks import KAAL
from tests.benchmarks.collecties import Collectie
from tests.benchmarks.referentie import PER_PAGINA
from tests.benchmarks.server import om_en_om, server, tegelijk
from tests.benchmarks.tabel import Tabel, keer, ms, percentiel

_WARM = 40  # requests before measuring, so that each process of the server has seen the page
_KEREN = 100
_CLIENTS = 4
_KEREN_TEGELIJK = 25  # per client
_KOPPEN = [
    "page",
    "p50 ms",
    "bare p50",
    "ratio",
    "p95 ms",
    "bare p95",
    "ratio",
    "p50, 4 clients",
    "bare p50, 4",
    "ratio",
    "p95, 4 clients",
    "stock Wagtail p50",
]


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    return [_van(deze) for deze in collecties]


def _van(deze: Collectie) -> Tabel:
    adressen: dict[str, list[str]] = deze.meting("adressen")
    with server(deze) as loopt:
        rijen = [_rij(loopt.poort, naam, paden) for naam, paden in adressen.items() if paden]
    return Tabel(
        f"Pages, {deze.naam}",
        _KOPPEN,
        rijen,
        f"{_KEREN} requests by one client, in turn with as many to the bare view; then {_CLIENTS} clients with "
        f"{_KEREN_TEGELIJK} each, and the same for the bare view.",
    )


def _rij(poort: int, naam: str, paden: Sequence[str]) -> list[str]:
    tegelijk(poort, [*paden, KAAL], _CLIENTS, _WARM // _CLIENTS)
    gemeten, kaal = om_en_om(poort, paden, KAAL, _KEREN)
    druk = tegelijk(poort, paden, _CLIENTS, _KEREN_TEGELIJK)
    druk_kaal = tegelijk(poort, [KAAL], _CLIENTS, _KEREN_TEGELIJK)
    cellen = [naam]
    for deel in (0.5, 0.95):
        waarde, vloer = percentiel(gemeten, deel), percentiel(kaal, deel)
        cellen += [ms(waarde), ms(vloer), keer(waarde, vloer)]
    waarde, vloer = percentiel(druk, 0.5), percentiel(druk_kaal, 0.5)
    return [
        *cellen,
        ms(waarde),
        ms(vloer),
        keer(waarde, vloer),
        ms(percentiel(druk, 0.95)),
        PER_PAGINA.get(naam, ""),
    ]
