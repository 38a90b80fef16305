"""What an installation of the tests does otherwise than one of production."""

from typing import Any

from django.apps import AppConfig
from django.core.signals import request_started


class EachTheFirst(AppConfig):
    """Each request is as the first that meets a fault: it does not know that one before it waited in vain."""

    name = "tests.search"
    label = "installation"

    def ready(self) -> None:
        request_started.connect(_forget)


def _forget(**_: object) -> None:
    from search.actions import index_bijwerken
    from search.engines import get_engine

    engine: Any = get_engine()
    index_bijwerken._paused_until = 0.0
    engine._connection._paused_until = 0.0
