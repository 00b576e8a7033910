"""The summary of a month: everything its page shows, each number with where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from flask import g, url_for
from flask_babel import ngettext

from blueprints.checklists.month_words import month_name
from blueprints.filters import number
from blueprints.reviews.summary_rows import SourceRow, added_rows, difficulty_rows
from blueprints.reviews.summary_words import (
    GROUPS,
    PENDING,
    Numbers,
    counts,
    of_tasks,
    of_units,
    summary_href,
    title_of,
)
from models.month_calendar import Month, next_month, previous_month
from models.month_summary import TaskTotal
from models.read_summary import MonthSummary, UnitGroup
from models.review_queue import QueuedMonth
from models.unit_month import NoSuchMonth, refuse_no_month

NAMED = (UnitGroup.MISSING, UnitGroup.EXCUSED, UnitGroup.REOPENED, UnitGroup.FORMER)
"""Groups whose units are named on the page."""
MOST_NAMED, MOST_QUOTED = 8, 5
"""So many stand on the page; the others where the number leads."""


class SummaryPage:
    """A month of the units below, ready to print."""

    def __init__(self, summary: MonthSummary) -> None:
        self.summary, self.totals = summary, summary.totals
        named = summary.named
        self.month, self.href = named, summary_href(named)
        self.number = f"{named.month}/{named.year}"

    @property
    def lead(self) -> str:
        """From how many months the numbers come."""
        done = len(self.summary.group(UnitGroup.APPROVED))
        told = ngettext(
            "Numbers from the approved months of %(done)s of %(num)d unit",
            "Numbers from the approved months of %(done)s of %(num)d units",
            len(self.summary.expected),
            done=done,
        )
        return str(told)

    @property
    def is_counted(self) -> bool:
        """Whether any month was approved: there is nothing to add up before."""
        return bool(self.totals.by_unit)

    @property
    def around(self) -> dict[str, tuple[str, str] | None]:
        """The months before and after, where the unit has them."""
        month, rules = self.summary.queue.month, self.summary.queue.rules
        return {
            "before": _link(previous_month(month, rules)),
            "after": _link(next_month(month, rules)),
        }

    @cached_property
    def units(self) -> list[tuple[str, str, str]]:
        """How many units stand where: words, number, address."""
        found = [(group, len(self.summary.group(group))) for group in GROUPS]
        always = {UnitGroup.ON_TIME, UnitGroup.LATE, UnitGroup.MISSING, UnitGroup.APPROVED}
        return [
            (str(GROUPS[group]), number(count), f"{self.href}/units?show={group}")
            for group, count in found
            if count or group in always
        ]

    @cached_property
    def named(self) -> list[tuple[str, str, str, str]]:
        """The groups whose units are named: words, names, how many more, where they all are."""
        found = [(group, self.summary.group(group)) for group in NAMED]
        return [
            (str(GROUPS[group]), *self._names(group, units), f"{self.href}/units?show={group}")
            for group, units in found
            if units
        ]

    def _names(self, group: UnitGroup, units: list[QueuedMonth]) -> tuple[str, str]:
        told = [self._name(group, one) for one in units[:MOST_NAMED]]
        more = len(units) - MOST_NAMED
        rest = ngettext("%(num)d unit more", "%(num)d units more", more) if more > 0 else ""
        return "; ".join(told), str(rest)

    def _name(self, group: UnitGroup, one: QueuedMonth) -> str:
        why = self.summary.excused.get(one.unit_id) if group is UnitGroup.EXCUSED else ""
        return f"{one.name}: {why.rstrip('.')}" if why else one.name

    @cached_property
    def plans(self) -> list[tuple[str, list[tuple[str, list[Numbers]]]]]:
        """The tasks under their plans and sections."""
        by_plan = groupby(self.totals.in_order, lambda one: one[1].line.plan_id)
        each = [list(found) for _plan_id, found in by_plan]
        return [(tasks[0][1].line.plan, list(self._sections(tasks))) for tasks in each]

    def _sections(self, tasks: list[tuple[int, TaskTotal]]) -> Iterator[tuple[str, list[Numbers]]]:
        for section, found in groupby(tasks, lambda one: one[1].line.section):
            yield section, [self._task(*one) for one in found]

    def _task(self, key: int, task: TaskTotal) -> Numbers:
        href = f"{self.href}/{key}"
        units = ngettext("%(num)d unit", "%(num)d units", task.counted.all)
        return Numbers(
            title=title_of(task.line),
            href=href,
            units=str(units),
            counts=counts(task.counted, href),
            figures=of_units(task.counted),
            pending=task.pending.all,
        )

    @property
    def pending(self) -> str:
        """What is asked of a task for the units that are not approved yet."""
        return PENDING

    @cached_property
    def all(self) -> Numbers:
        """All tasks of all units together."""
        href = f"{self.href}/units"
        return Numbers(href, counts(self.totals.all, href), of_tasks(self.totals.all))

    @cached_property
    def added(self) -> Numbers:
        """The work that units gave themselves."""
        href = f"{self.href}/added"
        return Numbers(href, counts(self.totals.own, href), of_tasks(self.totals.own))

    @property
    def difficulties(self) -> list[SourceRow]:
        """The first difficulties, in the words of the units."""
        return difficulty_rows(self.summary)[:MOST_QUOTED]

    @property
    def works(self) -> list[SourceRow]:
        """The first of what units gave themselves."""
        return added_rows(self.summary)[:MOST_QUOTED]


def _link(month: Month) -> tuple[str, str] | None:
    try:
        refuse_no_month(g.unit, month)
    except NoSuchMonth:
        return None
    return month_name(month.named), url_for("reviews.summary", month=month.named)
