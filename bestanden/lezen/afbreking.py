"""Words that a line end broke in two, and letters that a font drew as one."""

import re
from collections.abc import Iterable

AFBREEKTEKEN = "\ufffe"  # what PDFium gives for a hyphen at a line end
_WOORD = re.compile(r"\w+(?:-\w+)+|\w+")
_LIGATUREN = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
_IN_ADRES = re.compile(r"(?:https?://|www\.)\S*$")
_AFGEBROKEN = re.compile(rf"(\w+)(?:{AFBREEKTEKEN}\s*|-[ \t]*\r?\n\s*)(\w+)|\xad[ \t]*\r?\n?\s*")


class Afbreking:
    """Joins broken words; whether the hyphen belongs to the word ("AI-systeem") shows elsewhere in the text."""

    def __init__(self, teksten: Iterable[str]) -> None:
        self._woorden = {woord.lower() for tekst in teksten for woord in _WOORD.findall(tekst)}

    def herstel(self, tekst: str) -> str:
        heel = _AFGEBROKEN.sub(self._voeg_samen, tekst.translate(_LIGATUREN))
        return heel.replace(AFBREEKTEKEN, "-")

    def _voeg_samen(self, gevonden: re.Match[str]) -> str:
        links, rechts = gevonden[1], gevonden[2]
        if links is None:
            return ""
        met, zonder = f"{links}-{rechts}", f"{links}{rechts}"
        if met.lower() in self._woorden or _IN_ADRES.search(gevonden.string[: gevonden.start()]):
            return met
        if zonder.lower() in self._woorden:
            return zonder
        hoort_erbij = links.isupper() or links[-1].isdigit() or rechts[0].isupper() or rechts[0].isdigit()
        return met if hoort_erbij or rechts in ("en", "of") else zonder
