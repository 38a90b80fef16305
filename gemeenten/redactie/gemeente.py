"""Gemeenten in the editors' admin: correct, give mail domains, end by a merger; never delete."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from gemeenten.actions.maildomeinen import schoon_maildomein, zet_maildomeinen
from gemeenten.models import Gemeente
from gemeenten.redactie.beleid import BeperktBeleid


class GemeenteFormulier(WagtailAdminModelForm):
    """The gemeente with its mail domains as lines of text."""

    maildomeinen = forms.CharField(
        label="maildomeinen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een per regel, bijvoorbeeld voorbeeldstad.nl. Vul alleen in wat de gemeente zelf heeft laten weten.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["maildomeinen"] = "\n".join(d.domein for d in self.instance.maildomeinen.all())
            self.fields["code"].disabled = True
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "Een adres verandert niet meer: er kan naar verwezen zijn."

    def clean_maildomeinen(self) -> list[str]:
        regels = [regel for regel in self.cleaned_data["maildomeinen"].splitlines() if regel.strip()]
        return sorted({schoon_maildomein(regel) for regel in regels})

    def clean_opvolger(self) -> Gemeente | None:
        opvolger: Gemeente | None = self.cleaned_data["opvolger"]
        if opvolger and opvolger.pk == self.instance.pk:
            raise ValidationError("Een gemeente kan niet in zichzelf opgaan.")
        return opvolger

    def save(self, commit: bool = True) -> Any:
        gemeente = super().save(commit)
        if commit:
            zet_maildomeinen(gemeente, self.cleaned_data["maildomeinen"])
        return gemeente


class GemeenteLijst(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Gemeente]:
        return Gemeente.objects.select_related("opvolger").prefetch_related("maildomeinen")


class GemeenteViewSet(ModelViewSet):
    model = Gemeente
    name = "gemeenten"
    icon = "home"
    menu_label = "Gemeenten"
    index_view_class = GemeenteLijst
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_display = [
        "naam",
        "code",
        "provincie",
        Column(
            "maildomeinen", label="Maildomeinen", accessor=lambda g: ", ".join(d.domein for d in g.maildomeinen.all())
        ),
        DateColumn("opgeheven_op", label="Opgeheven op", sort_key="opgeheven_op"),
        Column("opvolger", label="Opgegaan in"),
    ]
    list_filter = ["provincie", "grootte"]
    search_fields = ["naam", "code", "maildomeinen__domein"]
    list_export = ["code", "naam", "provincie", "grootte", "opgeheven_op", "opvolger"]
    export_filename = "gemeenten"
    ordering = "naam"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("naam"),
                    FieldPanel("code"),
                    FieldPanel("slug"),
                    FieldPanel("provincie"),
                    FieldPanel("grootte"),
                ],
                heading="Gemeente",
            ),
            FieldPanel("maildomeinen"),
            MultiFieldPanel([FieldPanel("opgeheven_op"), FieldPanel("opvolger")], heading="Samengevoegd"),
            FieldRowPanel([FieldPanel("breedtegraad"), FieldPanel("lengtegraad")], heading="Plek op de kaart"),
        ],
        base_form_class=GemeenteFormulier,
    )

    @property
    def permission_policy(self) -> BeperktBeleid:
        return BeperktBeleid(Gemeente, ("add", "change", "view"))
