"""How the database is opened, and the one door through which everything is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, NoReturn

from flask.globals import app_ctx
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, event, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import SessionTransaction, object_session

BUSY_MS = 10_000
"""How long a SQLite writer waits for the one before it, in milliseconds."""

_WRITING = "writing"

binding: ContextVar[object] = ContextVar("binding", default=None)
"""What is bound (models.tenancy); here it only says which Session is meant."""


def session_scope() -> tuple[int, int]:
    """The key of the Session in use: one per application context and binding."""
    context: Any = app_ctx
    return id(context._get_current_object()), id(binding.get())


class WriteRefused(RuntimeError):
    """The program tried to write in a way that the rules of the database layer forbid."""


class StaleVersion(Exception):
    """The row was changed by somebody else after the form was filled from it."""

    def __init__(self, row: Any) -> None:
        super().__init__(f"{type(row).__name__} is now at version {row.version}")
        self.row = row


class TenantSession(Session):
    """The session of the application; `models.guards` hangs its guards on this class."""

    def bulk_save_objects(self, *_: Any, **__: Any) -> NoReturn:
        raise WriteRefused("bulk_save_objects() goes round the guards; use insert()")

    def bulk_insert_mappings(self, *_: Any, **__: Any) -> NoReturn:
        raise WriteRefused("bulk_insert_mappings() goes round the guards; use insert()")

    def bulk_update_mappings(self, *_: Any, **__: Any) -> NoReturn:
        raise WriteRefused("bulk_update_mappings() goes round the guards; use update()")

    @property
    def is_writing(self) -> bool:
        """Whether begin_write() was called and neither commit nor rollback has come since."""
        return bool(self.info.get(_WRITING))

    def begin_write(self) -> None:
        """End the read transaction and take the right to write; what was loaded is re-read.

        Call it once per POST, when forms, files, hashing and pictures are done. On SQLite this
        is BEGIN IMMEDIATE: a read transaction that turns into a write fails at once when another
        writer came between, however long the busy timeout is.
        """
        if self.is_writing:
            raise WriteRefused("begin_write() was called twice")
        if self.new or self.dirty or self.deleted:
            raise WriteRefused("rows were changed before begin_write()")
        self.rollback()
        self.connection(execution_options={_WRITING: True})
        self.info[_WRITING] = True

    def hold(self, digests: Sequence[str]) -> None:
        """Keep other writers, until commit, from deciding what becomes of these kept files.

        Give them sorted, so that two writers never wait for each other. On SQLite begin_write()
        is enough.
        """
        self.require_writing()
        connection = self.connection()
        if connection.dialect.name == "postgresql":
            for digest in digests:
                number = int(digest[:15], 16)  # fits the 63 bits of a lock
                connection.execute(select(func.pg_advisory_xact_lock(number)))

    def require_writing(self) -> None:
        """Raise WriteRefused outside a transaction that begin_write() opened."""
        if not self.is_writing:
            raise WriteRefused("nothing is written without begin_write()")


@event.listens_for(TenantSession, "after_transaction_end")
def _end_of_write(session: TenantSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_WRITING, None)


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the "begin" event below says BEGIN, not the driver
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        f"busy_timeout = {BUSY_MS}",
        "synchronous = NORMAL",
        "case_sensitive_like = ON",  # `folded` columns are lower case already; LIKE may use them
    ):
        connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def lock(row: Any) -> None:
    """Read a row again inside the write transaction and keep it from other writers."""
    session = object_session(row)
    if session is None:
        raise WriteRefused("a row of no session cannot be locked")
    session.refresh(row, with_for_update=True)


def expect_version(row: Any, version: int | None) -> None:
    """Lock a row and raise StaleVersion unless it is still what the form was filled from."""
    lock(row)
    if row.version != version:
        raise StaleVersion(row)
