"""Pages for the outage tests, made inside their installation: one for each thing that an editor does to a page."""

import json

from django.core.management import call_command
from django.test import Client

from gemeenten.models import Gebruiker
from search.actions.index_herbouwen import herbouw
from search.actions.index_wijziging import uitgesteld_indexeren
from tests import factories

ABOVE = "boven"
STAYS = "blijvend"


def word(name: str, action: str) -> str:
    """The title of a page and its slug: found by it, and by nothing else."""
    return f"{name}{action}".replace("_", "")


def make(names: list[str]) -> None:
    """Prints who may edit and where the pages are."""
    call_command("migrate", verbosity=0)
    with uitgesteld_indexeren():
        start = factories.startpagina()
        boven = factories.algemene_pagina("Boven", slug=ABOVE)
        factories.algemene_pagina(STAYS, slug=STAYS)
        ids = {}
        for name in names:
            for action in ("publish", "unpublish", "delete", "move"):
                title = word(name, action)
                pagina = type(boven)(title=title, slug=title, samenvatting="Proef", live=action != "publish")
                ids[title] = boven.add_child(instance=pagina).pk
    herbouw()
    client = Client()
    client.force_login(Gebruiker.objects.create_superuser("redactie@voorbeeld.test", "een-lang-wachtwoord"))
    print(json.dumps({"session": client.cookies["sessionid"].value, "pages": ids, "start": start.pk}))
