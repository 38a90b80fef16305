"""Mail domains in the editors' admin; most are set on the gemeente, those that several share are easier here."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from gemeenten.actions.maildomeinen import schoon_maildomein
from gemeenten.models import Maildomein
from gemeenten.redactie.meerkiezer import Meerkiezer


class MaildomeinFormulier(WagtailAdminModelForm):
    def clean_domein(self) -> str:
        domein = schoon_maildomein(self.cleaned_data["domein"])
        if Maildomein.objects.filter(domein=domein).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Dit maildomein staat al in de lijst.")
        return domein


class MaildomeinLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Maildomein]:
        return Maildomein.objects.prefetch_related("gemeenten")


class MaildomeinViewSet(ModelViewSet):
    model = Maildomein
    name = "maildomeinen"
    icon = "mail"
    menu_label = "Maildomeinen"
    index_view_class = MaildomeinLijst
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_display = [
        "domein",
        Column("gemeenten", label="Gemeenten", accessor=lambda d: ", ".join(g.naam for g in d.gemeenten.all())),
    ]
    search_fields = ["domein", "gemeenten__naam"]
    ordering = "domein"
    edit_handler = ObjectList(
        [FieldPanel("domein"), FieldPanel("gemeenten", widget=Meerkiezer("gemeenten"))],
        base_form_class=MaildomeinFormulier,
    )
