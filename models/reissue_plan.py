"""Issuing a plan again for later years: a draft with its tasks, the dates moved."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from models import audit
from models.base import db
from models.clock import today
from models.copy_plan import (
    Shift,
    copy_addressees,
    copy_budget,
    copy_reports,
    copy_sections,
    copy_targets,
    copy_tasks,
)
from models.outdated import warnings_in
from models.plan import Plan
from models.plan_content import live_tasks, sections_of
from models.plan_period import LAST_YEAR
from models.plan_source import PlanSource
from models.task import Task
from models.text import fold
from models.year_words import moved_day, moved_written_day

_DAYS_OF_A_YEAR = 365.25
_REVIEW = re.compile(
    r"\b(so ket|tong ket)\b.*\b(giai doan|giua ky|chuong trinh|ke hoach|nam \d{4})"
)


class NotReissuable(Exception):
    """Discarded, or a draft of this year or a later one: that is reviewed, not issued again."""


class NotLater(ValueError):
    """The new first day is not at least half a year after the old one, or past LAST_YEAR."""


def can_be_issued_again(plan: Plan) -> bool:
    """Whether a plan of the bound unit was in force, or is a draft left over from a past year."""
    if plan.discarded_at is not None:
        return False
    return not plan.is_draft or plan.starts_on.year < today().year


def next_start(plan: Plan) -> date:
    """The first day to propose: 1 January after the plan's first year, of this year at least."""
    return date(max(plan.starts_on.year + 1, today().year), 1, 1)


def reissues_of(plan: Plan) -> Select[Plan]:
    """The plans that a plan was issued again as, the latest first."""
    query = Plan.in_being().where(Plan.reissue_of_id == plan.id)
    return query.order_by(Plan.id.desc())


def next_begins_on(plan: Plan) -> date | None:
    """The first day of the plan in force that a plan was issued again as; None without one."""
    again = reissues_of(plan).where(Plan.published_at.is_not(None), Plan.withdrawn_at.is_(None))
    found = db.session.scalars(again).all()
    return min((one.starts_on for one in found), default=None)


def shift_to(plan: Plan, starts_on: date) -> Shift:
    """By how many years a plan moves when it begins on a day; raises NotLater."""
    by_years = round((starts_on - plan.starts_on).days / _DAYS_OF_A_YEAR)
    if by_years < 1 or plan.ends_on.year + by_years > LAST_YEAR:
        raise NotLater
    return Shift(plan.starts_on.year, plan.ends_on.year, by_years)


def issue_again(plan: Plan, starts_on: date, author_id: int | None) -> Plan:
    """A draft of the bound unit like its plan, beginning on a day; NotReissuable, NotLater.

    Number and day stay empty. Years move only where they are the plan's own; PlanSource says what
    it cites that is out of date.
    """
    if not can_be_issued_again(plan):
        raise NotReissuable
    shift = shift_to(plan, starts_on)
    draft = _draft(plan, starts_on, shift, author_id)
    tasks, sections = live_tasks(plan), sections_of(plan)
    said = [*plan.grounds, *(task.text for task in tasks), *(one.title for one in sections)]
    headings = copy_sections(sections, draft, shift)
    copy_tasks(tasks, draft, headings, shift, partial(_where_it_stands, roots=_roots_now(tasks)))
    copy_targets(plan, draft, shift, baselines=True)
    copy_reports(plan, draft, shift, lambda report: report.who)
    copy_budget(plan, draft, shift)
    copy_addressees(plan, draft)
    _keep_source(plan, draft, shift, warnings_in(said, draft.ends_on), tasks)
    audit.record("plan.issued_again", draft, after={"of": plan.id, "tasks": len(tasks)})
    return draft


def _where_it_stands(task: Task, roots: dict[int, int]) -> dict[str, Any]:
    root_id = roots.get(task.root_id, task.root_id) if task.root_id else None
    return {"source_line": task.source_line, "clause": task.clause, "root_id": root_id}


def _roots_now(tasks: list[Task]) -> dict[int, int]:
    """Of tasks that were adopted: what the task above was issued again as, where it was.

    A unit that issues its own plan again gets no second line beside the one from above.
    """
    roots = {task.root_id for task in tasks if task.root_id is not None}
    again = select(Task.copied_from_id, Task.id).join(Plan, Plan.id == Task.plan_id)
    again = again.where(Task.copied_from_id.in_(roots), Plan.reissue_of_id.is_not(None))
    again = again.where(Plan.published_at.is_not(None), Plan.withdrawn_at.is_(None))
    return {old: new for old, new in db.session.execute(again.order_by(Task.id)) if old}


def _draft(plan: Plan, starts_on: date, shift: Shift, author_id: int | None) -> Plan:
    later = starts_on - moved_day(plan.starts_on, shift.by_years)
    kept = ("kind", "place", "issuer", "signer", "signer_title", "based_on_id")
    draft = Plan.start(
        subject=shift.text(plan.subject)[:500],
        starts_on=starts_on,
        ends_on=moved_day(plan.ends_on, shift.by_years) + later,
        grounds=list(plan.grounds),
        recipients=list(plan.recipients),
        reissue_of_id=plan.id,
        author_id=author_id,
        **{name: getattr(plan, name) for name in kept},
    )
    db.session.flush()
    return draft


def _keep_source(
    plan: Plan, draft: Plan, shift: Shift, warnings: list[str], tasks: list[Task]
) -> None:
    """Keep the old document with the draft, so that the passages stay readable beside it."""
    source = db.session.scalar(PlanSource.of(plan.id))
    offers = [_moved_offer(offer, shift) for offer in source.offers] if source else []
    offers += _reviews_to_offer(draft, tasks)
    if source is None and not warnings and not offers:
        return
    names = ("file_name", "media_type", "size", "sha256", "lines", "unread")
    kept: dict[str, Any] = {name: getattr(source, name) for name in names} if source else {}
    PlanSource.keep(draft, offers=offers, warnings=warnings, **kept)


def _moved_offer(offer: dict[str, Any], shift: Shift) -> dict[str, Any]:
    days = {name: offer.get(name) for name in ("date", "start")}
    moved_days = {
        name: moved_written_day(day, shift.by_years) if day else None for name, day in days.items()
    }
    texts = {name: shift.optional(offer.get(name)) for name in ("what", "text")}
    return {**offer, **texts, **moved_days}


def _reviews_to_offer(draft: Plan, tasks: list[Task]) -> list[dict[str, Any]]:
    """The mid-term and the final review of a plan over several years that orders neither."""
    years = draft.years
    if len(years) < 2 or any(_REVIEW.search(fold(task.text)) for task in tasks):
        return []
    period = f"giai đoạn {years[0]}-{years[-1]}"
    middle = moved_day(draft.ends_on, years[(len(years) - 1) // 2] - years[-1])
    return [
        _offer(f"Sơ kết giữa kỳ việc thực hiện {period}", middle),
        _offer(f"Tổng kết việc thực hiện {period}", draft.ends_on),
    ]


def _offer(what: str, day: date) -> dict[str, Any]:
    said = {"what": what, "text": what, "date": day.isoformat()}
    return {**said, "start": None, "recurrence": None, "taken": False}
