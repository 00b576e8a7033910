"""A month as its paper needs it: its lines, and how the documents behind them are cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from blueprints.mail import public_address
from documents.month_paper import MonthDocument, Source, Work
from models.adoption_words import NOUNS
from models.base import db
from models.line import FINISHED
from models.live_lines import Place
from models.month_acts import SENT_BACK, MonthState
from models.month_calendar import Month, next_month
from models.month_line import MonthLine
from models.period import WHOLE, period_on
from models.plan import Plan
from models.plan_citation import committee_of, full_citation, short_citation
from models.unit import Kind, Unit
from models.unit_month import SETTLED, UnitMonth


def document_of(month: UnitMonth) -> MonthDocument:
    """What the paper of a month says: as it stands, or as it was handed in."""
    unit, calendar = month.unit, month.month
    coming = next_month(calendar, month.rules)
    plans = plans_of(line.plan_id for line in month.lines)
    href = public_address(url_for("checklists.show", month=calendar.named))
    return MonthDocument(
        **office_of(unit),
        named=calendar.named,
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        next_named=coming.named,
        next_last=coming.last_day,
        as_at=month.as_at,
        submitted_on=month.as_at if month.state in SETTLED else None,
        is_approved=month.state is MonthState.APPROVED,
        is_sent_back=month.state in SENT_BACK,
        changes=month.changes_since,
        works=tuple(_work(line, month, coming, plans, href) for line in month.lines),
        sources=sources_of(month.lines, plans),
        href=href,
    )


def office_of(unit: Unit) -> dict[str, Any]:
    """Who reports, and to whom, as papers say it."""
    return {
        "issuer": "" if unit.is_root else committee_of(unit),
        "noun": NOUNS.get(Kind(unit.kind), ""),
        "place": "" if unit.is_root else unit.short_name,
        "above": _above(unit),
        "is_root": unit.is_root,
    }


def _above(unit: Unit) -> str:
    """To whom a unit reports; empty where that is the country: the office writes the ministry."""
    above = db.session.get(Unit, unit.parent_id) if unit.parent_id else None
    return "" if above is None or above.is_root else committee_of(above)


def plans_of(ids: Iterable[int | None]) -> dict[int, Plan]:
    """The plans that can be read, with who issued them."""
    keys = {key for key in ids if key is not None}
    query = select(Plan).options(joinedload(Plan.unit)).where(Plan.id.in_(keys))
    return {plan.id: plan for plan in db.session.scalars(query)} if keys else {}


def sources_of(lines: Iterable[MonthLine], plans: dict[int, Plan]) -> dict[int, Source]:
    """Each document once, in the order of the lines; one that cannot be read any more, as the
    lines name it."""
    told: dict[int, Source] = {}
    for line in lines:
        if line.plan_id is not None and line.plan_id not in told:
            plan = plans.get(line.plan_id)
            kept = f"Văn bản {line.plan}"
            told[line.plan_id] = _source(plan) if plan else Source(kept, kept)
    return told


def _source(plan: Plan) -> Source:
    in_full = full_citation(plan, plan.unit)
    return Source(in_full, short_citation(plan) if plan.number else in_full)


def _work(
    line: MonthLine, month: UnitMonth, coming: Month, plans: dict[int, Plan], href: str
) -> Work:
    is_same = period_on(line.cadence, coming.named) == line.period_on
    plan = plans.get(line.plan_id or 0)
    ends = line.period_on != WHOLE and plan is not None and plan.ends_on < coming.first_day
    return Work(
        text=line.text,
        status=line.status_on(month.as_at).value,
        plan=line.plan_id,
        section=section_of(line),
        number=line.number,
        due_on=line.due_on,
        done_on=line.done_on,
        months_late=line.months_late,
        times=line.times,
        children=line.children,
        adults=line.adults,
        amount=line.amount,
        note=line.note or "",
        reason=line.reason or "",
        difficulty=line.difficulty or "",
        goes_on=is_same and not ends and line.state not in FINISHED,
        recurs=not is_same and not ends,
        is_upcoming=line.place is Place.UPCOMING,
        href=f"{href}#line-{line.assignment_id}",
    )


def section_of(line: MonthLine) -> str:
    """The heading in the document without the number it has there: a paper counts anew."""
    number = line.number.rpartition(".")[0]
    return line.section.removeprefix(number).strip() if number else line.section
