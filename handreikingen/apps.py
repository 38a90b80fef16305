from django.apps import AppConfig


class HandreikingenConfig(AppConfig):
    name = "handreikingen"
    verbose_name = "Handreikingen"

    def ready(self) -> None:
        from handreikingen.artikel_source import ArtikelSource
        from handreikingen.signals import verbind
        from search.sources import register_source

        register_source(ArtikelSource())
        verbind()
