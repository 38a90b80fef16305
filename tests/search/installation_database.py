"""The database of an installation: a file in its folder, or one of its own on the PostgreSQL of this run."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from environ import Env


@contextmanager
def own_database() -> Iterator[str]:
    """Its DATABASE_URL."""
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    name = f"installatie_{uuid.uuid4().hex[:12]}"
    with closing(_connect(f"{server}/postgres")) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def outbox(url: str, var: Path) -> set[int]:
    """The keys of what the index has yet to follow."""
    database = _connect(url) if url else sqlite3.connect(var / "portal.sqlite3", timeout=20)
    with closing(database):
        return {key for (key,) in database.execute("SELECT sleutel FROM search_indexwijziging")}


def _connect(url: str) -> psycopg.Connection:
    known = Env.db_url_config(url)
    return psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or None,
        user=known["USER"],
        password=known["PASSWORD"] or None,
        dbname=known["NAME"],
        autocommit=True,
    )
