from berichten.models.bericht import Bericht, controleer_kopregels

__all__ = ["Bericht", "controleer_kopregels"]
