"""Fill checklist lines with an activity: what was proposed, confirmed with a tap."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from models import audit, clock
from models.activity import Activity
from models.activity_acts import Act, Doer, allow
from models.activity_link import ActivityLine, Key
from models.activity_months import note_on_months
from models.base import db
from models.campaign_links import fall_in
from models.checklist import Checklist
from models.database import lock
from models.line import LineState
from models.month_acts import Act as MonthAct
from models.month_acts import Reader
from models.month_calendar import month_of
from models.month_rules import rules_at
from models.tenancy import current
from models.unit import Unit
from models.unit_month import NoSuchMonth, UnitMonth, lock_month
from models.write_line import Change, NotTaken, write


@dataclass(frozen=True)
class Choice:
    """What is said of a line: whether it is done with this activity, and why it was proposed."""

    is_done: bool = True
    reasons: tuple[Any, ...] | None = None


def confirm(activity: Activity, choices: Mapping[Key, Choice], by: Doer) -> None:
    """The lines that an activity fills are exactly these; ActivityRefused. Where it is joined to
    another entry, that one, whose heads count, fills them too.

    A line that was not begun is written as done or in progress, where its month can still be
    written; an approved month stays as it was approved, and is known to have changed since.
    """
    Checklist.queue_up()
    lock(activity)
    allow(Act.MATCH, by, activity, clock.today())
    there = {one.key: one for one in db.session.scalars(ActivityLine.of(activity.id))}
    gone, new = [*there.keys() - choices.keys()], sorted(choices.keys() - there.keys())
    if not gone and not new:
        return
    for key in gone:
        _empty(activity, key)
    _fill(activity, {key: choices[key].reasons for key in new}, by)
    lead = _filling_too(activity, by)
    _write_states(activity, {key: choices[key].is_done for key in new}, by)
    note_on_months(activity.held_on, lead.held_on)
    audit.record("activity.matched", activity, before={}, after={"lines": len(choices)})
    fall_in(activity)


def _filling_too(activity: Activity, by: Doer) -> Activity:
    """The entry whose heads count, once it fills the same lines."""
    lead = db.session.get_one(Activity, activity.joined_to_id or activity.id)
    if lead is not activity:
        take_over(activity, lead, by)
    return lead


def take_over(activity: Activity, lead: Activity, by: Doer) -> None:
    """Let the lead of joined entries fill the lines that one of them fills."""
    there = {one.key for one in db.session.scalars(ActivityLine.of(lead.id))}
    mine = {one.key: one.reasons for one in db.session.scalars(ActivityLine.of(activity.id))}
    _fill(lead, {key: why for key, why in mine.items() if key not in there}, by)


def _fill(activity: Activity, keys: Mapping[Key, Any], by: Doer) -> None:
    for (assignment_id, period_on), reasons in keys.items():
        line = ActivityLine(
            activity_id=activity.id,
            assignment_id=assignment_id,
            period_on=period_on,
            reasons=list(reasons) if reasons else None,
            confirmed_by_id=by.person_id,
        )
        db.session.add(line)


def _empty(activity: Activity, key: Key) -> None:
    """Also what is joined to it fills the line no more: its heads would be lost there."""
    ids = [activity.id, *(one.id for one in activity.joined)]
    for line in db.session.scalars(ActivityLine.among(ids)):
        if line.key == key:
            db.session.delete(line)


def _write_states(activity: Activity, keys: Mapping[Key, bool], by: Doer) -> None:
    month = _month_to_write(activity, by) if keys else None
    if month is None:
        return
    lines = {(line.assignment_id, line.period_on): line for line in month.lines}
    for key, is_done in keys.items():
        line = lines.get(key)
        if line is not None and line.state in _UNFINISHED:
            _write_state(month, key, line.state, is_done, activity, by)


def _write_state(
    month: UnitMonth, key: Key, was: LineState, is_done: bool, activity: Activity, by: Doer
) -> None:
    state = LineState.DONE if is_done else LineState.IN_PROGRESS
    if was == state:
        return
    changes = {"state": Change(was, state)}
    if is_done:
        changes["done_on"] = Change(None, activity.held_on)
    try:
        write(month, key[0], changes, Reader(by.person_id, writes=True))
    except NotTaken:
        return  # a day on which the line cannot have been done: the activity stays its evidence


_UNFINISHED: Collection[LineState] = (LineState.NOT_STARTED, LineState.IN_PROGRESS)


def _month_to_write(activity: Activity, by: Doer) -> UnitMonth | None:
    """The month of the activity's day, locked; None where nothing can be written there now."""
    unit = db.session.get_one(Unit, current().unit_id)
    try:
        month = lock_month(month_of(activity.held_on, rules_at(unit)).named)
    except NoSuchMonth:
        return None
    why = month.obstacle(MonthAct.WRITE, Reader(by.person_id, writes=True))
    return month if why is None else None
