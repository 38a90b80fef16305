"""Reading the Markdown of a regeling into its tree.

The Markdown comes from wetten.overheid.nl by way of converters, and from our own model files. Converters
flatten the lists (onderdelen are not indented), misspell headings and forget spaces, so the reader goes by
the words and labels that lawyers use and takes indentation as a hint where it is present. What it does not
recognise is text: nothing is ever dropped except markup (the meta line, rules, comments, link targets).
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from .knoop import Knoop, Regeling, Soort

NUMMER = r"\d+[a-z]{0,3}(?:[.:]\d+[a-z]{0,3})*|[IVXLC]+"
# "Artilel" is how the law itself spells article 21b; anything between "arti" and "el" will do.
KOP = re.compile(
    r"(?P<woord>(?i:hoofdstuk|§|paragraaf|arti\w{1,3}el|bijlage|aanhef|slot))(?![^\W\d_])\s*"
    rf"(?:(?P<nummer>{NUMMER})(?=$|[\s.:,]))?(?P<rest>.*)"
)
KOPSOORT = {
    "hoofdstuk": Soort.HOOFDSTUK,
    "§": Soort.PARAGRAAF,
    "paragraaf": Soort.PARAGRAAF,
    "bijlage": Soort.BIJLAGE,
    "aanhef": Soort.AANHEF,
    "slot": Soort.SLOT,
}
VERVALLEN_KOP = re.compile(r"[\[(]?vervallen\.?[\])]?\.?", re.IGNORECASE)

LID = re.compile(r"(?P<nummer>\d{1,3}[a-z]{0,2})\.(?:\s+(?P<tekst>.*))?")
ONDERDEEL = (
    re.compile(r"(?P<nummer>\d{1,3}°)\.?\s*(?P<tekst>.*)"),
    re.compile(r"(?P<nummer>[a-z]|([a-z])\2)\.(?:\s+(?P<tekst>.*))?"),
    # "k.huiselijk geweld": the space forgotten. Not "o.a." or "i.v.m.", hence a whole word, no full stop.
    re.compile(r"(?P<nummer>[a-z])\.(?P<tekst>\[?\w{2,}\b(?!\.).*)"),
    re.compile(r"(?P<nummer>[–—])\s*(?P<tekst>.*)"),
    re.compile(r"(?P<nummer>[-*•])\s+(?P<tekst>.*)"),
)
NOOT = re.compile(
    r"(?:Treedt|Treden) in werking (?:per|op|met ingang van)\b.*|Vervalt (?:per|op|met ingang van)\b.*"
    r"|Dit (?:hoofdstuk|artikel|lid|onderdeel) is nog niet in werking getreden\.?"
)
NOOTTEKEN = re.compile(r"\{noot\}\s*(?P<tekst>.*)", re.IGNORECASE)
MERKTEKEN = re.compile(r"(?:^|\s+)\{(facultatief|alternatief)\}\s*$", re.IGNORECASE)
SLOTFORMULE = re.compile(r"(?:Lasten en bevelen,? dat|Gegeven te|Aldus (?:vastgesteld|besloten|gedaan))\b")
OPMAAK = re.compile(r"<meta\b[^>]*>|<!--.*-->|([-*_])(?:\s*\1){2,}", re.IGNORECASE)
KOPREGEL = re.compile(r"(?P<niveau>#{1,6})\s*(?P<inhoud>.*?)\s*#*")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")

# Line breaks carry meaning where people sign, and in bijlagen.
REGELVAST = frozenset({Soort.AANHEF, Soort.SLOT, Soort.BIJLAGE})
# In these a "1." or "a." is part of the sentence.
ZONDER_LIJST = frozenset({Soort.AANHEF, Soort.SLOT})
RANG = {
    Soort.AANHEF: 1,
    Soort.HOOFDSTUK: 1,
    Soort.SLOT: 1,
    Soort.BIJLAGE: 1,
    Soort.PARAGRAAF: 2,
    Soort.ARTIKEL: 3,
}


class Kop(NamedTuple):
    """What a heading says."""

    soort: Soort
    nummer: str
    opschrift: str
    vervallen: bool = False


def ontleed_kop(inhoud: str) -> Kop | None:
    """The structural heading in this text, or None when it is some other heading."""
    inhoud = inhoud.strip("*") if inhoud.startswith("*") else inhoud
    gevonden = KOP.fullmatch(inhoud)
    if gevonden is None:
        return None
    soort = KOPSOORT.get(gevonden["woord"].lower(), Soort.ARTIKEL)
    rest = re.sub(r"^[.:–-]\s*", "", gevonden["rest"].strip())
    if soort in ZONDER_LIJST and (rest or gevonden["nummer"]):
        return None  # "Slot en overgang" is a title of something else
    vervallen = soort is Soort.ARTIKEL and VERVALLEN_KOP.fullmatch(rest) is not None
    return Kop(soort, gevonden["nummer"] or "", "" if vervallen else rest, vervallen)


def onderdeel_in(regel: str) -> tuple[str, str] | None:
    """Label and text when the line opens an onderdeel; every dash or bullet becomes "–"."""
    for vorm in ONDERDEEL:
        if gevonden := vorm.fullmatch(regel):
            nummer = gevonden["nummer"]
            return (nummer if nummer[0].isalnum() else "–"), gevonden["tekst"] or ""
    return None


def heeft_betekenis(regel: str) -> bool:
    """Whether the reader would take this line for something other than text (so a writer must escape it)."""
    return (
        regel[:1] in ("#", ">", "\\", "{")
        or any(vorm.fullmatch(regel) for vorm in (LID, NOOT, OPMAAK))
        or onderdeel_in(regel) is not None
        or SLOTFORMULE.match(regel) is not None
    )


def schoon(tekst: str) -> str:
    """Text without links, with one kind of emphasis and single spaces."""
    vorige = None
    while vorige != tekst:
        vorige, tekst = tekst, LINK.sub(r"\1", tekst)
    return " ".join(re.sub(r"\*{2,}", "*", tekst).split())


def lees_regeling(markdown: str) -> Regeling:
    """Read a regeling. Front matter must have been taken off already."""
    regels = markdown.replace("\ufeff", "").splitlines()
    lezer = _Lezer()
    for regel, mag_sluiten in zip(regels, _na_laatste_artikel(regels), strict=True):
        lezer.lees(regel, mag_sluiten)
    return lezer.regeling


def _na_laatste_artikel(regels: list[str]) -> list[bool]:
    """Per line whether no article follows it any more (bijlagen apart): only there can the slot begin."""
    uitkomst, volgende = [], True
    for regel in reversed(regels):
        uitkomst.append(volgende)
        kopregel = KOPREGEL.fullmatch(regel.strip())
        if kopregel and (kop := ontleed_kop(schoon(kopregel["inhoud"]))):
            volgende = kop.soort in (Soort.BIJLAGE, Soort.SLOT)
    return uitkomst[::-1]


@dataclass
class _Open:
    """A lid, onderdeel or inner slot that can still grow, with the column its label stood at."""

    knoop: Knoop
    kolom: int


def _vorm(knoop: Knoop) -> str:
    """The kind of label: siblings have the same kind, another kind means a level deeper."""
    if knoop.soort is not Soort.ONDERDEEL:
        return knoop.soort
    if knoop.nummer == "–" or knoop.nummer.endswith("°"):
        return knoop.nummer[-1]
    return "cijfer" if knoop.nummer[0].isdigit() else "letter"


class _Lezer:
    """Goes through the lines once and keeps what is open.

    `houders` are the open headings from the root down, `open` the open nodes inside the innermost of these.
    `laatste` is the node that a mark applies to, `alinea` the node whose paragraph the next line continues.
    """

    def __init__(self) -> None:
        self.regeling = Regeling("")
        self.houders: list[Knoop] = []
        self.open: list[_Open] = []
        self.laatste: Knoop | None = None
        self.alinea: Knoop | None = None
        self.citaat: Knoop | None = None
        self.citaatalinea = False
        self.wacht_op_opschrift = False

    def lees(self, ruw: str, mag_sluiten: bool) -> None:
        """Take in one line."""
        ruw = ruw.expandtabs(4)
        regel = schoon(ruw)
        kolom = len(ruw) - len(ruw.lstrip())
        if regel.startswith(">"):
            self._lees_toelichting(regel[1:].strip(), kolom)
            return
        self.citaat = None
        if not regel:
            self.alinea = None
        elif not OPMAAK.fullmatch(ruw.strip()):
            self._lees_inhoud(regel, kolom, mag_sluiten)

    def _lees_inhoud(self, regel: str, kolom: int, mag_sluiten: bool) -> None:
        if kopregel := KOPREGEL.fullmatch(regel) if regel.startswith("#") else None:
            self._lees_kop(len(kopregel["niveau"]), kopregel["inhoud"])
            return
        self.wacht_op_opschrift = False
        if noot := NOOTTEKEN.fullmatch(regel):
            self._noteer(self.laatste or self._aanhef(), noot["tekst"])
        elif regel.startswith("\\"):
            self._lees_tekst(regel[1:].strip(), kolom)
        elif self._begint_noot(regel):
            self._noteer(self.houders[-1], regel)
        elif mag_sluiten and self.alinea is None and self._begint_slot(regel):
            self._open_houder(Kop(Soort.SLOT, "", ""))
            self._lees_tekst(regel, kolom)
        elif not self._lees_label(regel, kolom):
            self._lees_tekst(regel, kolom)

    # Headings

    def _lees_kop(self, niveau: int, inhoud: str) -> None:
        self.alinea = None
        inhoud, merktekens = _haal_merktekens(inhoud)
        letterlijk = inhoud.startswith("\\")
        kop = None if letterlijk else ontleed_kop(inhoud)
        inhoud = inhoud.removeprefix("\\").strip()
        if kop is not None:
            self._open_houder(kop)
        elif self.wacht_op_opschrift and inhoud:
            self.houders[-1].opschrift = inhoud
            self.wacht_op_opschrift = False
        elif niveau <= 2 and not self.regeling.titel and not self.regeling.knopen:
            self.regeling.titel = inhoud
        elif inhoud:
            # A heading that is no part of the structure, inside a bijlage say: its words are text.
            self.wacht_op_opschrift = False
            self._lees_tekst(inhoud, 0)
            self.alinea = None
        if merktekens:
            _merk(self.laatste or self._aanhef(), merktekens)

    def _open_houder(self, kop: Kop) -> None:
        knoop = Knoop(kop.soort, kop.nummer, kop.opschrift, "Vervallen" if kop.vervallen else "")
        while self.houders and (
            self.houders[-1].soort in ZONDER_LIJST or RANG[self.houders[-1].soort] >= RANG[knoop.soort]
        ):
            self.houders.pop()
        (self.houders[-1].kinderen if self.houders else self.regeling.knopen).append(knoop)
        self.houders.append(knoop)
        self.open = []
        self.laatste = knoop
        self.alinea = None
        zonder_opschrift = knoop.soort not in ZONDER_LIJST and not knoop.opschrift
        self.wacht_op_opschrift = zonder_opschrift and not kop.vervallen

    def _aanhef(self) -> Knoop:
        """The innermost heading, or the aanhef that text before the first heading is."""
        if not self.houders:
            self._open_houder(Kop(Soort.AANHEF, "", ""))
        return self.houders[-1]

    # Notes and closing formulas

    def _begint_noot(self, regel: str) -> bool:
        """A note stands directly under its heading, before any text."""
        if not self.houders or self.laatste is not self.houders[-1] or not NOOT.fullmatch(regel):
            return False
        houder = self.houders[-1]
        return not houder.tekst and not houder.kinderen and houder.soort not in ZONDER_LIJST

    def _noteer(self, knoop: Knoop, tekst: str) -> None:
        knoop.noot = f"{knoop.noot}\n{tekst}".strip()
        self.alinea = None

    def _begint_slot(self, regel: str) -> bool:
        if not self.houders or not SLOTFORMULE.match(regel):
            return False
        return not any(h.soort in (Soort.AANHEF, Soort.SLOT, Soort.BIJLAGE) for h in self.houders)

    # Leden and onderdelen

    def _lees_label(self, regel: str, kolom: int) -> bool:
        """Open a lid or onderdeel when the line begins with the label of one."""
        if not self.houders or self.houders[-1].soort in ZONDER_LIJST:
            return False
        ouders = self._ouders_volgens_inspringing(kolom)
        if lid := LID.fullmatch(regel):
            soort = Soort.ONDERDEEL if ouders else Soort.LID
            self._open_binnen(ouders, Knoop(soort, lid["nummer"]), lid["tekst"] or "", kolom)
        elif onderdeel := onderdeel_in(regel):
            knoop = Knoop(Soort.ONDERDEEL, onderdeel[0])
            self._open_binnen(ouders or self._ouders_volgens_vorm(knoop), knoop, onderdeel[1], kolom)
        else:
            return False
        return True

    def _ouders_volgens_inspringing(self, kolom: int) -> list[_Open]:
        """What stays open when the label stands deeper than its parent's; empty when that tells nothing."""
        ouders = [o for o in self.open if o.knoop.soort is not Soort.SLOT] if kolom else []
        while ouders and ouders[-1].kolom >= kolom:
            ouders.pop()
        return ouders

    def _ouders_volgens_vorm(self, knoop: Knoop) -> list[_Open]:
        """What stays open in a flattened list: a known kind of label goes back to its own level."""
        ouders = [o for o in self.open if o.knoop.soort is not Soort.SLOT]
        for diepte, ouder in enumerate(ouders):
            if _vorm(ouder.knoop) == _vorm(knoop):
                return ouders[:diepte]
        return ouders

    def _open_binnen(self, ouders: list[_Open], knoop: Knoop, tekst: str, kolom: int) -> None:
        (ouders[-1].knoop if ouders else self.houders[-1]).kinderen.append(knoop)
        self.open = [*ouders, _Open(knoop, kolom)]
        self.laatste = knoop
        tekst, merktekens = _haal_merktekens(tekst)
        _merk(knoop, merktekens)
        if NOOT.fullmatch(tekst):
            self._noteer(knoop, tekst)  # "Dit lid is nog niet in werking getreden."
        else:
            knoop.tekst = tekst
            self.alinea = knoop

    # Text

    def _lees_tekst(self, regel: str, kolom: int) -> None:
        regel, merktekens = _haal_merktekens(regel)
        if not regel:
            _merk(self.laatste or self._aanhef(), merktekens)
            self.alinea = None
            return
        knoop = self.alinea
        if knoop is None:
            knoop = self._plek(kolom)
            knoop.tekst = f"{knoop.tekst}\n\n{regel}" if knoop.tekst else regel
        elif knoop.tekst:
            knoop.tekst += ("\n" if _regelvast(knoop, regel) else " ") + regel
        else:
            knoop.tekst = regel
        self.laatste = self.alinea = knoop
        if merktekens:
            _merk(knoop, merktekens)
            self.alinea = None

    def _plek(self, kolom: int) -> Knoop:
        """The node that a new paragraph at this column belongs to."""
        houder = self._aanhef()
        open_ = self._open_tot(kolom)
        if not open_ and self.open and self.open[0].knoop.soort is Soort.LID:
            open_ = self.open[:1]  # a lid ends at the next lid only
        knoop = open_[-1].knoop if open_ else houder
        if not knoop.kinderen:
            self.open = open_
            return knoop
        # Text after the onderdelen: the slot of what they are in.
        verder = self.open[len(open_) : len(open_) + 1]
        if not (verder and verder[0].knoop.soort is Soort.SLOT):
            verder = [_Open(Knoop(Soort.SLOT), kolom)]
            knoop.kinderen.append(verder[0].knoop)
        self.open = open_ + verder
        return verder[0].knoop

    def _open_tot(self, kolom: int) -> list[_Open]:
        """What is open down to the deepest node whose label stands to the left of this column."""
        dieptes = [diepte for diepte, o in enumerate(self.open, start=1) if o.kolom < kolom]
        return self.open[: dieptes[-1]] if dieptes else []

    def _lees_toelichting(self, tekst: str, kolom: int) -> None:
        self.wacht_op_opschrift = False
        self.alinea = None
        if self.citaat is None:
            houder = self._aanhef()
            open_ = self._open_tot(kolom)
            self.citaat = open_[-1].knoop if open_ else houder
            self.citaatalinea = False
            tekst = re.sub(r"^\*?Toelichting:\*?\s*", "", tekst)
        knoop = self.citaat
        if not tekst:
            self.citaatalinea = False
        else:
            scheiding = " " if self.citaatalinea else "\n\n"
            knoop.toelichting = f"{knoop.toelichting}{scheiding}{tekst}" if knoop.toelichting else tekst
            self.citaatalinea = True


def _regelvast(knoop: Knoop, regel: str) -> bool:
    return knoop.soort in REGELVAST or (regel.startswith("|") and knoop.tekst.endswith("|"))


def _haal_merktekens(tekst: str) -> tuple[str, set[str]]:
    """Text without the marks at its end, and these marks."""
    merktekens = set()
    while gevonden := MERKTEKEN.search(tekst):
        merktekens.add(gevonden[1].lower())
        tekst = tekst[: gevonden.start()]
    return tekst, merktekens


def _merk(knoop: Knoop, merktekens: set[str]) -> None:
    knoop.facultatief = knoop.facultatief or "facultatief" in merktekens
    knoop.alternatief = knoop.alternatief or "alternatief" in merktekens
