"""How far a unit reads: its own subtree, and those of the units it succeeds (docs/units.md)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, Select, and_, column, select, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import NULLTYPE

from models.base import Base


class Among(FunctionElement[bool]):
    """`key IN (SELECT …)`, in the form that each engine answers by index (docs/units.md).

    PostgreSQL cannot tell a commune from the country before it runs: it takes a ninth of all rows
    for the answer and walks the whole table in the order of the list. As an array the keys are
    found first, and then their rows.
    """

    name = "among"
    type: Any = NULLTYPE  # a Boolean would be compared with 1 on SQLite, and the index be lost
    inherit_cache = True


@compiles(Among)
def _in_select(element: Among, compiler: Any, **options: Any) -> str:
    key, keys = (compiler.process(one, **options) for one in element.clauses)
    return f"{key} IN {keys}"


@compiles(Among, "postgresql")
def _any_of_array(element: Among, compiler: Any, **options: Any) -> str:
    key, keys = (compiler.process(one, **options) for one in element.clauses)
    return f"{key} = ANY (ARRAY {keys})"


def slim_table(table_name: str, *columns: str, name: str) -> FromClause:
    """A table, with the columns that are asked for, under another name.

    Every statement that is kept for later holds copies of all columns of the tables in its
    criteria: with whole tables these took a tenth of a worker's memory.
    """
    types = Base.metadata.tables[table_name].c
    return table(table_name, *(column(one, types[one].type) for one in columns)).alias(name)


class Keys(ColumnElement[Any]):
    """What a SELECT of keys finds, as one thing that is copied without what is in it.

    SQLAlchemy copies a scope's criteria into every statement, several times, and keeps them with
    it: as plain SELECTs they were half of what a worker grew by. Two of one name are the same.
    """

    _traverse_internals = [("name", InternalTraversal.dp_string)]

    def __init__(self, name: str, found: Select[Any]) -> None:
        self.name = name
        self.found = found.correlate(None).scalar_subquery()


@compiles(Keys)
def _as_found(element: Keys, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.found, **options))


_MADE: dict[str, Keys] = {}


def keys(name: str, find: Callable[[], Select[Any]]) -> Keys:
    """The keys of this name, the same for all statements; `find` is asked the first time.

    The name says all that the SELECT depends on, but what its parameters ask when it runs.
    """
    if name not in _MADE:
        _MADE[name] = Keys(name, find())
    return _MADE[name]


def in_reach(unit_id: Any, unit: BindParameter[int] | int) -> ColumnElement[bool]:
    """Whether a row's unit lies in the subtree of a unit or in that of a unit it succeeds.

    The unit is a parameter of models.tenancy, or the number of one.
    """
    if isinstance(unit, int):
        return Among(unit_id, _reach(unit).correlate(None).scalar_subquery())
    return Among(unit_id, keys(f"reach of {unit.key}", partial(_reach, unit)))


def _reach(unit: Any) -> Select[int]:
    """The tables stand under names of their own: a statement that reads units itself would else
    correlate with them, or have them rewritten by subqueryload()."""
    units = slim_table("unit", "id", "path", name="scope_unit")
    reach = slim_table("unit_reach", "unit_id", "low", "high", name="scope_reach")
    within = and_(units.c.path >= reach.c.low, units.c.path < reach.c.high)
    found = select(units.c.id).select_from(units.join(reach, within))
    return found.where(reach.c.unit_id == unit)
