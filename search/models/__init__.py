from search.models.aanbeveling import Aanbeveling, AanbevolenPagina
from search.models.begrip import Begrip, Schema
from search.models.geblokkeerd_woord import GeblokkeerdWoord
from search.models.outbox import Indexwijziging
from search.models.overzicht import Overzicht
from search.models.synoniemgroep import Synoniemgroep
from search.models.teller import Teller
from search.models.vindbare_pagina import PublicatieFormulier, VindbarePagina
from search.models.volger import Volger
from search.models.wetsartikel import Wetsartikel
from search.models.zoekabonnement import Frequentie, Zoekabonnement
from search.models.zoekopdracht import Zoekopdracht

__all__ = [
    "Aanbeveling",
    "AanbevolenPagina",
    "Begrip",
    "Frequentie",
    "GeblokkeerdWoord",
    "Indexwijziging",
    "Overzicht",
    "PublicatieFormulier",
    "Schema",
    "Synoniemgroep",
    "Teller",
    "VindbarePagina",
    "Volger",
    "Wetsartikel",
    "Zoekabonnement",
    "Zoekopdracht",
]
