"""How many database queries each type of page takes, at every size: at most twenty, and the same number."""

import json
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.collecties import Collectie
from tests.benchmarks.tabel import Tabel

HOOGSTENS = 20


def meet(collecties: Sequence[Collectie]) -> list[Tabel]:
    geteld = {deze.naam: deze.meting("queries") for deze in collecties}
    namen = list(dict.fromkeys(naam for per_pagina in geteld.values() for naam in per_pagina))
    rijen = []
    for naam in namen:
        reeksen = [per_pagina.get(naam, []) for per_pagina in geteld.values()]
        meeste = max((aantal for reeks in reeksen for aantal in reeks), default=0)
        rijen.append([naam, *(_bereik(reeks) for reeks in reeksen), f"{meeste / HOOGSTENS:.0%}"])
    return [Tabel("Database queries per page", ["page", *geteld, f"of the limit of {HOOGSTENS}"], rijen)]


def _bereik(reeks: Sequence[int]) -> str:
    if not reeks:
        return "-"
    return str(reeks[0]) if len(set(reeks)) == 1 else f"{min(reeks)} to {max(reeks)}"


def tel() -> dict[str, list[int]]:
    """Inside a portal: the queries of some addresses of each type, in a process that is warm."""
    from django.db import connection
    from django.test import Client

    from tests.benchmarks.adressen import adressen

    client = Client(headers={"host": "localhost"})
    aantal = 0

    def een_erbij(uitvoeren: Any, *opdracht: Any) -> Any:
        nonlocal aantal
        aantal += 1
        return uitvoeren(*opdracht)

    geteld: dict[str, list[int]] = {}
    for naam, paden in adressen().items():
        client.get(paden[0])
        for pad in paden[:10]:
            aantal = 0
            with connection.execute_wrapper(een_erbij):
                client.get(pad)
            geteld.setdefault(naam, []).append(aantal)
    return geteld


if __name__ == "__main__":
    print(json.dumps(tel()))
