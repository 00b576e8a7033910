"""How Alembic finds the database and the tables: both from the application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from models.base import Base, UTCDateTime


def _render(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Migrations outlive the code: they name plain SQLAlchemy types only."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _skip_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    if (
        getattr(context.config.cmd_opts, "autogenerate", False)
        and directives[0].upgrade_ops.is_empty()
    ):
        directives[:] = []


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by building it anew, which the rows that refer to it would forbid:
    they are looked at once at the end. The switch counts only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection
    raw.execute("PRAGMA foreign_keys = OFF").close()
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON").close()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise RuntimeError(f"rows refer to rows that are not there: {lost[:5]}")


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, _rebuilding(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=_render,
            render_as_batch=True,
            process_revision_directives=_skip_empty,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check_references(connection)


run()
