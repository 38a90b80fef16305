"""Every page type can be previewed: a new page with only a title, and a published one with a change."""

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from wagtail.models import Page

from search.page_source import findable_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def inhoud() -> None:
    for opdracht in ("laad_gemeenten", "laad_begrippen", "voorbeeldinhoud"):
        call_command(opdracht, verbosity=0)


def test_elke_pagina_is_te_bekijken_en_voor_te_vertonen(inhoud: None, rf: RequestFactory) -> None:
    for model in findable_models():
        pagina = model.objects.live().first()
        assert pagina is not None, model
        concept = pagina.get_latest_revision_as_object()
        concept.title = "Nog niet gepubliceerd"
        antwoord = concept.make_preview_request(rf.get("/"), concept.default_preview_mode)
        assert antwoord.status_code == 200, model
        assert "Nog niet gepubliceerd" in antwoord.render().content.decode()

        ouder = pagina.get_parent()
        nieuw = model(title="Alleen een titel", slug="alleen-een-titel", samenvatting="")
        nieuw.path = Page._get_children_path_interval(ouder.path)[1]
        nieuw.depth = ouder.depth + 1
        nieuw.set_url_path(ouder)
        antwoord = nieuw.make_preview_request(rf.get("/"), nieuw.default_preview_mode)
        assert antwoord.status_code == 200, model
