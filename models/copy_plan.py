"""What a plan made of another takes over: headings, tasks, facts, addressees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from models.agency import Agency
from models.base import db
from models.draft_plan import GAP
from models.hamlet import Hamlet
from models.plan import Plan, UnitsBelow
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.plan_recipient import PlanRecipient
from models.plan_section import PlanSection
from models.task import Origin, Task
from models.year_words import moved, moved_day, moved_written_day

if TYPE_CHECKING:
    from models.plan_addressing import Addressing


@dataclass(frozen=True)
class Shift:
    """By how many years a plan of a period is moved; 0 leaves everything as it is."""

    first_year: int
    last_year: int
    by_years: int

    def text(self, text: str) -> str:
        return moved(text, self.first_year, self.last_year, self.by_years)

    def optional(self, text: str | None) -> str | None:
        return self.text(text) if text else text


def copy_sections(
    sections: Iterable[PlanSection], plan: Plan, shift: Shift
) -> dict[int, PlanSection]:
    """Give a draft copies of headings; by the key of the heading each was copied from."""
    copies = {
        section.id: PlanSection(
            plan=plan,
            number=section.number,
            title=shift.text(section.title)[:600],
            position=section.position,
        )
        for section in sections
    }
    db.session.add_all(copies.values())
    db.session.flush()
    return copies


def copy_tasks(
    tasks: list[Task],
    plan: Plan,
    sections: dict[int, PlanSection],
    shift: Shift,
    change: Callable[[Task], dict[str, Any]],
) -> None:
    """Give a draft copies of tasks with the agencies they name; `change` says what differs."""
    copies = [
        Task(
            plan=plan,
            section=sections.get(task.section_id or 0),
            position=place * GAP,
            **(_values(task, shift) | change(task)),
        )
        for place, task in enumerate(tasks, 1)
    ]
    db.session.add_all(copies)
    db.session.flush()
    for task, copy in zip(tasks, copies, strict=True):
        copy.name_agencies(task.lead_kinds, task.coordinating_kinds)


def _values(task: Task, shift: Shift) -> dict[str, Any]:
    return {
        "origin": Origin.COPIED,
        "text": shift.text(task.text),
        "marker": task.marker,
        "hangs_under": shift.optional(task.hangs_under),
        "audience": task.audience,
        "cadence": task.cadence,
        "starts_on": task.starts_on and moved_day(task.starts_on, shift.by_years),
        "due_on": task.due_on and moved_day(task.due_on, shift.by_years),
        "product": shift.optional(task.product),
        "lead_names": list(task.lead_names),
        "coordinating_names": list(task.coordinating_names),
        "copied_from_id": task.id,
    }


def copy_targets(source: Plan, plan: Plan, shift: Shift, *, baselines: bool) -> None:
    """Give a draft the targets of another, and the figures they are compared with."""
    query = PlanTarget.of(source.id)
    query = query if baselines else query.where(PlanTarget.is_baseline.is_(False))
    kept = ("is_baseline", "written", "value", "measure", "direction", "year")
    db.session.add_all(
        PlanTarget(plan_id=plan.id, text=shift.text(row.text), **_same(row, kept))
        for row in db.session.scalars(query)
    )


def copy_reports(
    source: Plan, plan: Plan, shift: Shift, who: Callable[[ReportDue], str | None]
) -> None:
    """Give a draft the report duties of another; `who` owes each."""
    for row in db.session.scalars(ReportDue.of(source.id)):
        by = who(row)
        text = " → ".join(party for party in (by, row.to, row.via) if party)
        days = [moved_written_day(day, shift.by_years) for day in row.days]
        copy = ReportDue(plan_id=plan.id, text=text, who=by, to=row.to, via=row.via, days=days)
        db.session.add(copy)


def copy_budget(source: Plan, plan: Plan, shift: Shift) -> None:
    """Give a draft the budget lines of another."""
    db.session.add_all(
        BudgetLine(plan_id=plan.id, text=shift.text(row.text), amount=row.amount, source=row.source)
        for row in db.session.scalars(BudgetLine.of(source.id))
    )


def copy_addressees(source: Plan, plan: Plan) -> None:
    """Address a draft as another plan of its unit, leaving out whom there is no more."""
    copy_units(source, plan)
    agencies = select(Agency.id).where(Agency.ended_on.is_(None))
    hamlets = select(Hamlet.id).where(Hamlet.ended_on.is_(None))
    own = PlanRecipient.of(source.id)
    own = own.where(PlanRecipient.agency_id.in_(agencies) | PlanRecipient.hamlet_id.in_(hamlets))
    db.session.add_all(
        PlanRecipient(plan_id=plan.id, agency_id=row.agency_id, hamlet_id=row.hamlet_id)
        for row in db.session.scalars(own)
    )


def copy_units(source: Addressing, draft: Addressing) -> None:
    """Let a draft go to the same units below as another, leaving out what has ended."""
    draft.units_below = source.units_below
    if source.units_below == UnitsBelow.CHOSEN:
        draft.addressees = [unit for unit in source.addressees if not unit.has_ended]


def _same(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
