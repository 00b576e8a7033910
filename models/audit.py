"""The record of who did what, for which unit: append-only, each entry sealed by the one before.

A chain runs per unit, so that writers of different units do not wait for each other. The seal
is SHA-256 over the previous seal and the entry; `verify()` recomputes it.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    event,
    inspect,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    Mapper,
    ORMExecuteState,
    Session,
    SessionTransaction,
    mapped_column,
)

from models import clock
from models.base import Base, IntKey, db
from models.database import TenantSession, WriteRefused
from models.scopes import Partners, UnitOwned
from models.tenancy import NOWHERE, Audience, current

_UNAUDITED = "unaudited"
_DERIVED = {"folded", "sort_key", "version", "revision", "created_at"}
HIDDEN = "•"
SIGN_INS = ("person.signed_in", "person.signed_out", "person.password_accepted")
"""Entries so many that they crowd out the rest of a list."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, or a command; `unit_id` is the unit of the membership that permits it."""

    person_id: int | None = None
    label: str = ""
    unit_id: int | None = None
    request_id: str = ""


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Say who acts, for the length of a block."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


class AuditEvent(UnitOwned, Base):
    """One entry. The database itself refuses to change or delete it (triggers)."""

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        Index(None, "subject_type", "subject_id"),
    )
    partners = Partners.WRITE

    id: Mapped[IntKey]
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor: Mapped[str] = mapped_column(String(80))
    acting_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(40))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    request_id: Mapped[str] = mapped_column(String(40))
    seal: Mapped[str] = mapped_column(String(64))

    def refuse_write(self) -> None:
        """Beside what units write: the entry of a person's act on what is his own (/me)."""
        binding = current()
        own = binding.audience is Audience.PERSON and binding.person_id == self.person_id
        if not own or binding.person_id == NOWHERE or inspect(self).persistent:
            super().refuse_write()

    @staticmethod
    def latest(before: int | None = None, *, sign_ins: bool = True) -> Select[AuditEvent]:
        """Entries in reach, newest first; those older than the entry `before`, where given."""
        query = select(AuditEvent).order_by(AuditEvent.id.desc())
        if before:
            query = query.where(AuditEvent.id < before)
        return query if sign_ins else query.where(AuditEvent.action.not_in(SIGN_INS))

    def sealed_with(self, previous: str) -> str:
        """The seal this entry has after the entry sealed `previous`."""
        names = [column.key for column in AuditEvent.__table__.columns]
        content = {
            name: _plain(getattr(self, name)) for name in names if name not in {"id", "seal"}
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def record(
    action: str,
    subject: Any,
    *,
    unit_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Add the entry of an act, in the transaction of the act.

    What changed is read from the row itself unless `before` and `after` are given; values of
    columns marked `info={"private": True}` are hidden. `unit_id` is needed only under
    unscoped(); elsewhere the bound unit is meant.
    """
    if before is None and after is None:
        before, after = changes(subject)
    db.session.flush()
    entry = _entry(action, subject, unit_id, before, after)
    db.session.add(entry)
    return entry


def record_all(action: str, subjects: Sequence[Any]) -> None:
    """Add an entry each of the same act with many rows of the bound unit, written together."""
    told = [changes(subject) for subject in subjects]
    db.session.flush()
    of_each = zip(subjects, told, strict=True)
    db.session.add_all(_entry(action, subject, None, *pair) for subject, pair in of_each)
    db.session.flush()


def _entry(
    action: str,
    subject: Any,
    unit_id: int | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> AuditEvent:
    actor = _actor.get() or Actor(label="program")
    return AuditEvent(
        unit_id=unit_id if unit_id is not None else current().unit_id,
        at=clock.now(),
        person_id=actor.person_id,
        actor=actor.label,
        acting_unit_id=actor.unit_id,
        action=action,
        subject_type=type(subject).__tablename__,
        subject_id=str(inspect(subject).identity[0]),
        before=before,
        after=after,
        request_id=actor.request_id,
    )


def changes(row: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """What a row was and what it becomes: only the columns that change."""
    state = inspect(row)
    columns = [c for c in state.mapper.column_attrs if c.key not in _DERIVED]
    if state.deleted or row in db.session.deleted:
        return {c.key: _shown(c, getattr(row, c.key)) for c in columns}, None
    if not state.persistent:
        given = {c.key: _shown(c, getattr(row, c.key)) for c in columns}
        return None, {key: value for key, value in given.items() if value is not None}
    touched = [(c, state.attrs[c.key].history) for c in columns]
    changed = [(c, history) for c, history in touched if history.has_changes()]
    old = {c.key: _shown(c, next(iter(h.deleted), None)) for c, h in changed}
    return old, {c.key: _shown(c, getattr(row, c.key)) for c, _ in changed}


def _shown(attribute: Any, value: Any) -> Any:
    hidden = attribute.columns[0].info.get("private") and value is not None
    return HIDDEN if hidden else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date | uuid.UUID | Decimal):
        return str(value)
    return value


@event.listens_for(TenantSession, "before_flush")
def _seal(session: Session, *_: object) -> None:
    entries = [row for row in session.new if isinstance(row, AuditEvent)]
    for entry in entries:
        number, previous = _tail(session, entry)
        entry.number = number + 1
        entry.seal = entry.sealed_with(previous)
    dirty = (row for row in session.dirty if session.is_modified(row))
    changed = {*session.new, *dirty, *session.deleted} - {*entries}
    if any(_is_audited(type(row)) for row in changed):
        session.info[_UNAUDITED] = True
    elif entries:
        session.info.pop(_UNAUDITED, None)


def _tail(session: Session, entry: AuditEvent) -> tuple[int, str]:
    """The number and seal of the last entry of the chain, which stays locked until commit."""
    earlier = [row for row in session.new if isinstance(row, AuditEvent) and row.seal]
    earlier = [row for row in earlier if row.unit_id == entry.unit_id]
    if earlier:
        return earlier[-1].number, earlier[-1].seal
    unit, events = Base.metadata.tables["unit"], AuditEvent.__table__
    lock = select(unit.c.id).where(unit.c.id == entry.unit_id).with_for_update(key_share=True)
    last = (
        select(events.c.number, events.c.seal)
        .where(events.c.unit_id == entry.unit_id)
        .order_by(events.c.number.desc())
        .limit(1)
    )
    connection = session.connection()
    connection.execute(lock)
    row = connection.execute(last).first()
    return (row.number, row.seal) if row else (0, "")


def _is_audited(model: type) -> bool:
    return getattr(model, "audited", True)


@event.listens_for(TenantSession, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    mapper: Mapper[Any] | None = state.bind_mapper
    if not state.is_select and mapper is not None and _is_audited(mapper.class_):
        state.session.info[_UNAUDITED] = True


@event.listens_for(TenantSession, "before_commit")
def _require_entry(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.get(_UNAUDITED):
        raise WriteRefused("an act without an audit entry: call audit.record() after it")


@event.listens_for(TenantSession, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_UNAUDITED, None)


class Break(NamedTuple):
    """The first entry of a chain that does not fit the one before it."""

    unit_id: int
    number: int


def verify() -> tuple[int, list[Break]]:
    """Recompute every chain in reach: how many entries there are, and where chains break."""
    count, breaks = 0, []
    unit_id, number, previous = None, 0, ""
    entries = select(AuditEvent).order_by(AuditEvent.unit_id, AuditEvent.number)
    for entry in db.session.scalars(entries.execution_options(yield_per=1000)):
        if entry.unit_id != unit_id:
            unit_id, number, previous = entry.unit_id, 0, ""
        fits = entry.number == number + 1 and entry.seal == entry.sealed_with(previous)
        if not fits:
            breaks.append(Break(entry.unit_id, entry.number))
        count, number, previous = count + 1, entry.number, entry.seal
    return count, breaks
