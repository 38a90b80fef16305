"""An abstract drawing for an invented praktijkvoorbeeld: tilted planes in the colours of the portal."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

BREEDTE, HOOGTE = 1200, 750
ACHTERGROND = "#f2f6f5"
VLAKKEN = ["#0b6b5d", "#14233a", "#d8e8e3", "#8fbfb4", "#f3c64c", "#3f7f93"]


def teken(naam: str) -> bytes:
    """A PNG that is the same for the same name."""
    kans = random.Random(naam)  # noqa: S311 - a drawing, not a secret
    schaal = 2  # drawn larger and reduced, for smooth edges
    beeld = Image.new("RGB", (BREEDTE * schaal, HOOGTE * schaal), ACHTERGROND)
    kwast = ImageDraw.Draw(beeld)
    for kleur in kans.sample(VLAKKEN, 4):
        links = kans.randint(-200, BREEDTE - 250) * schaal
        breed = kans.randint(180, 520) * schaal
        boven = kans.randint(-60, HOOGTE - 200) * schaal
        hoog = kans.randint(140, 420) * schaal
        schuin = int(breed * 0.105)  # tan 6 degrees: the tilt of the portal
        kwast.polygon(
            [
                (links, boven + schuin),
                (links + breed, boven),
                (links + breed, boven + hoog),
                (links, boven + hoog + schuin),
            ],
            fill=kleur,
        )
    uit = BytesIO()
    beeld.resize((BREEDTE, HOOGTE), Image.Resampling.LANCZOS).save(uit, "PNG", optimize=True)
    return uit.getvalue()
