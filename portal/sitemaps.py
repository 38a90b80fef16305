"""The sitemap: what search engines may index, so nothing that is invented."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from gemeenten.models import Gemeente
from search.boom import pad_van
from search.models import Begrip
from search.page_source import findable_models
from search.zicht import openbaar


class PaginaSitemap(Sitemap[Any]):
    """Live, public pages; invented ones are left out."""

    limit = 5000

    def items(self) -> QuerySet[Page]:
        paginas: QuerySet[Page] = openbaar(Page.objects.filter(depth__gt=1))
        for model in findable_models():
            paginas = paginas.exclude(pk__in=model._default_manager.filter(verzonnen=True).values("pk"))
        return paginas.order_by("path").only("url_path", "last_published_at")

    def location(self, item: Page) -> str:
        return pad_van(item)

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
