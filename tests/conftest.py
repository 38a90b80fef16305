"""What all tests share. What a machine may lack is in tests.available."""

import pytest
from django.db import connection

from tests.settings import remove_state


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL run in the pass of `make test` that has it."""
    if connection.vendor == "postgresql":
        return
    elsewhere = pytest.mark.skip(reason="PostgreSQL: runs in the second pass of make test")
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(elsewhere)


def pytest_unconfigure() -> None:
    remove_state()


@pytest.fixture(autouse=True)
def _words_of_no_other_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process keeps the names of things until they change; a test that is rolled back changes them unseen."""
    monkeypatch.setattr("search.labels._kept", None)
