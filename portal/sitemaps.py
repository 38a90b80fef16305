"""The sitemap: what search engines may index, so nothing that is invented."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from gemeenten.models import Gemeente
from search.models import Begrip, VindbarePagina


class PaginaSitemap(Sitemap[Any]):
    """Live, public pages; invented ones are left out."""

    limit = 5000

    def items(self) -> QuerySet[Page]:
        paginas: QuerySet[Page] = Page.objects.live().public().filter(depth__gt=1)
        for model in apps.get_models():
            if issubclass(model, VindbarePagina):
                paginas = paginas.exclude(pk__in=model.objects.filter(verzonnen=True).values("pk"))
        return paginas.order_by("path").only("url_path", "last_published_at")

    def location(self, item: Page) -> str:
        return "/" + item.url_path.split("/", 2)[2]

    def lastmod(self, item: Page) -> datetime | None:
        lastmod: datetime | None = item.last_published_at
        return lastmod


class GemeenteSitemap(Sitemap[Gemeente]):
    def items(self) -> QuerySet[Gemeente]:
        return Gemeente.objects.all()


class BegripSitemap(Sitemap[Begrip]):
    def items(self) -> QuerySet[Begrip]:
        return Begrip.objects.all()


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "paginas": PaginaSitemap,
    "gemeenten": GemeenteSitemap,
    "begrippen": BegripSitemap,
}
