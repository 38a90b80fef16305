from berichten.models.bericht import Bericht

__all__ = ["Bericht"]
