"""Writing the tree of a regeling as canonical Markdown, which reads back as the same tree.

Canonical means: one heading per line with its opschrift, lists indented four columns a level, marks and notes
directly under what they belong to, and a backslash before a line of text that would read as something else.
"""

from collections.abc import Iterator

from .knoop import Knoop, Regeling, Soort, alineas
from .lezen import NOOT, Kop, heeft_betekenis, ontleed_kop

_KOPWOORD = {
    Soort.AANHEF: "## Aanhef",
    Soort.HOOFDSTUK: "## Hoofdstuk",
    Soort.PARAGRAAF: "### §",
    Soort.ARTIKEL: "### Artikel",
    Soort.SLOT: "## Slot",
    Soort.BIJLAGE: "## Bijlage",
}
_BINNEN = frozenset({Soort.LID, Soort.ONDERDEEL, Soort.SLOT})
_INSPRINGING = 4


def schrijf_regeling(regeling: Regeling) -> str:
    """The Markdown of a regeling."""
    blokken: list[str] = []
    if regeling.titel:
        blokken.append(f"# {_letterlijke_kop(regeling.titel)}")
    for knoop in regeling.knopen:
        blokken.extend(_schrijf_houder(knoop))
    return "\n\n".join(blokken) + "\n"


def _schrijf_houder(knoop: Knoop) -> Iterator[str]:
    """A node with a heading. Its toelichting comes before the nodes with a heading of their own."""
    yield from _schrijf_kop(knoop)
    yield from _schrijf_merktekens(knoop, 0)
    for alinea in knoop.alineas:
        yield _schrijf_alinea(alinea, 0)
    for kind in knoop.kinderen:
        if kind.soort in _BINNEN:
            yield from _schrijf_binnen(kind, 0)
    yield from _schrijf_toelichting(knoop, 0)
    for kind in knoop.kinderen:
        if kind.soort not in _BINNEN:
            yield from _schrijf_houder(kind)


def _schrijf_kop(knoop: Knoop) -> Iterator[str]:
    """The heading, with the opschrift on a line of its own where it would be read as part of the number."""
    kop = " ".join(filter(None, (_KOPWOORD[knoop.soort], knoop.nummer)))
    if not knoop.opschrift:
        yield kop
        return
    samen = f"{kop} {knoop.opschrift}"
    if ontleed_kop(samen.lstrip("# ")) == Kop(knoop.soort, knoop.nummer, knoop.opschrift):
        yield samen
        return
    yield kop
    yield f"#### {_letterlijke_kop(knoop.opschrift)}"


def _letterlijke_kop(tekst: str) -> str:
    """A title that looks like a structural heading, escaped."""
    return f"\\{tekst}" if tekst.startswith("\\") or ontleed_kop(tekst) else tekst


def _schrijf_binnen(knoop: Knoop, kolom: int) -> Iterator[str]:
    """A lid, onderdeel or inner slot whose label stands at this column; what belongs to it stands deeper."""
    dieper = kolom + _INSPRINGING
    delen = knoop.alineas
    if knoop.soort is Soort.SLOT:
        yield from (_schrijf_alinea(alinea, kolom) for alinea in delen)
        delen = []
    else:
        label = "–" if knoop.nummer in ("", "–") else f"{knoop.nummer}."
        # A text that reads as a note has to stand on a line of its own to be escaped.
        eerste = delen.pop(0) if delen and not NOOT.fullmatch(delen[0]) else ""
        yield _spring_in(f"{label} {eerste}".rstrip(), kolom)
    yield from _schrijf_merktekens(knoop, dieper)
    yield from (_schrijf_alinea(alinea, dieper) for alinea in delen)
    for kind in knoop.kinderen:
        yield from _schrijf_binnen(kind, dieper)
    yield from _schrijf_toelichting(knoop, dieper)


def _schrijf_merktekens(knoop: Knoop, kolom: int) -> Iterator[str]:
    if knoop.facultatief:
        yield _spring_in("{facultatief}", kolom)
    if knoop.alternatief:
        yield _spring_in("{alternatief}", kolom)
    for regel in filter(None, knoop.noot.splitlines()):
        yield _spring_in(f"{{noot}} {regel}", kolom)


def _schrijf_alinea(alinea: str, kolom: int) -> str:
    regels = alinea.splitlines()
    return _spring_in("\n".join(f"\\{r}" if heeft_betekenis(r) else r for r in regels), kolom)


def _schrijf_toelichting(knoop: Knoop, kolom: int) -> Iterator[str]:
    delen = [" ".join(deel.split()) for deel in alineas(knoop.toelichting)]
    if delen:
        yield _spring_in("\n>\n".join([f"> Toelichting: {delen[0]}", *(f"> {d}" for d in delen[1:])]), kolom)


def _spring_in(tekst: str, kolom: int) -> str:
    return "\n".join(" " * kolom + regel for regel in tekst.splitlines())
