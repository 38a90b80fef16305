"""What belongs with a page, at the end of it."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import template
from wagtail.models import Page

from search.document import SearchDocument
from search.related import related

register = template.Library()


class Onderwerp(Protocol):
    """What others can belong with: a findable page, or a part of one."""

    verwante_soorten: tuple[str, ...]  # the kinds that are shown with it

    @property
    def verwant_sleutel(self) -> str:
        """Names it as it is now."""
        ...

    def zoekkern(self) -> SearchDocument: ...


@register.inclusion_tag("search/_verwant.html", takes_context=True)
def wat_hierbij_hoort(
    context: template.Context, onderwerp: Onderwerp, *al_getoond: Page | Iterable[Page]
) -> dict[str, Any]:
    """Related things with the reason; without the pages that this page shows already."""
    getoond = [pagina for groep in al_getoond for pagina in ([groep] if isinstance(groep, Page) else groep or ())]
    # A preview shows what may never be published: what is found for it is not kept for readers.
    voorvertoning = getattr(context.get("request"), "is_preview", False)
    return {
        "verwant": related(
            onderwerp.zoekkern,
            onderwerp.verwante_soorten,
            without=[f"pagina-{pagina.pk}" for pagina in getoond],
            kept_as="" if voorvertoning else f"verwant-{onderwerp.verwant_sleutel}",
        )
    }
