"""How Alembic finds the database and the tables: both from the application."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

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


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
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


run()
