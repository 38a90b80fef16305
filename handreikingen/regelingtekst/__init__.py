"""The text of a regeling (law, verordening) as a tree, read from Markdown and written back to it.

Pure text work: no Django and no database here, so that everything that holds a regeling against another
(versions of the model, the own verordening of a gemeente) can work on plain values.
"""

from .knoop import Knoop, Regeling, Soort, hoofdvorm
from .lezen import lees_regeling
from .schrijven import schrijf_regeling

__all__ = ["Knoop", "Regeling", "Soort", "hoofdvorm", "lees_regeling", "schrijf_regeling"]
