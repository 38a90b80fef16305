from search.models import Overzicht


class PraktijkvoorbeeldenOverzicht(Overzicht):
    """The list of praktijkvoorbeelden, with filters."""

    soorten = ("praktijkvoorbeeld",)
    max_count = 1
    parent_page_types = ["portal.Startpagina"]
    subpage_types = ["praktijkvoorbeelden.Praktijkvoorbeeld"]
    template = "search/lijst.html"

    class Meta:
        verbose_name = "overzicht van praktijkvoorbeelden"
