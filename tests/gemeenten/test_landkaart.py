"""The drawing of the map: names that do not get in each other's way, and land where gemeenten are."""

from itertools import combinations

from gemeenten.landkaart import BREEDTE, Kaartpunt
from gemeenten.landkaart_namen import LETTERHOOGTE, Kaartstip, stippen_met_naam
from gemeenten.landkaart_vlak import vlakken


def punt(naam: str, x: float, y: float, aantal: int = 1) -> Kaartpunt:
    return Kaartpunt(x=x, y=y, naam=naam, provincie="Utrecht", url="/", aantal=aantal)


def naamvak(stip: Kaartstip) -> tuple[float, float, float, float]:
    """Where the name stands at least: with letters of half their height."""
    breed = len(stip.punt.naam) * LETTERHOOGTE * 0.5
    links = stip.naam_x - {"start": 0, "middle": breed / 2, "end": breed}[stip.anker]
    return links, stip.naam_y - LETTERHOOGTE * 0.7, links + breed, stip.naam_y


def overlappen(een: tuple[float, ...], ander: tuple[float, ...]) -> bool:
    return een[0] < ander[2] and ander[0] < een[2] and een[1] < ander[3] and ander[1] < een[3]


def test_namen_raken_elkaar_niet() -> None:
    raster = [
        punt(f"Gemeente {rij}{kolom}", 60 + kolom * 55, 60 + rij * 34) for rij in range(12) for kolom in range(12)
    ]
    stippen = [stip for stip in stippen_met_naam(raster) if stip.naam_past]
    assert len(stippen) > 10
    for een, ander in combinations(stippen, 2):
        assert not overlappen(naamvak(een), naamvak(ander))


def test_naam_valt_niet_van_de_kaart() -> None:
    (stip,) = stippen_met_naam([punt("Westerwolde", BREEDTE - 20, 200)])
    assert stip.anker == "end"
    assert naamvak(stip)[2] < BREEDTE


def test_wie_het_meest_deelde_krijgt_zijn_naam_het_eerst_en_een_grotere_stip() -> None:
    drukte = [punt(f"Buur {nummer}", 400 + nummer, 400 + nummer) for nummer in range(6)]
    stippen = stippen_met_naam([*drukte, punt("Veel", 403, 403, aantal=9)])
    assert stippen[0].punt.naam == "Veel"
    assert stippen[0].naam_past
    assert not all(stip.naam_past for stip in stippen)
    assert stippen[0].straal > stippen[1].straal


def test_gemeente_zonder_items_is_geen_link_op_de_kaart() -> None:
    assert stippen_met_naam([punt("Leeg", 10, 10, aantal=0)]) == []


def test_land_is_breder_waar_gemeenten_ver_uit_elkaar_liggen() -> None:
    dicht = [(100.0 + nummer * 10, 100.0) for nummer in range(5)]
    ver = [(100.0 + nummer * 90, 800.0) for nummer in range(5)]
    (smal, dichte_stippen), *_, (breed, verre_stippen) = vlakken((*dicht, *ver))
    assert smal < breed
    assert dichte_stippen.count("M") == verre_stippen.count("M") == 5
