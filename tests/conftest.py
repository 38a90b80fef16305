"""What all tests share. What a machine may lack is in tests.available."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from bin.elasticsearch.server import Server
from tests.elasticsearch import SharedServer, secured_server
from tests.settings import RUN_DIR, VAR_DIR, remove_state

server = SharedServer(RUN_DIR)


def pytest_configure() -> None:
    if RUN_DIR == VAR_DIR:
        server.hold()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name: the processes of a run made archives a second apart, and so collected different tests."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL run in the pass of `make test` that has it."""
    if connection.vendor == "postgresql":
        return
    elsewhere = pytest.mark.skip(reason="PostgreSQL: runs in the second pass of make test")
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(elsewhere)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Elasticsearch takes a while to start: it does so while tests run that need it not."""
    wanted = any(item.get_closest_marker("elasticsearch") for item in session.items)
    if wanted and not session.config.option.collectonly and "ELASTICSEARCH_TEST_URL" not in os.environ:
        server.begin()


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """A real Elasticsearch, shared by all that run now: use index names of your own.

    ELASTICSEARCH_TEST_URL names a server to use instead. Mark what asks for it with `elasticsearch`.
    """
    return os.environ.get("ELASTICSEARCH_TEST_URL") or server.url()


@pytest.fixture
def secured_elasticsearch(tmp_path: Path) -> Iterator[Server]:
    """A server for this test, with TLS and a user."""
    with secured_server(tmp_path / "elasticsearch.log") as own:
        yield own


def pytest_unconfigure() -> None:
    if RUN_DIR == VAR_DIR:
        server.release()
    remove_state()
