from search.models.begrip import Begrip, Schema
from search.models.outbox import Indexwijziging
from search.models.overzicht import Overzicht
from search.models.teller import Teller
from search.models.vindbare_pagina import PublicatieFormulier, VindbarePagina
from search.models.wetsartikel import Wetsartikel

__all__ = [
    "Begrip",
    "Indexwijziging",
    "Overzicht",
    "PublicatieFormulier",
    "Schema",
    "Teller",
    "VindbarePagina",
    "Wetsartikel",
]
