"""On the editors' home: whether search works, and whether it has seen everything that was published."""

from typing import Any

from django.db.models import Count, Min
from wagtail.admin.ui.components import Component

from search.engines import get_engine
from search.models import Indexwijziging


class Indexpaneel(Component):
    name = "zoekindex"
    template_name = "search/redactie/indexpaneel.html"
    order = 400

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "stand": get_engine().status(),
            "achterstand": Indexwijziging.objects.aggregate(aantal=Count("pk"), sinds=Min("aangemaakt")),
        }
