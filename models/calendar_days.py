"""All that is dated at a unit for one person: each source is one statement, whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select

from models.activity import Activity, ActivityState
from models.base import db
from models.campaign_dates import campaign_days
from models.clock import today
from models.dated import Dated, DayStatus, Place, What, Window, in_order
from models.due_days import due_days
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.line_status import same_day_of
from models.permissions import Permission
from models.plan import Plan
from models.plan_facts import ReportDue
from models.task import Cadence, Task
from models.text import fold
from models.unit import Unit

REPORTING = fold("báo cáo")
MOST = 300
"""Activities that are read at once: a month holds more only where all units below are asked for."""


@dataclass(frozen=True)
class Reader:
    """Who looks: what he may do at the unit, whether he is there for a partner alone, and whether
    he asks for what units below have planned."""

    permissions: Collection[Permission]
    is_partner: bool = False
    looks_below: bool = False


def dated_at(unit: Unit, window: Window, who: Reader) -> list[Dated]:
    """What is dated within the days at the bound unit and concerns the person, in order."""
    found: list[Dated] = []
    if Permission.VIEW_CHECKLISTS in who.permissions:
        found += due_days(unit, window)
        found += _explanations(unit, window)
    if Permission.VIEW_PLANS in who.permissions:
        found += _tasks(unit, window) if who.is_partner else []
        found += _without_twins(found, _reports(unit, window))
    if Permission.VIEW_CAMPAIGNS in who.permissions:
        found += campaign_days(unit, window)
    if Permission.VIEW_ACTIVITIES in who.permissions:
        found += _activities(unit, window, who)
    return in_order(found)


def _explanations(unit: Unit, window: Window) -> Iterator[Dated]:
    """The last days to answer what the unit was asked to explain."""
    columns = (Explanation.id, Explanation.due_on, Explanation.month_on)
    waits = Explanation.state == ExplanationState.WAITING
    query = select(*columns).where(Explanation.unit_id == unit.id, waits)
    for row in db.session.execute(query.where(_within(Explanation.due_on, window))):
        status = _open_until(row.due_on)
        key = f"explanation-{row.id}"
        yield Dated(What.EXPLANATION, row.due_on, key, status, month=row.month_on, of=row.id)


def _reports(unit: Unit, window: Window) -> Iterator[Dated]:
    """The days on which plans of the unit and of those above ask for a report."""
    columns: tuple[Any, ...] = (ReportDue.id, ReportDue.days, ReportDue.text, *_OF_PLAN)
    query = _in_force(select(*columns).join(Plan, Plan.id == ReportDue.plan_id), unit, window)
    for row in db.session.execute(query):
        for day in _days_of(row, window):
            key = f"report-{row.id}-{day}"
            status = DayStatus.NONE
            yield Dated(
                What.REPORT, day, key, status, row.text, of=row.plan_id, plan_id=row.plan_id
            )


def _tasks(unit: Unit, window: Window) -> Iterator[Dated]:
    """The due days of the tasks that name the partner's agency."""
    columns: tuple[Any, ...] = (Task.id, Task.due_on, Task.cadence, Task.text, *_OF_PLAN)
    query = _in_force(select(*columns).join(Plan, Plan.id == Task.plan_id), unit, window)
    query = query.where(Task.left_out_at.is_(None), Task.due_on.is_not(None))
    dated = or_(_within(Task.due_on, window), Task.cadence == Cadence.YEARLY)
    for row in db.session.execute(query.where(dated)):
        for day in _of_each_year(row.due_on, row, window):
            key, text = f"task-{row.id}-{day}", row.text
            yield Dated(What.TASK, day, key, DayStatus.NONE, text, of=row.id, plan_id=row.plan_id)


def _activities(unit: Unit, window: Window, who: Reader) -> Iterator[Dated]:
    """What was done and is planned, an event that two have logged once; the unit's own first,
    where there are more than MOST."""
    own = Activity.unit_id == unit.id
    shown = and_(own, Activity.state.in_(_SHOWN))
    if who.looks_below:
        shown = or_(shown, and_(~own, Activity.state == ActivityState.PLANNED))
    columns: tuple[Any, ...] = (Activity.id, Activity.title, Activity.state, Activity.held_on)
    query = select(*columns, Activity.unit_id, Unit.slug, Unit.name).join(
        Unit, Unit.id == Activity.unit_id
    )
    query = query.where(shown, _within(Activity.held_on, window))
    if not who.is_partner:
        query = query.where(Activity.joined_to_id.is_(None))
    query = query.order_by(~own, Activity.held_on, Activity.id).limit(MOST)
    for row in db.session.execute(query):
        place = None if row.unit_id == unit.id else Place(row.slug, row.name)
        status = _of_activity(row)
        key = f"activity-{row.id}"
        yield Dated(What.ACTIVITY, row.held_on, key, status, row.title, of=row.id, unit=place)


def _of_activity(row: Any) -> DayStatus:
    if row.state == ActivityState.COUNTED:
        return DayStatus.DONE
    if row.state == ActivityState.WAITING:
        return DayStatus.WAITING
    return DayStatus.UNTOLD if row.held_on < today() else DayStatus.PLANNED


_SHOWN = (ActivityState.PLANNED, ActivityState.WAITING, ActivityState.COUNTED)
_OF_PLAN = (Plan.id.label("plan_id"), Plan.starts_on, Plan.ends_on)


def _in_force(query: Select[Any], unit: Unit, window: Window) -> Select[Any]:
    """What hangs under plans of the unit and of those above that were published and stand."""
    issued_here = Plan.unit.property.mapper.class_.path.in_([unit.path, *unit.paths_above])
    query = query.join(Plan.unit).where(issued_here, Plan.published_at.is_not(None))
    query = query.where(Plan.withdrawn_at.is_(None), Plan.discarded_at.is_(None))
    return query.where(Plan.starts_on <= window.last, Plan.ends_on >= window.first)


def _days_of(row: Row[Any], window: Window) -> Iterator[date]:
    """The days within the window that a plan states: "2018-12-10", or "--06-15" for each year."""
    for stated in row.days:
        if stated.startswith("--"):
            yearly = date.fromisoformat(f"2000{stated[1:]}")
            yield from _of_each_year(yearly, row, window)
        elif window.holds(date.fromisoformat(stated)):
            yield date.fromisoformat(stated)


def _of_each_year(stated: date, row: Row[Any], window: Window) -> Iterator[date]:
    """A day, or where it comes again each year, that day in the years of its plan."""
    if stated.year > window.last.year:
        return
    is_once = getattr(row, "cadence", Cadence.YEARLY) != Cadence.YEARLY
    years = [stated.year] if is_once else range(window.first.year, window.last.year + 1)
    for day in (same_day_of(stated, year) for year in years):
        if window.holds(day) and row.starts_on <= day <= row.ends_on and day >= stated:
            yield day


def _without_twins(found: list[Dated], reports: Iterator[Dated]) -> list[Dated]:
    """A report that is a line or a task of the same plan on the same day stands there already; so
    does one that the unit's own plan has from the plan above."""
    told = {(one.plan_id, one.on) for one in found if REPORTING in fold(one.text)}
    once = {(one.on, fold(one.text)): one for one in reports}
    return [one for one in once.values() if (one.plan_id, one.on) not in told]


def _within(column: Any, window: Window) -> Any:
    return column.between(window.first, window.last)


def _open_until(day: date) -> DayStatus:
    return DayStatus.OVER if day < today() else DayStatus.NONE
