"""Pages of the editors' admin that show what a query gives: as steered now and without, or with an unsaved change."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from search.editor_rules import Sturing
from search.labels import labels
from search.language.phrases import lines
from search.language.tokens import clean
from search.query import LONGEST_QUERY
from search.redactie.effect import vergelijk

EFFECT_OP_RESULTATEN = "search/redactie/_effect_resultaten.html"
MEESTE_VRAGEN = 4  # shown of a change that is about more words


def mag_sturen(user: Any) -> bool:
    return bool(user.has_perm("search.change_synoniemgroep"))


class Vergelijking(WagtailAdminTemplateMixin, TemplateView):
    """What some queries give, on two sides."""

    template_name = "search/redactie/effect.html"
    effect_template = EFFECT_OP_RESULTATEN
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.mag_zien(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def mag_zien(self, user: Any) -> bool:
        return mag_sturen(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, effect_template=self.effect_template)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def gevraagd(self) -> str:
        gegevens = self.request.POST if self.request.method == "POST" else self.request.GET
        return " ".join(clean(gegevens.get("zoekvraag", "")).split())[:LONGEST_QUERY]


class ProbeerView(Vergelijking):
    """What a query gives, as search is steered now and on its own."""

    page_title = "Wat geeft deze zoekvraag?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        q = self.gevraagd()
        return super().get_context_data(
            **kwargs,
            zoekvraag=q,
            kop_links="Zonder sturing",
            kop_rechts="Zoals lezers het zien",
            vergelijkingen=[vergelijk(q, Sturing(), labels().sturing)] if q else [],
        )


class EffectView(Vergelijking):
    """What an unsaved change in the form of a viewset does; nothing is saved."""

    http_method_names = ["post"]
    viewset: Any = None
    page_title = "Het effect van uw wijziging"

    def mag_zien(self, user: Any) -> bool:
        return bool(self.viewset.permission_policy.user_has_any_permission(user, {"add", "change"}))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home, hier = super().get_breadcrumbs_items()
        lijst = {"url": reverse(self.viewset.get_url_name("index")), "label": self.viewset.menu_label}
        return [home, lijst, hier]

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        model = self.viewset.model
        instance = model.objects.filter(pk=pk).first() if pk else None
        form_class = self.viewset._edit_handler.get_form_class()
        formulier = form_class(request.POST, request.FILES, instance=instance or model(), for_user=request.user)
        context: dict[str, Any] = {"formulier": formulier, "kop_links": "Nu", "kop_rechts": "Met uw wijziging"}
        if formulier.is_valid():
            gewijzigd = formulier.save(commit=False)
            q = self.gevraagd()
            nu, straks = labels().sturing, self.viewset.sturing_met(gewijzigd)
            vragen = [q] if q else lines(self.viewset.zoekvragen_van(gewijzigd))[:MEESTE_VRAGEN]
            context |= {
                "zoekvraag": q,
                "vergelijkingen": [self.viewset.vergelijk(vraag, nu, straks) for vraag in vragen],
            }
            context["doorgegeven"] = [
                (naam, waarde)
                for naam, waarden in request.POST.lists()
                for waarde in waarden
                if naam not in ("csrfmiddlewaretoken", "zoekvraag")
            ]
        return self.render_to_response(self.get_context_data(**context))


class Toevoegen(generic.CreateView):
    effect_url_name = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, effect_url=reverse(self.effect_url_name))


class Wijzigen(generic.EditView):
    effect_url_name = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, effect_url=reverse(self.effect_url_name, args=[self.object.pk]))


class SturingViewSet(ModelViewSet):
    """A kind of steering whose effect can be seen before it is saved."""

    add_view_class = Toevoegen
    edit_view_class = Wijzigen
    create_template_name = "search/redactie/sturing_formulier.html"
    edit_template_name = "search/redactie/sturing_formulier.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 100
    effect_template = EFFECT_OP_RESULTATEN

    def sturing_met(self, gewijzigd: Any) -> Sturing:
        """The steering as it would be with this in the place of what is saved."""
        raise NotImplementedError

    def zoekvragen_van(self, gewijzigd: Any) -> str:
        """The queries to show the effect on, one a line."""
        raise NotImplementedError

    def vergelijk(self, q: str, nu: Sturing, straks: Sturing) -> Any:
        """What `effect_template` shows of one of them."""
        return vergelijk(q, nu, straks)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"effect_url_name": self.get_url_name("effect"), **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        effect = EffectView.as_view(viewset=self, effect_template=self.effect_template)
        return [
            *super().get_urlpatterns(),
            path("effect/", effect, name="effect"),
            path("effect/<int:pk>/", effect, name="effect"),
        ]


class _ProbeerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return mag_sturen(request.user)


class ProbeerViewSet(ViewSet):
    """The page on its own, in the menu."""

    name = "wat-geeft-deze-zoekvraag"
    icon = "search"
    menu_label = "Wat geeft deze zoekvraag?"
    menu_item_class = _ProbeerMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", ProbeerView.as_view(), name="index")]
