from django.apps import AppConfig


class HandreikingenConfig(AppConfig):
    name = "handreikingen"
    verbose_name = "Handreikingen"

    def ready(self) -> None:
        from handreikingen.artikel_source import ArtikelSource
        from handreikingen.signals import verbind
        from search.kinds import Kind, register_kind
        from search.sources import register_source

        register_source(ArtikelSource())
        register_kind(Kind("artikel", "Artikel van de modelverordening"))
        verbind()
