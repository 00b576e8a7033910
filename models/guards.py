"""The guards that hang on every session: they make the scopes of models.scopes hold.

SELECTs get the read criteria, UPDATE and DELETE the owner's, flushed rows are asked one by one;
what carries no scope (Core, text(), unions, bulk forms by key) raises OutOfScope.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Select, event
from sqlalchemy.orm import FromStatement, ORMExecuteState, with_loader_criteria
from sqlalchemy.sql.dml import Delete, Insert, Update

from models.database import TenantSession
from models.scopes import Scoped
from models.tenancy import OutOfScope, current

# The guards. `lambda cls` is asked once per table and statement form; its values are the
# parameters above, so the compiled statement is found again for every unit.

_READ = with_loader_criteria(
    Scoped, lambda cls: cls.readable(), include_aliases=True, track_closure_variables=False
)
_WRITE = with_loader_criteria(
    Scoped, lambda cls: cls.writable(), include_aliases=True, track_closure_variables=False
)


@event.listens_for(TenantSession, "do_orm_execute")
def _guard_statement(state: ORMExecuteState) -> None:
    if current().unscoped:
        if state.is_insert or state.is_update or state.is_delete:
            cast(TenantSession, state.session).require_writing()
        return
    if not state.is_orm_statement or isinstance(state.statement, FromStatement):
        raise OutOfScope("Core, text() and from_statement() carry no scope: use unscoped()")
    guard = _GUARDS[_kind(state)]
    guard(state)
    if guard is not _guard_select:
        cast(TenantSession, state.session).require_writing()


def _kind(state: ORMExecuteState) -> type:
    for kind in _GUARDS:
        if isinstance(state.statement, kind):
            return kind
    raise OutOfScope(f"{type(state.statement).__name__} carries no scope: use unscoped()")


def _guard_select(state: ORMExecuteState) -> None:
    state.statement = cast(Select[Any], state.statement).options(_READ)


def _guard_change(state: ORMExecuteState) -> None:
    """UPDATE and DELETE: owner-only criteria, never the read criteria."""
    statement = cast(Update | Delete, state.statement)
    model = _target(state)
    if not issubclass(model, Scoped):
        raise OutOfScope(f"{model.__name__} is written only under unscoped()")
    if _rows(state.parameters):
        raise OutOfScope("a bulk UPDATE by primary key carries no scope")
    if isinstance(statement, Update) and model.owner() in _columns_set(state, statement):
        raise OutOfScope(f"{model.__name__}.{model.owner()} is never set by a statement")
    state.statement = statement.options(_WRITE)


def _guard_insert(state: ORMExecuteState) -> None:
    statement = cast(Insert, state.statement)
    model = _target(state)
    if statement.select is not None:
        raise OutOfScope("INSERT from SELECT carries no scope")
    rows = _rows(state.parameters) or _values(statement, state.parameters)
    for row in rows:
        _check_inserted(model, dict(row))


def _check_inserted(model: type, values: dict[str, Any]) -> None:
    """Build the row, outside any session, and ask it: one rule for objects and statements."""
    if not issubclass(model, Scoped):
        raise OutOfScope(f"{model.__name__} is written only under unscoped()")
    if values.get(model.owner()) is None:
        raise OutOfScope(f"each row of a bulk INSERT states its {model.owner()}")
    columns = {name: values[name] for name in values if name in model.__mapper__.attrs}  # type: ignore[attr-defined]
    model(**columns).refuse_write()


_GUARDS = {
    Select: _guard_select,
    Update: _guard_change,
    Delete: _guard_change,
    Insert: _guard_insert,
}


def _target(state: ORMExecuteState) -> type:
    mapper = state.bind_mapper
    if mapper is None:
        raise OutOfScope("a statement without a mapped table carries no scope")
    return mapper.class_


def _rows(parameters: Any) -> list[dict[str, Any]]:
    return list(parameters) if isinstance(parameters, Sequence) else []


def _values(statement: Insert, parameters: Any) -> list[dict[str, Any]]:
    if statement._multi_values:
        raise OutOfScope("give the rows of a bulk INSERT as a list beside the statement")
    return [{**_plain(statement._values), **(parameters or {})}]


def _plain(values: Any) -> dict[str, Any]:
    return {
        getattr(column, "key", column): getattr(value, "value", value)
        for column, value in (values or {}).items()
    }


def _columns_set(state: ORMExecuteState, statement: Update) -> set[str]:
    parameters = cast(dict[str, Any] | None, state.parameters)
    return {*_plain(statement._values), *(parameters or {})}


# Once more after it: a relationship over a composite key copies the parent's unit during the flush.
@event.listens_for(TenantSession, "before_flush")
@event.listens_for(TenantSession, "after_flush")
def _guard_flush(session: TenantSession, *_: object) -> None:
    rows = [*session.new, *(row for row in session.dirty if session.is_modified(row))]
    rows += session.deleted
    if rows:
        session.require_writing()
    if current().unscoped:
        return
    for row in rows:
        if not isinstance(row, Scoped):
            raise OutOfScope(f"{type(row).__name__} is written only under unscoped()")
        row.refuse_write()
