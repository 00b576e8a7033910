"""A task of a published plan in words, as the unit that reads it sees it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from flask import g
from flask_babel import gettext as _

from blueprints.access import may
from blueprints.filters import day, days_left
from blueprints.plans.task_words import CADENCES, KINDS
from models.agency import Agency
from models.agency_duty import duties_of, unanswered
from models.agency_kind import KINDS_BY_CODE
from models.line_status import day_within, due_in_period
from models.permissions import Permission
from models.plan import Plan
from models.task import DATED, Audience, Cadence, Task


class TaskWords:
    """Names the agencies of the reading unit, and days with how far they are."""

    def __init__(self, plan: Plan, tasks: Iterable[Task], today: date) -> None:
        self.plan, self.tasks, self.today = plan, list(tasks), today

    def tags(self, task: Task) -> list[str]:
        """What is told beside the text of a task."""
        lead, others = self.agencies(task.lead_kinds), self.agencies(task.coordinating_kinds)
        told = (
            str(CADENCES[Cadence(task.cadence)]),
            self.when(task),
            _("Lead: %(names)s", names=lead) if lead else "",
            _("Coordinating: %(names)s", names=others) if others else "",
            _("Product: %(name)s", name=task.product) if task.product else "",
            _("Clause %(name)s", name=task.clause) if task.clause else "",
        )
        return [tag for tag in told if tag]

    def due(self, task: Task) -> date | None:
        """The due day of its own that a task has in the present period."""
        if task.due_on is None or task.cadence not in DATED:
            return None
        within = day_within(self.plan.starts_on, self.plan.ends_on, self.today)
        return due_in_period(Cadence(task.cadence), task.due_on, within, self.plan.starts_on)

    def when(self, task: Task) -> str:
        """The due day, and how far it is while the plan runs."""
        due = self.due(task)
        if due is None:
            return ""
        days = {"first": day(task.starts_on), "last": day(due)}
        told = (
            _("From %(first)s to %(last)s", **days)
            if task.starts_on
            else _("Due on %(day)s", day=day(due))
        )
        left = "" if self.plan.is_draft else days_left(due, self.today)
        return f"{told}, {left}" if left else told

    def agencies(self, kinds: list[str]) -> str:
        """Kinds in words: this unit's own agency where it is known, else the kind."""
        return ", ".join(self._agency(kind) for kind in kinds)

    def _agency(self, kind: str) -> str:
        if kind not in self._duties:
            return str(KINDS.get(kind, kind))
        agency = self._duties[kind]
        return agency.name if agency else _("the officer")

    @property
    def open_kinds(self) -> list[str]:
        """The kinds of agency that this unit has still to be asked about."""
        if not may(Permission.MANAGE_PLANS) or not self._is_done_here or self.plan.is_draft:
            return []
        named = [named.kind for task in self.tasks for named in task.agencies]
        return [kind for kind in unanswered(named, self._duties) if kind in KINDS_BY_CODE]

    @cached_property
    def _duties(self) -> dict[str, Agency | None]:
        return duties_of(g.unit.id) if self._is_done_here else {}

    @property
    def _is_done_here(self) -> bool:
        """Whether this unit carries tasks out: it got them, or they are for its own agencies."""
        if self.plan.unit_id == g.unit.id:
            return any(task.audience == Audience.OWN for task in self.tasks)
        return not self.plan.unit.lies_within(g.unit.path)
