"""Words that are never suggested, in the editors' admin."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import GeblokkeerdWoord


class GeblokkeerdWoordViewSet(ModelViewSet):
    model = GeblokkeerdWoord
    name = "geblokkeerde-woorden"
    icon = "no-view"
    menu_label = "Nooit voorstellen"
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100
    list_display = ["woord", BooleanColumn("ook_begin", label="Ook als begin"), "toelichting"]
    search_fields = ["woord", "toelichting"]
    ordering = ["woord"]
    edit_handler = ObjectList([FieldPanel("woord"), FieldPanel("ook_begin"), FieldPanel("toelichting")])
