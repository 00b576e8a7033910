"""How often something was tried lately: one count for all workers, kept in the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from sqlalchemy import Integer, String, case, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from models import clock
from models.base import Base, db
from models.scopes import Shared

NO_MOST = 2**31 - 1


class AttemptCount(Shared, Base):
    """Tries under one key. Keys hold no name and no address in the clear (models.secret)."""

    __tablename__ = "attempt_count"
    audited = False

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    expires_at: Mapped[datetime] = mapped_column(index=True)


_table: Any = AttemptCount.__table__


def take(key: str, lasting: timedelta, *, most: int = NO_MOST, amount: int = 1) -> int:
    """Count a try and say the how-manieth it is. Call it under unscoped(), after begin_write().

    A count starts anew when its time is over. With `most`, each try up to that number renews
    the time and later ones do not: a lock ends, however often somebody tries meanwhile.
    """
    now = clock.now()
    new = _insert()(_table).values(key=key, count=amount, expires_at=now + lasting)
    over = _table.c.expires_at <= now
    renewed = over if most == NO_MOST else or_(over, _table.c.count < most)
    statement = new.on_conflict_do_update(
        index_elements=[_table.c.key],
        set_={
            "count": case((over, amount), else_=_table.c.count + amount),
            "expires_at": case((renewed, now + lasting), else_=_table.c.expires_at),
        },
    ).returning(_table.c.count)
    return int(db.session.execute(statement).scalar_one())


def give_back(key: str) -> None:
    """Take one try off again: it was none."""
    less = update(_table).where(_table.c.key == key, _table.c.count > 0)
    db.session.execute(less.values(count=_table.c.count - 1))


def forget(key: str) -> None:
    """Begin again at none."""
    db.session.execute(delete(_table).where(_table.c.key == key))


def forget_old() -> None:
    """Drop the counts whose time is over."""
    db.session.execute(delete(_table).where(_table.c.expires_at <= clock.now()))


def state(key: str) -> tuple[int, datetime | None]:
    """How many tries there were, and until when they count."""
    row = db.session.execute(
        select(_table.c.count, _table.c.expires_at).where(
            _table.c.key == key, _table.c.expires_at > clock.now()
        )
    ).first()
    return (row[0], row[1]) if row else (0, None)


def _insert() -> Any:
    """The engine's own INSERT, which knows ON CONFLICT; the other engine's takes 2 MiB."""
    dialect = db.session.connection().dialect.name
    return import_module(f"sqlalchemy.dialects.{dialect}").insert
