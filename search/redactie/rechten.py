"""What an editor may do with a page: Wagtail's rules, but readers must be able to hear what became of a page."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy


class Paginarechten(PagePermissionTester):
    """A page that was ever published is withdrawn, not deleted; a redacteur deletes own concepts only.

    It also spares lists two queries a row, which Wagtail needs for people who may not publish.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.user.is_superuser or not self.user.is_active:
            return bool(super().can_delete(ignore_bulk=ignore_bulk))
        if ignore_bulk:
            return self._can_be_moved()
        if self.page.first_published_at is not None or not self.can_edit():
            return False
        if "publish" not in self.permissions and self.page.owner_id != self.user.pk:
            return False
        if self.page.is_leaf():
            return True
        gepubliceerd = self.page.get_descendants().filter(first_published_at__isnull=False)
        return "bulk_delete" in self.permissions and not gepubliceerd.exists()

    def _can_be_moved(self) -> bool:
        if "publish" in self.permissions or not self.page.is_leaf():
            return bool(super().can_delete(ignore_bulk=True))
        return self.can_edit() and not self.page.live


def paginarechten(pagina: Page, user: Any) -> Paginarechten:
    """For a page class: `permissions_for_user = paginarechten`."""
    return Paginarechten(user, pagina)


def takken_van(user: Any, *acties: str) -> Q:
    """The condition on a page that it lies where this person has one of these rights.

    As a test on the path of the row at hand; Wagtail's own is a subquery over all pages.
    """
    if user.is_superuser:
        return Q()
    paden = {
        recht.page.path
        for recht in page_permission_policy.get_cached_permissions_for_user(user)
        if recht.permission.codename.removesuffix("_page") in acties
    }
    voorwaarde = Q(pk__in=[])
    for pad in paden:
        voorwaarde |= Q(path__startswith=pad)
    return voorwaarde
