"""The editors' admin as a whole: its home, its look, its menu, and what may not be deleted."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.models import Page

from portal.redactie.startscherm import stel_startscherm_samen
from portal.redactie.verwijderen import reden_om_niet_te_verwijderen

# First, so that other rooms add their panels to ours.
hooks.register("construct_homepage_panels", stel_startscherm_samen, order=-10)


@hooks.register("construct_homepage_summary_items", order=1000)
def geen_tellers(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Numbers of pages, pictures and documents help nobody with today's work."""
    items.clear()


@hooks.register("insert_global_admin_css")
def opmaak() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal_redactie/redactie.css"))


@hooks.register("construct_help_menu", order=1000)
def geen_engelse_hulp(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's help is English and elsewhere; the editors' manual is the redactiehandboek."""
    items.clear()


@hooks.register("before_delete_page")
def bewaak_verwijderen(request: HttpRequest, page: Page) -> HttpResponse | None:
    reden = reden_om_niet_te_verwijderen(request.user, [page])
    if reden is None:
        return None
    messages.error(request, reden)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def bewaak_verwijderen_van_veel(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action_class_instance: object
) -> HttpResponse | None:
    paginas = [ding for ding in objects if isinstance(ding, Page)]
    reden = reden_om_niet_te_verwijderen(request.user, paginas) if action_type == "delete" and paginas else None
    if reden is None:
        return None
    messages.error(request, reden)
    return redirect("wagtailadmin_home")
