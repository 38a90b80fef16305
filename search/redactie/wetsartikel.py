"""Articles of laws in the editors' admin."""

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import UsageCountColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ReferenceIndex

from search.models import Wetsartikel


class WetsartikelLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Wetsartikel]:
        artikelen: QuerySet[Wetsartikel] = Wetsartikel.objects.select_related("wet").annotate(
            usage_count=ReferenceIndex.usage_count_subquery(Wetsartikel)
        )
        return artikelen


class WetsartikelViewSet(ModelViewSet):
    model = Wetsartikel
    name = "wetsartikelen"
    icon = "openquote"
    menu_label = "Wetsartikelen"
    index_view_class = WetsartikelLijst
    copy_view_enabled = False
    list_per_page = 100
    list_display = [
        "__str__",
        "omschrijving",
        UsageCountColumn("usage_count", label="Gebruikt", width="10%"),
    ]
    list_filter = ["wet"]
    search_fields = ["wet__label", "nummer", "omschrijving"]
    ordering = ["wet__label", "nummer"]
    edit_handler = ObjectList([FieldPanel("wet"), FieldPanel("nummer"), FieldPanel("omschrijving")])
