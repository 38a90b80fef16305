from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from search import signals
        from search.kinds import Kind, register_kind
        from search.page_source import PageSource, findable_models
        from search.sources import register_source

        register_source(PageSource())
        for model in findable_models():
            register_kind(
                Kind(
                    soort=model.soort,
                    name=model.soort.capitalize(),
                    card_template=model.kaart_template,
                    model=model._meta.label,
                )
            )
        signals.connect()
