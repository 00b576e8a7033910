"""How far a unit reads: its own subtree, and those of the units it succeeds (docs/units.md)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, column, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
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


class InReach(FunctionElement[bool]):
    """A key and a unit: whether what has the key lies in the unit's reach.

    It is written out only as SQL. The criteria of a scope are copied into every statement, column
    by column, and kept with it: as a SELECT of its own this was half of a worker's growth.
    """

    name = "in_reach"
    type: Any = NULLTYPE  # as above
    inherit_cache = True


_IN_REACH = (
    "SELECT scope_unit.id FROM unit AS scope_unit JOIN unit_reach AS scope_reach"
    " ON scope_unit.path >= scope_reach.low AND scope_unit.path < scope_reach.high"
    " WHERE scope_reach.unit_id = "
)
"""The tables stand under names of their own: a statement may read units itself."""


@compiles(InReach)
def _in_reach(element: InReach, compiler: Any, **options: Any) -> str:
    key, unit = (compiler.process(one, **options) for one in element.clauses)
    return f"{key} IN ({_IN_REACH}{unit})"


@compiles(InReach, "postgresql")
def _any_in_reach(element: InReach, compiler: Any, **options: Any) -> str:
    key, unit = (compiler.process(one, **options) for one in element.clauses)
    return f"{key} = ANY (ARRAY ({_IN_REACH}{unit}))"


def in_reach(unit_id: Any, unit: Any) -> ColumnElement[bool]:
    """Whether a row's unit lies in the bound unit's subtree or in that of a unit it succeeds."""
    return InReach(unit_id, unit)
