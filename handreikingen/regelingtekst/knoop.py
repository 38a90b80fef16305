"""The tree that a regeling is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_ALINEAGRENS = re.compile(r"\n[ \t]*\n\s*")
_VERVALLEN = re.compile(r"[\[(*]*vervallen[\])*.]*", re.IGNORECASE)


class Soort(StrEnum):
    """What a node is. At the root `slot` closes the regeling; inside a lid, onderdeel or artikel it is
    the text after the onderdelen, which Dutch legislative drafting calls the slot of that lid as well."""

    AANHEF = "aanhef"
    HOOFDSTUK = "hoofdstuk"
    PARAGRAAF = "paragraaf"
    ARTIKEL = "artikel"
    LID = "lid"
    ONDERDEEL = "onderdeel"
    SLOT = "slot"
    BIJLAGE = "bijlage"


@dataclass
class Knoop:
    """One node. Reading order is nummer, opschrift, noot, tekst, kinderen; toelichting stands apart.

    `tekst` is plain text with `*cursief*` at most; a blank line divides paragraphs. A single line break is
    kept in aanhef, slot and bijlage (signatures) and between table rows only. `nummer` has no full stop
    ("4a", "2.1.3", "1°"); an onderdeel without a number has "–". `noot` says when the node enters or leaves
    force and is no part of the regeling itself.
    """

    soort: Soort
    nummer: str = ""
    opschrift: str = ""
    tekst: str = ""
    kinderen: list["Knoop"] = field(default_factory=list)
    facultatief: bool = False
    alternatief: bool = False
    toelichting: str = ""
    noot: str = ""

    def lopen(self) -> Iterator["Knoop"]:
        """This node and all below it, depth first, in reading order."""
        yield self
        for kind in self.kinderen:
            yield from kind.lopen()

    @property
    def alineas(self) -> list[str]:
        """The paragraphs of the text."""
        return alineas(self.tekst)

    @property
    def vervallen(self) -> bool:
        """Whether only the word "Vervallen" is left: the number stays taken, the rule is gone."""
        return not self.kinderen and _VERVALLEN.fullmatch(self.tekst.strip()) is not None


@dataclass
class Regeling:
    """A whole regeling: its title and what stands at the root of the tree."""

    titel: str
    knopen: list[Knoop] = field(default_factory=list)

    def lopen(self) -> Iterator[Knoop]:
        """All nodes, depth first, in reading order."""
        for knoop in self.knopen:
            yield from knoop.lopen()

    def artikelen(self) -> list[Knoop]:
        """All articles in order, alternatives included, those inside a bijlage left out."""
        hoofdtekst = (knoop for knoop in self.knopen if knoop.soort is not Soort.BIJLAGE)
        return [k for knoop in hoofdtekst for k in knoop.lopen() if k.soort is Soort.ARTIKEL]


def alineas(tekst: str) -> list[str]:
    """Text divided at its blank lines; text without words has no paragraphs."""
    return [deel.strip() for deel in _ALINEAGRENS.split(tekst) if deel.strip()]


def hoofdvorm(broers: Sequence[Knoop], plaats: int) -> Knoop | None:
    """The node to which `broers[plaats]` is an alternative, or None when it is none.

    That is the nearest preceding sibling of the same soort and number that is not an alternative itself.
    """
    knoop = broers[plaats]
    if not knoop.alternatief:
        return None
    for eerder in reversed(broers[:plaats]):
        if not eerder.alternatief and (eerder.soort, eerder.nummer) == (knoop.soort, knoop.nummer):
            return eerder
    return None
