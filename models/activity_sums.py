"""THE sums of activities: the same columns for the list, a line, a month, a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select

from models.activity import GOODS, HEADS, Activity, ActivityState, plus
from models.base import db


@dataclass(frozen=True)
class Sums:
    """What some activities add up to: events, people, gifts, money in whole đồng.

    What nobody has written is None, not zero; `activities` counts an event once that two logged.
    """

    activities: int = 0
    sessions: int | None = None
    children: int | None = None
    girls: int | None = None
    boys: int | None = None
    special: int | None = None
    adults: int | None = None
    gifts: int | None = None
    gift_value: int | None = None
    budget: int | None = None
    mobilised: int | None = None

    @property
    def cost(self) -> int | None:
        """The money of both sources; None where nothing is known."""
        return plus(self.budget, self.mobilised)

    def __add__(self, other: Sums) -> Sums:
        names = [field.name for field in fields(self)]
        values: dict[str, Any] = {
            name: plus(getattr(self, name), getattr(other, name)) for name in names
        }
        return Sums(**values)


COUNTS = Activity.state == ActivityState.COUNTED
"""Which entries are part of a sum."""
NOT_COUNTED = Activity.state != literal(ActivityState.COUNTED.value, literal_execute=True)
"""The same said with the value in the statement, as the index of these entries says it."""
IS_LEAD = Activity.joined_to_id.is_(None)


def counts(activity: Activity) -> Sums:
    """What one entry brings to every sum that it is part of."""
    if activity.state != ActivityState.COUNTED:
        return Sums()
    values = {"activities": 0}
    if not activity.is_joined:
        values = {"activities": 1, **{name: getattr(activity, name) for name in _OF_EVENT}}
    if not activity.is_joined or activity.adds_gifts:
        values |= {name: getattr(activity, name) for name in GOODS}
    return Sums(**values)


def sum_columns(*, of_counted: bool = False) -> list[ColumnElement[Any]]:
    """The columns of a statement over Activity that make a Sums, in the order of its fields.

    `of_counted`: the statement asks for entries that count alone, so no column has to.
    """
    counting = [] if of_counted else [COUNTS]
    heads = and_(*counting, IS_LEAD)
    goods = and_(*counting, or_(IS_LEAD, Activity.adds_gifts.is_(True)))
    found: list[ColumnElement[Any]] = [func.count().filter(heads)]
    for name in (*_OF_EVENT, *GOODS):
        which = heads if name in _OF_EVENT else goods
        found.append(func.sum(getattr(Activity, name)).filter(which))
    return [one.label(field.name) for one, field in zip(found, fields(Sums), strict=True)]


def sums_from(values: Iterable[Any]) -> Sums:
    """A row of sum_columns() as Sums: PostgreSQL adds up into decimals."""
    known: list[Any] = [None if value is None else int(value) for value in values]
    return Sums(*known)


def sums_of(*where: ColumnElement[bool]) -> Sums:
    """What the entries in reach that fit the conditions add up to; one query."""
    query: Select[Any] = select(*sum_columns()).select_from(Activity).where(*where)
    return sums_from(db.session.execute(query).one())


_OF_EVENT = ("sessions", *HEADS)
