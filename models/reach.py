"""How far a unit reads: its own subtree, and those of the units it succeeds (docs/units.md)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, column, select, table
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


def in_reach(unit_id: Any, unit: Any) -> ColumnElement[bool]:
    """Whether a row's unit lies in the bound unit's subtree or in that of a unit it succeeds.

    The tables stand under names of their own: a statement that reads units itself would else
    correlate with them, or have them rewritten by subqueryload().
    """
    units = slim_table("unit", "id", "path", name="scope_unit")
    reach = slim_table("unit_reach", "unit_id", "low", "high", name="scope_reach")
    within = and_(units.c.path >= reach.c.low, units.c.path < reach.c.high)
    ids = select(units.c.id).select_from(units.join(reach, within)).where(reach.c.unit_id == unit)
    return Among(unit_id, ids.correlate(None).scalar_subquery())
