from bestanden.models.afbeelding import Afbeelding, Rendition
from bestanden.models.bestand import Bestand, Bestandspagina, Bijlage
from bestanden.models.openbaar_gebruik import OpenbaarGebruik

__all__ = ["Afbeelding", "Bestand", "Bestandspagina", "Bijlage", "OpenbaarGebruik", "Rendition"]
