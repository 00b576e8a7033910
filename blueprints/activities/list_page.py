"""The list of activities as it is shown: rows, sums, what can be asked for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import g
from sqlalchemy import Row, func, or_, select

from blueprints.activities.list_filter import Asked, token
from blueprints.asked import page_count
from models import activity_list, clock
from models.activity_filter import ActivityFilter
from models.activity_kind import Kind, kinds_by_code
from models.activity_list import Listed, Place
from models.activity_period import Period, periods_around
from models.agency import Agency
from models.assignment import Assignment
from models.base import db
from models.campaign import Campaign
from models.event_organisers import others_of
from models.hamlet import Hamlet
from models.month_calendar import month_of
from models.own_task import OwnTask
from models.succession import Succession
from models.task import Task
from models.unit import Unit

PAGE = 40
MOST_CAMPAIGNS = 20
"""So many of them may be chosen, the latest first."""


@dataclass(frozen=True)
class Choice:
    """A value that a filter offers, with its name."""

    value: str
    name: str


class ListPage:
    """What is asked for at the unit, and what was found."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    @cached_property
    def around(self) -> list[Row[Any]]:
        """The units directly below, and those that the unit took over from; none where nothing
        lies below it."""
        taken = select(Succession.predecessor_id).where(Succession.successor_id == g.unit.id)
        columns = (Unit.slug, Unit.name, Unit.path, Unit.parent_id, Unit.valid_to)
        query = select(*columns).where(or_(Unit.parent_id == g.unit.id, Unit.id.in_(taken)))
        return list(db.session.execute(query.order_by(Unit.sort_key))) if g.has_below else []

    @cached_property
    def filter(self) -> ActivityFilter:
        """What is asked for; former units are shown where they are asked for, and never added."""
        unit = next((one for one in self.around if one.slug == self.asked.get("of")), None)
        found = self.asked.filter(unit.path if unit else None)
        is_whole = found.path is None and g.has_below and not self._may_hold_former(found.first)
        return found if found.path or is_whole else self.asked.filter(g.unit.path)

    def _may_hold_former(self, first: date | None) -> bool:
        """Whether a former unit may have anything from a day on: it cost the sums a tenth to leave
        out what is not there."""
        former = [one.valid_to for one in self.around if one.parent_id != g.unit.id]
        return any(last is None or first is None or last >= first for last in former)

    @cached_property
    def listed(self) -> Listed:
        return activity_list.summed(self.filter)

    @property
    def pages(self) -> int:
        return max(page_count(self.listed.count, PAGE), self.asked.page)

    @cached_property
    def rows(self) -> list[Row[Any]]:
        found, back = self._found, self.asked.before is not None
        return found[-PAGE:] if back else found[:PAGE]

    @cached_property
    def others(self) -> dict[uuid.UUID, list[str | None]]:
        """Who held an event besides, where others logged it too."""
        return others_of(row.Activity for row in self.rows)

    @cached_property
    def _found(self) -> list[Row[Any]]:
        asked = self.asked
        return activity_list.page(self.filter, asked.sort, PAGE + 1, asked.after, asked.before)

    def next_page(self, page: int) -> str:
        """The address of the page before or after this one."""
        if page <= 1 or not self.rows:
            return self.asked.address()
        if page < self.asked.page:
            return self.asked.address(page=page, before=_place(self.rows[0]))
        return self.asked.address(page=page, after=_place(self.rows[-1]))

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        return kinds_by_code(g.unit)

    @cached_property
    def agencies(self) -> list[Choice]:
        """The unit's agencies; from above, the kinds of agency are asked for instead."""
        return [] if g.has_below else _named(Agency)

    @cached_property
    def hamlets(self) -> list[Choice]:
        return [] if g.has_below else _named(Hamlet)

    @cached_property
    def campaigns(self) -> list[Choice]:
        """The latest campaigns that the unit opened or takes part in, with the one that is asked
        for."""
        is_its = or_(Campaign.unit_id == g.unit.id, Campaign.concerns(g.unit.id))
        asked = Campaign.id == self.filter.campaign_id
        query = select(Campaign.id, Campaign.name, Campaign.starts_on, Unit.name.label("issuer"))
        query = query.join(Unit, Unit.id == Campaign.unit_id).where(
            Campaign.published_at.is_not(None), Campaign.discarded_at.is_(None)
        )
        query = query.where(or_(is_its, asked)).order_by(asked.desc(), Campaign.starts_on.desc())
        rows = db.session.execute(query.limit(MOST_CAMPAIGNS))
        return [Choice(str(one.id), f"{one.name} ({one.issuer})") for one in rows]

    @cached_property
    def line_text(self) -> str:
        """What the line asks for whose activities are listed."""
        key = self.asked.line
        query = select(func.coalesce(Task.text, OwnTask.text)).select_from(Assignment)
        query = query.outerjoin(Task, Task.id == Assignment.task_id)
        query = query.outerjoin(OwnTask, OwnTask.id == Assignment.own_task_id)
        text = query.where(Assignment.id == key[0]) if key else None
        return (db.session.scalar(text) if text is not None else None) or ""

    @property
    def periods(self) -> list[Period]:
        """Those that are offered, with the one that is asked for."""
        rules = self.asked.rules
        offered = periods_around(month_of(clock.today(), rules), rules)
        asked = Period.of(self.asked.period)
        return offered if asked is None or asked in offered else [*offered, asked]


def _place(row: Row[Any]) -> str:
    return token(Place(row.value, row.Activity.id))


def _named(model: Any) -> list[Choice]:
    query = select(model.id, model.name).where(model.unit_id == g.unit.id)
    rows = db.session.execute(query.order_by(model.sort_key))
    return [Choice(str(key), name) for key, name in rows]
