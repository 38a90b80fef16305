"""Real processes that count queries at the same time, on one database."""

import pytest

from tests.search.test_processes import Site

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("processen van de zoekindex")]

COUNT = """
from search.query_report.recorder import recorder
for number in range(200):
    recorder.note(f"vraag {number % 20}", asked=True)
"""
IN_TIME = """
import time
from django.conf import settings
from search.models import Zoekopdracht
settings.SEARCH_REPORT_EVERY = 0.2
from search.query_report.recorder import recorder
recorder.note("op tijd", asked=True)
until = time.monotonic() + 30
while not Zoekopdracht.objects.filter(vraag="op tijd").exists() and time.monotonic() < until:
    time.sleep(0.05)
print(Zoekopdracht.objects.filter(vraag="op tijd").count())
"""
TOTAL = """
from django.db.models import Sum
from search.models import Zoekopdracht
found = Zoekopdracht.objects.filter(vraag__startswith="vraag")
print(found.count(), found.aggregate(keren=Sum("gevraagd"))["keren"])
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("portaal"))
    site.run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    return site


def test_what_was_counted_is_written_when_a_process_ends(site: Site) -> None:
    """Long before its next turn to write; and of several at a time nothing is lost."""
    processes = [site.start(COUNT) for _ in range(3)]
    for process in processes:
        _, error = process.communicate(timeout=300)
        assert process.returncode == 0, error
        assert not error
    assert site.run(TOTAL) == "20 600"


def test_written_in_time_by_a_thread_of_its_own(site: Site) -> None:
    assert site.run(IN_TIME) == "1"
