"""Read the data files of the sample content: Markdown with TOML front matter."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

MAP = Path(__file__).parent
_KOP = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", re.DOTALL)
_SCHEIDING = "scheidingvanbestanden"


@dataclass(frozen=True)
class Tekstbestand:
    """One data file: its name without ending, its front matter, its body as Markdown and as HTML."""

    slug: str
    gegevens: dict[str, Any]
    markdown: str
    html: str

    def secties(self) -> dict[str, str]:
        """The body by its ## headings: heading -> HTML; what stands before the first under ""."""
        delen = re.split(r"<h2[^>]*>(.*?)</h2>", self.html, flags=re.DOTALL)
        return {
            "": delen[0].strip(),
            **{kop.strip(): tekst.strip() for kop, tekst in zip(delen[1::2], delen[2::2], strict=True)},
        }


def lees(*paden: Path) -> list[Tekstbestand]:
    """The files in the given order; one call of pandoc for all, since starting it is what costs time."""
    koppen, teksten = [], []
    for pad in paden:
        gevonden = _KOP.fullmatch(pad.read_text("utf-8"))
        if gevonden is None:
            raise ValueError(f"{pad.name}: geen kop tussen regels met +++")
        koppen.append(tomllib.loads(gevonden[1]))
        teksten.append(gevonden[2])
    html = pypandoc.convert_text(
        f"\n\n{_SCHEIDING}\n\n".join(teksten),
        to="html",
        format="markdown-auto_identifiers-implicit_figures",
        extra_args=["--sandbox", "--wrap=none"],
    )
    delen = html.split(f"<p>{_SCHEIDING}</p>")
    return [
        Tekstbestand(pad.stem, kop, tekst, deel.strip())
        for pad, kop, tekst, deel in zip(paden, koppen, teksten, delen, strict=True)
    ]


def lees_map(naam: str) -> list[Tekstbestand]:
    """All files directly in one folder of the sample content, by name."""
    return lees(*sorted((MAP / naam).glob("*.md")))
