"""What was found, in words: the text with what was looked for, where it is, where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_words import month_name
from blueprints.filters import day
from blueprints.plans.plan_words import KINDS
from blueprints.plans.task_words import CADENCES
from models import search
from models.line_months import last_months
from models.plan import Plan, PlanKind
from models.search_terms import Piece, Terms
from models.task import Cadence


@dataclass(frozen=True)
class Result:
    """One row; `unit` where it is another unit's."""

    href: str
    pieces: list[Piece]
    told: list[str]
    unit: str | None = None


@dataclass
class Results:
    """What was found of each source, by its key."""

    terms: Terms
    found: Mapping[str, Sequence[Any]]

    def of(self, key: str) -> list[Result]:
        """The rows of one source."""
        ways: dict[str, Callable[[Any], Result]] = {
            "lines": self._line,
            "below": self._line,
            "tasks": self._task,
            "plans": self._plan,
            "activities": self._activity,
        }
        return [ways[key](row) for row in self.found[key]]

    @cached_property
    def _months(self) -> dict[int, Any]:
        return last_months([*self.found.get("lines", ()), *self.found.get("below", ())])

    @cached_property
    def _units(self) -> dict[int, int]:
        return search.units_with([row.id for row in self.found["tasks"]]) if g.has_below else {}

    def _line(self, row: Any) -> Result:
        month = self._months[row.id]
        return Result(
            href=url_for("checklists.line", unit=row.slug, month=month, assignment_id=row.id),
            pieces=self.terms.pieces(row.text),
            told=[word for word in (*_about(row), month_name(month)) if word],
            unit=row.unit if row.unit_id != g.unit.id else None,
        )

    def _activity(self, row: Any) -> Result:
        return Result(
            href=url_for("activities.show", unit=row.slug, activity_id=row.id),
            pieces=self.terms.pieces(", ".join(filter(None, (row.title, row.place)))),
            told=[day(row.held_on)],
            unit=row.unit if row.unit_id != g.unit.id else None,
        )

    def _task(self, row: Any) -> Result:
        units = self._units.get(row.id)
        told = [row.number or row.subject]
        told += [ngettext("%(num)d unit", "%(num)d units", units)] if units else []
        return Result(
            href=url_for("plans.show", plan_id=row.plan_id, q=self.terms.asked),
            pieces=self.terms.pieces(row.text),
            told=told,
            unit=row.unit,
        )

    def _plan(self, plan: Plan) -> Result:
        told = [str(KINDS[PlanKind(plan.kind)]), plan.number or _("no number yet")]
        return Result(
            href=url_for("plans.show", plan_id=plan.id),
            pieces=self.terms.pieces(plan.subject or _("(no subject found)")),
            told=told,
            unit=plan.unit.name if plan.unit_id != g.unit.id else None,
        )


def _about(row: Any) -> list[str | None]:
    """Of a line: how often, who does it, under which plan; whether it has ended."""
    known = row._mapping
    plan = known.get("number") or known.get("subject")
    ended = _("ended") if row.ended_on is not None else None
    return [str(CADENCES[Cadence(row.cadence)]), known.get("bearer"), plan, ended]
