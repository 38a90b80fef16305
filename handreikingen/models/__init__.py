from handreikingen.models.hoofdstuk import Hoofdstuk
from handreikingen.models.modelverordening import Modelverordening, ModelverordeningenOverzicht
from handreikingen.models.onderdeel import Artikel, Onderdeel
from handreikingen.models.publicatie import (
    Handreiking,
    HandreikingBijlage,
    HandreikingenOverzicht,
    HandreikingWijziging,
    Kantelingboekje,
    KantelingboekjeBijlage,
    KantelingboekjesOverzicht,
    KantelingboekjeWijziging,
)
from handreikingen.models.versie import Versie

__all__ = [
    "Artikel",
    "Handreiking",
    "HandreikingBijlage",
    "HandreikingWijziging",
    "HandreikingenOverzicht",
    "Hoofdstuk",
    "Kantelingboekje",
    "KantelingboekjeBijlage",
    "KantelingboekjeWijziging",
    "KantelingboekjesOverzicht",
    "Modelverordening",
    "ModelverordeningenOverzicht",
    "Onderdeel",
    "Versie",
]
