from django.apps import AppConfig


class PraktijkvoorbeeldenConfig(AppConfig):
    name = "praktijkvoorbeelden"
    verbose_name = "Praktijkvoorbeelden"
