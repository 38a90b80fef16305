from gemeenten.models.gebruiker import Gebruiker
from gemeenten.models.gemeente import Gemeente, Maildomein, Provincie

__all__ = ["Gebruiker", "Gemeente", "Maildomein", "Provincie"]
