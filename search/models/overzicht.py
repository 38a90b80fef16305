from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page

from search.redactie.rechten import paginarechten


class Overzicht(Page):
    """A list page: the results page of search, narrowed to some kinds; subclasses say which."""

    permissions_for_user = paginarechten

    soorten: ClassVar[tuple[str, ...]] = ()

    inleiding = models.TextField("inleiding", blank=True, help_text="Een of twee zinnen boven de lijst.")

    content_panels = [TitleFieldPanel("title"), FieldPanel("inleiding")]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from search.views.lijst import toon_lijst

        return toon_lijst(request, self)
