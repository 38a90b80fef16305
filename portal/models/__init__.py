from portal.models.algemene_pagina import AlgemenePagina
from portal.models.eenmalig import Eenmalig
from portal.models.hartslag import Hartslag
from portal.models.importrecord import Importrecord
from portal.models.planning import Planning
from portal.models.startpagina import Startpagina

__all__ = ["AlgemenePagina", "Eenmalig", "Hartslag", "Importrecord", "Planning", "Startpagina"]
