"""Several processes at once on a real Elasticsearch, with the database of a laptop and with that of production:
whoever is slow or killed, in the end the index has what the database has."""

import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from elasticsearch import Elasticsearch

from tests.search.installation import Console, Site, eventually, held
from tests.search.installation_database import own_database

pytestmark = [pytest.mark.process, pytest.mark.elasticsearch, pytest.mark.xdist_group("gelijktijdig aan de zoekindex")]
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
WORD = "gelijktijdig"
LAST = 29  # the number in the title when the editor is done

MAKE = f"""
from django.core.management import call_command
from search.actions.index_herbouwen import herbouw
from search.actions.index_wijziging import uitgesteld_indexeren
from tests import factories
call_command("migrate", verbosity=0)
with uitgesteld_indexeren():
    factories.startpagina()
    print(factories.algemene_pagina("{WORD} begin").pk)
    for number in range(300):
        factories.algemene_pagina(f"Ander {{number}}")
herbouw()
"""
EDIT = f"""
from search.actions.index_wijziging import uitgesteld_indexeren
from portal.models import AlgemenePagina
def name(title):
    page = AlgemenePagina.objects.get(title__startswith="{WORD}")
    page.title = f"{WORD} {{title}}"
    page.save()
"""
RENAME = f"{EDIT}\nfor number in range({LAST + 1}):\n    name(number)"
# Only told in the outbox: whoever brings it to the index is another.
TELL = EDIT + "\nwith uitgesteld_indexeren():\n    name('{title}')"
DRAIN = "from search.actions.index_bijwerken import werk_bij\nprint(werk_bij())"
LOOP = """
import select, sys
from search.actions.index_bijwerken import werk_bij
print("vast", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    werk_bij()
"""
HOLD = """
from search.actions import index_bijwerken
def hold():
    print("vast", flush=True)
    input()
"""
# A worker that stands still at the moments where the order of what it does matters.
AFTER_DRAWING = f"""{HOLD}
draw = index_bijwerken.Teller.volgende
def drawn(name):
    version = draw(name)
    hold()
    return version
index_bijwerken.Teller.volgende = drawn
index_bijwerken._batch(200, 120)
"""
AFTER_READING = f"""{HOLD}
read = index_bijwerken.lees_documenten
def was_read(name, keys):
    documents = list(read(name, keys))
    hold()
    return documents
index_bijwerken.lees_documenten = was_read
index_bijwerken._batch(200, 120)
"""
REBUILD = """
from search.actions.index_herbouwen import herbouw
def halfway(step, count):
    if step == "{step}" and count:
        print("vast", flush=True)
        input()
        global halfway
        halfway = lambda step, count: None
herbouw(lambda step, count: halfway(step, count))
"""
REBUILD_WHEN_FREE = """
import time
from search.actions.index_herbouwen import herbouw
from search.engines.contract import EngineUnavailable
while True:
    try:
        herbouw()
        break
    except EngineUnavailable:
        time.sleep(1)
"""
TITLES = f"""
from search.results import zoek
from search.query import Zoekvraag
print(*(treffer.titel for treffer in zoek(Zoekvraag(q="{WORD}")).treffers), sep=" | ")
"""


@pytest.fixture(scope="module", params=DATABASES)
def site(
    request: pytest.FixtureRequest, elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    prefix = f"test-gelijktijdig-{uuid.uuid4().hex[:12]}"
    with ExitStack() as stack, Elasticsearch(elasticsearch_url) as client:
        url = stack.enter_context(own_database()) if request.param == "postgresql" else ""
        site = Site(
            tmp_path_factory.mktemp("portaal"),
            ELASTICSEARCH_URL=elasticsearch_url,
            ELASTICSEARCH_PREFIX=prefix,
            DATABASE_URL=url,
        )
        site.run(MAKE)
        yield site
        client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*", filter_path="*.aliases")))


@pytest.fixture(scope="module")
def console(site: Site) -> Iterator[Console]:
    with site.console() as console:
        yield console


def goes_on(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        _, error = process.communicate("\n", timeout=120)
        assert process.returncode == 0, error


def test_two_workers_and_an_editor(site: Site, console: Console) -> None:
    """Nothing is done afterwards: what the two leave behind is what is found."""
    workers = [held(site.start(LOOP)) for _ in range(2)]
    console.run(RENAME)
    assert eventually(lambda: not site.outbox())
    goes_on(*workers)
    assert site.outbox() == set()
    assert console.run(TITLES) == f"{WORD} {LAST}"


@pytest.mark.parametrize("moment", [AFTER_DRAWING, AFTER_READING], ids=["version drawn", "documents read"])
def test_a_worker_that_stood_still_puts_nothing_older_back(site: Site, console: Console, moment: str) -> None:
    """Another did all its work meanwhile, and more came: it may neither undo that, nor take away what still waits."""
    console.run(TELL.format(title="eerst"))
    slow = held(site.start(moment))
    console.run(TELL.format(title="toen"))
    console.run(DRAIN)
    assert site.outbox() == set()
    assert console.run(TITLES) == f"{WORD} toen"
    console.run(TELL.format(title="laatst"))
    goes_on(slow)
    assert console.run(TITLES) == f"{WORD} toen"
    assert site.outbox() != set()
    console.run(DRAIN)
    assert console.run(TITLES) == f"{WORD} laatst"


@pytest.mark.parametrize("step", ["lezen", "schrijven"])
def test_a_rebuild_takes_along_what_is_written_meanwhile(site: Site, console: Console, step: str) -> None:
    rebuild = held(site.start(REBUILD.format(step=step)))
    worker = held(site.start(LOOP))
    console.run(RENAME)
    assert eventually(lambda: not site.outbox())
    goes_on(worker, rebuild)
    assert site.outbox() == set()
    assert console.run(TITLES) == f"{WORD} {LAST}"


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)  # the database has no part in it
def test_after_a_rebuild_that_was_killed_another_can(site: Site, console: Console) -> None:
    rebuild = held(site.start(REBUILD.format(step="schrijven")))
    rebuild.kill()
    rebuild.communicate()
    console.run(TELL.format(title="intussen"))
    console.run(DRAIN)
    assert console.run(TITLES) == f"{WORD} intussen"
    console.run(REBUILD_WHEN_FREE)  # once nothing is heard of the one that was killed
    assert console.run(TITLES) == f"{WORD} intussen"
