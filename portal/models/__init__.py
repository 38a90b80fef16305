from portal.models.algemene_pagina import AlgemenePagina
from portal.models.startpagina import Startpagina

__all__ = ["AlgemenePagina", "Startpagina"]
