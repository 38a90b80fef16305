from praktijkvoorbeelden.models.overzicht import PraktijkvoorbeeldenOverzicht
from praktijkvoorbeelden.models.praktijkvoorbeeld import Praktijkvoorbeeld, PraktijkvoorbeeldBijlage

__all__ = ["Praktijkvoorbeeld", "PraktijkvoorbeeldBijlage", "PraktijkvoorbeeldenOverzicht"]
