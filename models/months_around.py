"""The months of the units above and below that stand in the way of a decision."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from models import clock
from models.assignment import Assignment
from models.base import Base, db
from models.checklist import Checklist
from models.month_acts import COUNTED, MonthState
from models.month_calendar import Month
from models.unit import Unit


def open_below(unit: Unit, month: Month) -> int:
    """How many units directly below have a month of this name that is neither approved nor
    excused. One that has ended meanwhile is waited for no more: nobody decides on it."""
    query = select(func.count(Unit.id)).where(Unit.parent_id == unit.id, is_there(month))
    query = query.where(Unit.goes_on(clock.today()))
    here = and_(Checklist.unit_id == Unit.id, Checklist.month_on == month.named)
    query = query.where(~exists().where(here, Checklist.state.in_(COUNTED)))
    return db.session.scalar(query.where(or_(had_work(month), exists().where(here)))) or 0


def is_there(month: Month) -> ColumnElement[bool]:
    """Whether a unit existed in the month."""
    begun = or_(Unit.valid_from.is_(None), Unit.valid_from <= month.last_day)
    return and_(begun, or_(Unit.valid_to.is_(None), Unit.valid_to >= month.first_day))


def had_work(month: Month) -> ColumnElement[bool]:
    """Whether a unit had anything assigned to it in the month: else it has nothing to hand in."""
    mine = Assignment.unit_id == Unit.id
    begun = Assignment.assigned_on <= month.last_day
    goes_on = or_(Assignment.ended_on.is_(None), Assignment.ended_on >= month.first_day)
    return exists().where(mine, begun, goes_on)


def is_approved_above(unit: Unit, month: Month) -> bool:
    """Whether the unit above has had its own month of this name approved."""
    # The unit above is out of scope; on the connection in use, as a Session of its own would not
    # see what this transaction has locked.
    found = db.session.connection().scalar(_approved_at(unit.parent_id, month))
    return found is not None


def hold_above(unit: Unit) -> None:
    """Keep the unit above, until commit, from having its own month approved meanwhile.

    Whoever approves a month locks its unit first (Checklist.locked) and then counts those below.
    """
    units = Base.metadata.tables["unit"].c
    above = select(units.id).where(units.id == unit.parent_id)
    db.session.connection().execute(above.with_for_update(key_share=True))


def _approved_at(unit_id: int | None, month: Month) -> Select[int]:
    months = Base.metadata.tables["checklist"].c
    mine = select(months.id).where(months.unit_id == unit_id, months.month_on == month.named)
    return mine.where(months.state == MonthState.APPROVED)
