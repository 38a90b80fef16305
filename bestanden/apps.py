from django.apps import AppConfig


class BestandenConfig(AppConfig):
    name = "bestanden"
    verbose_name = "Bestanden"
