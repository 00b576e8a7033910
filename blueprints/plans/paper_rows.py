"""A plan of the unit as its paper needs it: agencies by the names they have there."""

from __future__ import annotations

from typing import Any

from documents.plan_paper import PlanDocument, Report, Section, Work
from models.adoption_words import NOUNS, places_below
from models.agency import Agency
from models.agency_duty import duties_of
from models.agency_kind import HAMLETS, KINDS_BY_CODE, kinds_named, kinds_of_name
from models.base import db
from models.clock import today
from models.plan import Plan
from models.plan_citation import committee_of
from models.plan_content import live_tasks, sections_of
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.task import Audience, Task
from models.unit import Kind, Unit

_ASKED = {
    "front", "women", "youth", "farmers", "veterans", "red_cross", "learning", "court", "procuracy"
}  # fmt: skip
"""Kinds of agency that a committee asks to do something and cannot order to."""
_OFFICER = "công chức phụ trách công tác trẻ em"
_OTHER = "các cơ quan, đơn vị liên quan"


def document_of(plan: Plan, unit: Unit) -> PlanDocument:
    """What the paper of a plan of a unit says."""
    noun = NOUNS.get(Kind(unit.kind), "")
    sections = sections_of(plan)
    numbers = {section.id: section.number for section in sections}
    names = _Names(unit, noun)
    facts = _facts(plan)
    return PlanDocument(
        kind=plan.kind,
        issuer=plan.issuer or committee_of(unit),
        noun=noun,
        place=plan.place or unit.short_name,
        subject=plan.subject,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        number=plan.number,
        issued_on=plan.issued_on,
        year=today().year if plan.starts_on.year == today().year else None,
        grounds=tuple(plan.grounds),
        sections=tuple(Section(one.number, one.title) for one in sections),
        works=tuple(
            _work(task, numbers.get(task.section_id or 0, ""), names) for task in live_tasks(plan)
        ),
        addressees=tuple(places_below(unit)),
        recipients=tuple(plan.recipients),
        signer=plan.signer,
        signer_title=plan.signer_title,
        **facts,
    )


def _facts(plan: Plan) -> dict[str, Any]:
    targets = db.session.scalars(PlanTarget.of(plan.id).where(PlanTarget.is_baseline.is_(False)))
    reports = db.session.scalars(ReportDue.of(plan.id))
    budget = db.session.scalars(BudgetLine.of(plan.id))
    return {
        "targets": tuple(row.text for row in targets),
        "reports": tuple(Report(r.who, r.to, r.via, tuple(r.days)) for r in reports),
        "budget": tuple(row.text for row in budget),
    }


def _work(task: Task, section: str, names: _Names) -> Work:
    return Work(
        text=task.text,
        section=section,
        marker=task.marker,
        hangs_under=task.hangs_under,
        leads=tuple(names.of_kind(kind) for kind in task.lead_kinds),
        doers=names.below if task.audience == Audience.BELOW else names.everyone,
        partners=tuple(names.of_kind(kind) for kind in task.coordinating_kinds),
        leads_said=_as_written(task.lead_names, task.lead_kinds),
        partners_said=_as_written(task.coordinating_names, task.coordinating_kinds),
        asks=bool(task.lead_kinds) and set(task.lead_kinds) <= _ASKED,
        cadence=task.cadence,
        starts_on=task.starts_on,
        due_on=task.due_on,
        product=task.product,
        clause=task.clause,
    )


def _as_written(names: list[str], kinds: list[str]) -> tuple[str, ...]:
    """The names in the document, while they still mean the kinds that the review left."""
    found = [name for name in names if kinds_of_name(name)]
    return tuple(found) if kinds and set(kinds_named(found)) == set(kinds) else ()


class _Names:
    """What the agencies of a unit are called, by kind; read once for a plan."""

    def __init__(self, unit: Unit, noun: str) -> None:
        self.unit, self.noun = unit, noun
        self.duties: dict[str, Agency | None] = duties_of(unit.id)
        self.below = ", ".join(places_below(unit))
        self.everyone = f"Các ban, ngành, đoàn thể {noun}".strip()

    def of_kind(self, kind: str) -> str:
        """The unit's own agency of a kind, its officer, or what the kind is usually called."""
        if kind == HAMLETS:
            return "Trưởng các thôn, tổ dân phố"
        if kind in self.duties:
            agency = self.duties[kind]
            return agency.name if agency else _OFFICER
        known = KINDS_BY_CODE.get(kind)
        usual = known.name_at(self.unit.level) if known else ""
        return f"{usual} {self.noun}".strip() if usual else self._unusual(kind)

    def _unusual(self, kind: str) -> str:
        """A kind that units of the level have no office for."""
        if kind == "school":
            return f"các trường học trên địa bàn {self.noun}".strip()
        known = KINDS_BY_CODE.get(kind)
        if known is None or kind == "other":
            return _OTHER
        return known.province if kind in _ASKED else f"bộ phận {known.label.lower()}"
