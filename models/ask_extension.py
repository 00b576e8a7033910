"""Ask for a later day, to close a month or to finish a line, and withdraw what was asked.

To ask takes a month that was locked: of one month and one line only one request waits.
"""

from __future__ import annotations

from datetime import date

from models import audit
from models.base import db
from models.clock import today
from models.database import lock
from models.deciders import deciders_on
from models.extension import Extension, ExtensionState
from models.extension_acts import (
    BadNewDay,
    ExtensionAct,
    ExtensionObstacle,
    Request,
    Wish,
    latest_day_of_line,
    latest_day_of_month,
    why_not,
    why_not_ask,
    why_not_day,
)
from models.line import FINISHED
from models.month_acts import Reader
from models.month_calendar import month_named, month_of, months_between
from models.month_line import MonthLine
from models.notification import NotificationKind, notify
from models.period import WHOLE
from models.plan import Plan
from models.task import DATED
from models.unit_month import UnitMonth


class ExtensionRefused(Exception):
    """What may not be asked for, or done with a request, now."""

    def __init__(self, why: ExtensionObstacle) -> None:
        super().__init__(why)
        self.why = why


class DayRefused(Exception):
    """A new day that is not taken, with the last one that would be."""

    def __init__(self, why: BadNewDay, wish: Wish) -> None:
        super().__init__(why)
        self.why, self.wish = why, wish


def ask_month(month: UnitMonth, new_on: date, reason: str, by: Reader) -> Extension:
    """Ask to keep a month open until a day; raises ExtensionRefused, DayRefused.

    Those who decide on the unit are told.
    """
    return _ask(month, wish_of_month(month), None, new_on, reason, by)


def ask_line(month: UnitMonth, line: MonthLine, new_on: date, reason: str, by: Reader) -> Extension:
    """Ask for a later due day of a line of the month; as ask_month()."""
    return _ask(month, wish_of_line(month, line), line, new_on, reason, by)


def withdraw(extension: Extension, by: Reader) -> None:
    """Take a request back before it is decided on; raises ExtensionRefused."""
    allow(ExtensionAct.WITHDRAW, extension, by)
    extension.state = ExtensionState.WITHDRAWN
    audit.record("extension.withdrawn", extension)


def allow(act: ExtensionAct, extension: Extension, by: Reader) -> None:
    """Lock a request and raise ExtensionRefused unless the person may do the act to it now."""
    lock(extension)
    why = why_not(act, by, request_of(extension), today())
    if why is not None:
        raise ExtensionRefused(why)


def request_of(extension: Extension) -> Request:
    """A request as the pure function knows it."""
    return Request(
        is_waiting=extension.state == ExtensionState.ASKED,
        is_line=extension.assignment_id is not None,
        asked_by=extension.asked_by_id,
        new_on=extension.new_on,
        is_unit_ended=extension.unit.has_ended,
    )


def wish_of_month(month: UnitMonth) -> Wish:
    """What asking for a later closing day of a month would be."""
    closes_on = month.standing.closes_on
    return Wish(
        standing=month.standing,
        months_back=_months_back(month),
        old_on=closes_on,
        latest_on=latest_day_of_month(closes_on),
        is_asked=waiting_of_month(month) is not None,
    )


def wish_of_line(month: UnitMonth, line: MonthLine) -> Wish:
    """What asking for a later due day of a line would be."""
    return Wish(
        standing=month.standing,
        months_back=_months_back(month),
        old_on=line.due_on,
        latest_on=_latest_on(month, line),
        is_line=True,
        is_asked=_is_waiting(requests_of_line(month, line)),
        is_finished=line.state in FINISHED,
    )


def waiting_of_month(month: UnitMonth) -> Extension | None:
    """The request to keep a month open that waits, where there is one."""
    return next((one for one in requests_of_month(month) if _is_waiting([one])), None)


def requests_of_month(month: UnitMonth) -> list[Extension]:
    """What was asked to keep a month open, newest first."""
    named = month.month.named
    return [one for one in month.extensions if one.month_on == named and not one.assignment_id]


def requests_of_line(month: UnitMonth, line: MonthLine) -> list[Extension]:
    """What was asked of a line, whenever it was asked, newest first."""
    key = (line.assignment_id, line.period_on)
    return [one for one in month.extensions if (one.assignment_id, one.period_on) == key]


def _ask(
    month: UnitMonth, wish: Wish, line: MonthLine | None, new_on: date, reason: str, by: Reader
) -> Extension:
    why = why_not_ask(by, wish)
    if why is not None or wish.old_on is None:
        raise ExtensionRefused(why or ExtensionObstacle.NO_DUE_DAY)
    bad = why_not_day(wish, new_on, today())
    if bad is not None:
        raise DayRefused(bad, wish)
    extension = Extension(
        month_on=month.month.named,
        assignment_id=line.assignment_id if line else None,
        period_on=line.period_on if line else None,
        old_on=wish.old_on,
        new_on=new_on,
        reason=reason,
        asked_by_id=by.person_id,
    )
    db.session.add(extension)
    audit.record("extension.asked", extension)
    _tell_deciders(month, extension)
    return extension


def _tell_deciders(month: UnitMonth, extension: Extension) -> None:
    unit = month.unit
    told = {"unit": unit.name, "month": f"{extension.month_on:%m/%Y}"}
    told |= {"old_on": str(extension.old_on), "new_on": str(extension.new_on)}
    href = f"/{unit.slug}/extensions"
    notify(deciders_on(unit), NotificationKind.EXTENSION_ASKED, unit.id, href, **told)


def _months_back(month: UnitMonth) -> int:
    present = month_of(today(), month.rules)
    return months_between(month.month.named, present.named)


def _latest_on(month: UnitMonth, line: MonthLine) -> date | None:
    """Where what is done again ends with its period, which no request prolongs."""
    if line.due_on is None:
        return None
    if line.cadence not in DATED:
        return line.due_on
    plan = db.session.get(Plan, line.plan_id) if line.plan_id else None
    is_yearly = line.period_on != WHOLE
    last = month_named(line.period_on.year, 12, month.rules).last_day if is_yearly else None
    return latest_day_of_line(line.due_on, plan.ends_on if plan else None, last)


def _is_waiting(requests: list[Extension]) -> bool:
    return any(one.state == ExtensionState.ASKED for one in requests)
