"""From an HTML table to the block `tabel`: every column with a heading, every cell in its own place."""

from dataclasses import dataclass
from typing import Any

from bs4.element import Tag

from handreikingen.rijke_tekst import alineas, platte_tekst

_BREEDST = 100  # columns; a larger span is a mistake or an attack


@dataclass(frozen=True)
class _Rij:
    cellen: list[Tag | None]  # None where a merged cell reaches into
    is_kop: bool


def tabel_naar_blok(tabel: Tag) -> dict[str, Any] | None:
    """The value of a `tabel`, or None for a table that only serves layout (one row, or one column)."""
    rijen = _raster(tabel)
    breedte = max((len(rij.cellen) for rij in rijen), default=0)
    bijschrift = platte_tekst(tabel.caption) if tabel.caption else ""
    if len(rijen) > 2 and (titel := _titel(rijen[0], breedte)):
        bijschrift = f"{bijschrift}: {titel}" if bijschrift else titel
        rijen = rijen[1:]
    if len(rijen) < 2 or breedte < 2:
        return None
    koprijen = 1
    while koprijen < len(rijen) - 1 and rijen[koprijen - 1].is_kop and rijen[koprijen].is_kop:
        koprijen += 1
    koppen = [_kolomkop(rijen[:koprijen], nummer) for nummer in range(breedte)]
    return {
        "columns": [{"type": "tekst", "heading": kop} for kop in koppen],
        "rows": [{"values": [_cel(rij, nummer) for nummer in range(breedte)]} for rij in rijen[koprijen:]],
        "caption": bijschrift,
    }


def cellen(tabel: Tag) -> list[Tag]:
    """Caption and cells in reading order, for a table that is none."""
    return [deel for deel in tabel.find_all(("caption", "td", "th")) if deel.find_parent("table") is tabel]


def _raster(tabel: Tag) -> list[_Rij]:
    """The rows with merged cells laid out: their text stands in the first place, the others are empty."""
    rijen: list[_Rij] = []
    bezet: dict[int, int] = {}  # column -> how many rows from here a cell above reaches into
    for tr in tabel.find_all("tr"):
        if tr.find_parent("table") is not tabel:
            continue
        eigen = tr.find_all(("td", "th"), recursive=False)
        rij: list[Tag | None] = []
        nieuw: dict[int, int] = {}
        for cel in eigen:
            while bezet.get(len(rij)):
                rij.append(None)
            hoogte = _overspanning(cel, "rowspan")
            for extra in range(_overspanning(cel, "colspan")):
                if hoogte > 1:
                    nieuw[len(rij)] = hoogte - 1
                rij.append(None if extra else cel)
        bezet = {kolom: over - 1 for kolom, over in bezet.items() if over > 1} | nieuw
        if any(cel is not None and cel.get_text(strip=True) for cel in rij):
            rijen.append(_Rij(rij, _is_koprij(tr, eigen)))
    return rijen


def _overspanning(cel: Tag, naam: str) -> int:
    waarde = str(cel.get(naam) or "1")
    return min(max(int(waarde), 1), _BREEDST) if waarde.isascii() and waarde.isdecimal() else 1


def _is_koprij(tr: Tag, eigen: list[Tag]) -> bool:
    return (tr.parent is not None and tr.parent.name == "thead") or all(cel.name == "th" for cel in eigen)


def _titel(rij: _Rij, breedte: int) -> str:
    """The text of a first row that is one cell over the whole width: a title rather than headings."""
    gevuld = [cel for cel in rij.cellen if cel is not None]
    alleen = len(gevuld) == 1 and len(rij.cellen) == breedte > 1
    return platte_tekst(gevuld[0]) if alleen else ""


def _kolomkop(koprijen: list[_Rij], nummer: int) -> str:
    delen = [rij.cellen[nummer] for rij in koprijen if nummer < len(rij.cellen)]
    kop = " – ".join(filter(None, (platte_tekst(deel) for deel in delen if deel is not None)))
    return kop or f"Kolom {nummer + 1}"


def _cel(rij: _Rij, nummer: int) -> str:
    cel = rij.cellen[nummer] if nummer < len(rij.cellen) else None
    return "" if cel is None else "".join(f"<p>{alinea}</p>" for alinea in alineas(cel.children))
