"""What the page of a month needs beside its rows."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from flask import current_app, g, url_for
from flask_babel import gettext as _
from uuid_utils.compat import uuid7

from blueprints.activities.match_boxes import suffix_of
from blueprints.checklists.asked_of_month import MonthAsked
from blueprints.checklists.decision_page import MonthDeciding, queue_above
from blueprints.checklists.event_words import steps_of
from blueprints.checklists.extension_words import MonthExtensions
from blueprints.checklists.line_forms import STATES as LINE_STATES
from blueprints.checklists.month_activities import MonthActivities, activities_in
from blueprints.checklists.month_rows import Group, MonthRows, numbers_of
from blueprints.checklists.month_words import (
    STATES,
    changed_since_approval,
    month_name,
    refusal,
)
from blueprints.filters import day, days_left
from blueprints.plans.task_words import CADENCES
from models import clock
from models.kept_evidence import evidence_of
from models.line import LineState
from models.match_facts import LineKey
from models.month_acts import Act, MonthState, Reader
from models.month_calendar import next_month, previous_month
from models.month_line import MonthLine
from models.unit_month import NoSuchMonth, UnitMonth, refuse_no_month


class MonthPage:
    """A month for one reader: where it stands, what he may do, where he can go."""

    def __init__(self, month: UnitMonth, reader: Reader) -> None:
        self.month, self.reader = month, reader
        self.number = f"{month.month.named.month}/{month.month.named.year}"
        self.href = url_for("checklists.show", month=month.month.named)
        self.today = clock.today()

    @cached_property
    def rows(self) -> MonthRows:
        return self.rows_of(self.month.lines)

    @property
    def key(self) -> str:
        """What the device keeps unsaved work under."""
        return f"{g.unit.slug}/{self.month.month.named:%Y-%m}"

    @cached_property
    def writes(self) -> bool:
        """Whether this reader may write now."""
        return self.month.obstacle(Act.WRITE, self.reader) is None

    @cached_property
    def adds_late(self) -> bool:
        """Whether this reader may still add photos and files to a month that is approved."""
        return self.month.obstacle(Act.ADD_LATE, self.reader) is None

    @cached_property
    def why_not(self) -> tuple[str, str] | None:
        """Who could write here is told why he cannot now."""
        why = self.month.obstacle(Act.WRITE, self.reader)
        is_told = why is not None and self.reader.writes
        return refusal(why, self.month) if why is not None and is_told else None

    @property
    def may_submit(self) -> bool:
        return self.month.obstacle(Act.SUBMIT, self.reader) is None

    @property
    def may_take_back(self) -> bool:
        return self.month.obstacle(Act.TAKE_BACK, self.reader) is None

    @cached_property
    def deciding(self) -> MonthDeciding | None:
        """What who decides may do; None for everybody else."""
        return MonthDeciding(self.month, self.reader) if self.reader.decides else None

    @property
    def state(self) -> tuple[str, str]:
        """The kind of status the month's state is shown as, and its words."""
        kind, words = STATES[self.month.state]
        return kind, str(words)

    @property
    def approved(self) -> str:
        """The day on which it was approved, while it is."""
        return day(clock.vietnam_day(self.month.approved_at)) if self.month.approved_at else ""

    @property
    def changed(self) -> str:
        """That something came to it after it was approved; empty where nothing did."""
        changes = self.month.changes_since
        return changed_since_approval(changes) if changes else ""

    @property
    def is_open(self) -> bool:
        return self.month.state is MonthState.OPEN

    @cached_property
    def extensions(self) -> MonthExtensions:
        """What was asked for the month and its lines."""
        return MonthExtensions(self.month, self.reader)

    @cached_property
    def asked(self) -> MonthAsked:
        """What is to be explained of the month and its lines, and when it was reminded of."""
        return MonthAsked(self.month, self.reader, self.above)

    @property
    def clocks(self) -> list[tuple[str, str]]:
        """The due day and the closing day, with how far they are."""
        return [
            (_("Period"), self.period),
            (_("Submit by"), self._with_distance(self.month.month.due_on)),
            (_("Closes"), self._with_distance(self.month.standing.closes_on)),
        ]

    @property
    def period(self) -> str:
        """The first and the last day."""
        month = self.month.month
        return str(_("%(first)s to %(last)s", first=day(month.first_day), last=day(month.last_day)))

    @property
    def due(self) -> str:
        """When it has to be handed in, and how far that is."""
        return self._with_distance(self.month.month.due_on)

    def _with_distance(self, when: date) -> str:
        left = days_left(when, self.today)
        return f"{day(when)}, {left}" if left and self.month.state is MonthState.OPEN else day(when)

    @property
    def around(self) -> dict[str, Any]:
        """The months before and after, where the unit has them."""
        rules, month = self.month.rules, self.month.month
        return {
            "before": self._link(previous_month(month, rules)),
            "after": self._link(next_month(month, rules)),
        }

    def _link(self, month: Any) -> tuple[str, str] | None:
        try:
            refuse_no_month(g.unit, month)
        except NoSuchMonth:
            return None
        return month_name(month.named), url_for("checklists.show", month=month.named)

    def rows_of(self, lines: list[MonthLine]) -> MonthRows:
        """Rows for these lines alone."""
        return MonthRows(self.month, self.href, lines, evidence_of(self.month, lines))

    def groups(self, shown: str, by: str) -> list[Group]:
        """The rows of a filter under their headings."""
        return self.rows.groups(shown, by)

    def address(self, **narrowed: str) -> str:
        """The page with another filter or order."""
        values: dict[str, Any] = {"month": self.month.month.named, **narrowed}
        return url_for("checklists.show", **values)

    @property
    def above(self) -> str:
        """The unit that decides."""
        return str(g.above[0] if g.above else g.unit.name)

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What happened so far, the latest first."""
        steps = [*steps_of(self.month.events, self.above), *self.asked.steps]
        return sorted(steps, key=lambda step: step["at"], reverse=True)

    @cached_property
    def activities(self) -> MonthActivities:
        """What was done for children in the days of the month; one query."""
        return activities_in(self.month)

    def activity_box(self, line: MonthLine) -> str:
        """The line as the log form names it, to be ticked there from the start."""
        return suffix_of(LineKey(line.assignment_id, line.period_on))

    @property
    def queue(self) -> str | None:
        """The list of the months beside this one, for who reads it from above."""
        is_from_above = self.reader.decides or self.asked.may_ask
        return queue_above(self.month.month.named) if is_from_above else None

    @cached_property
    def form_id(self) -> str:
        """The one-time id of the page's own button."""
        return str(uuid7())

    @property
    def words(self) -> dict[str, Any]:
        """What every line says, looked up once: a page has forty of them."""
        asset: Any = current_app.jinja_env.globals["asset"]
        return {
            "icons": asset("icons.svg"),
            "tick": _("Done: line"),
            "open": _("Open the line"),
            "returned": _("Returned"),
            "mended": _("Completed"),
            "evidence": _("photos and files"),
            "activities": _("activities"),
            "difficulty": _("Difficulty:"),
            "cadences": {code: str(text) for code, text in CADENCES.items()},
        }

    @property
    def filters(self) -> list[tuple[str, str]]:
        return [
            ("all", _("All")),
            ("todo", _("To do")),
            ("returned", _("Returned")),
            ("over", _("Overdue")),
        ]

    def emptiness(self, shown: str) -> str:
        """Why there is nothing in the list."""
        told = {
            "all": _(
                "No task falls in this month. Published plans bring tasks here by themselves."
            ),
            "todo": _("Nothing is left to do."),
            "returned": _("Nothing was returned."),
            "over": _("Nothing is overdue."),
        }
        return str(told[shown])

    @property
    def bar_hint(self) -> str:
        """What stands beside the page's last act."""
        if self.may_submit:
            return str(_("Submit by %(day)s", day=self.due))
        if self.may_take_back:
            return str(_("Nobody reads it yet."))
        if self.deciding and self.deciding.may_act:
            is_mine = self.month.state is MonthState.IN_REVIEW
            return str(_("You have it in hand.") if is_mine else _("Nobody has it in hand."))
        return str(_("Can be submitted from %(day)s", day=day(self.month.standing.submitted_from)))

    def facts(self, line: MonthLine) -> list[tuple[str, str]]:
        """What the plan says of a line."""
        told = (
            (_("How often"), str(CADENCES[line.cadence]).capitalize()),
            (_("Due"), day(line.due_on) if line.due_on else ""),
            (_("Product"), line.product or ""),
            (_("By the document"), ", ".join(part for part in (line.plan, line.clause) if part)),
            (_("Who"), line.bearer or ""),
        )
        return [(name, value) for name, value in told if value]

    def written(self, line: MonthLine) -> list[tuple[str, str]]:
        """What the unit wrote of a line, for who only reads."""
        is_none = line.state is LineState.NOT_APPLICABLE
        told = (
            (_("State"), str(LINE_STATES[line.state])),
            (_("Done on"), day(line.done_on) if line.done_on else ""),
            (_("Why nothing arose"), line.reason if is_none else ""),
            (_("Note, result"), line.note or ""),
            (_("Numbers"), numbers_of(line)),
            (_("Difficulty"), line.difficulty or ""),
        )
        return [(name, value) for name, value in told if value]
