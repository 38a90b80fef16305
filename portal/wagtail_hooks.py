"""The editors' admin as a whole: its home, its look and its menu."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from portal.redactie.startscherm import stel_startscherm_samen

# First, so that other rooms add their panels to ours.
hooks.register("construct_homepage_panels", stel_startscherm_samen, order=-10)


@hooks.register("construct_homepage_summary_items", order=1000)
def geen_tellers(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Numbers of pages, pictures and documents help nobody with today's work."""
    items.clear()


@hooks.register("insert_global_admin_css")
def opmaak() -> SafeString:
    """The site's colours (made from its tokens by the build of the styles), and what our own panels and fields need."""
    bladen = [(static(naam),) for naam in ("portal/redactie.css", "portal_redactie/redactie.css")]
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', bladen)


@hooks.register("construct_help_menu", order=1000)
def geen_engelse_hulp(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's help is English and elsewhere; the editors' manual is the redactiehandboek."""
    items.clear()
