"""What is known of a unit at a glance: counted in one query."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from models.activity import Activity, ActivityState
from models.agency import Agency
from models.base import db
from models.checklist import Checklist
from models.explanation import Explanation
from models.explanation_acts import ExplanationState
from models.extension import Extension, ExtensionState
from models.finding import Finding
from models.finding_acts import FindingState
from models.gift_shortage import short_at
from models.hamlet import Hamlet
from models.invitation import Invitation
from models.membership import Membership
from models.month_acts import AWAITED, MonthState
from models.participation import Participation
from models.plan import Plan
from models.protection_contact import ProtectionContact
from models.reminder import Reminder
from models.tenancy import IS_PARTNER
from models.text import like_pattern
from models.unit import Unit
from models.waiting_results import is_awaited

SOON_DAYS = 30
"""How long before its last day a role is named on the first page."""
_WAITS = Explanation.state == ExplanationState.WAITING


def overview(unit_id: int, day: date) -> Any:
    """A row of counts of a unit: agencies, hamlets, contacts, people, invitations, ending, drafts
    (of plans), unadopted (plans from above that it made none of its own of), below, to_accept
    (partners' activities on which it has not decided), awaited (months of units below to decide
    on), results (their result sheets of campaigns to decide on), asked (their requests for a later
    day), reminded_of (the first month that it was reminded of and never handed in), to_explain
    (what the unit is asked to explain), explain_by (the first day for that), explained (answers of
    units below to read), unexplained (what these have not answered in time), to_mend (findings
    that the unit, or the partner's agency, must mend), mend_by (the first day for that), to_check
    (findings of the unit that are reported as mended), unmended (those that are overdue),
    gifts_short (gifts that it is short of in campaigns), short_in (the first of these), unstaffed
    (units below in which nobody holds a role)."""
    soon = Membership.ends_on <= day + timedelta(days=SOON_DAYS)
    held = _own(Membership, unit_id).where(Membership.in_force(day))
    counted = {
        "agencies": _own(Agency, unit_id).where(Agency.ended_on.is_(None)),
        "hamlets": _own(Hamlet, unit_id).where(Hamlet.ended_on.is_(None)),
        "contacts": _own(ProtectionContact, unit_id),
        "people": held.with_only_columns(func.count(Membership.person_id.distinct())),
        "invitations": Invitation.awaited(_own(Invitation, unit_id)).where(Invitation.is_open()),
        "ending": held.where(soon),
        "drafts": _own(Plan, unit_id).where(_is_draft()),
        "unadopted": _unadopted(unit_id, day),
        "below": select(func.count(Unit.id)).where(Unit.parent_id == unit_id),
        "to_accept": _own(Activity, unit_id).where(Activity.state == ActivityState.WAITING),
        "awaited": _of_below(Checklist, unit_id, day).where(Checklist.state.in_(AWAITED)),
        "results": _of_below(Participation, unit_id, day).where(*is_awaited()),
        "asked": _of_below(Extension, unit_id, day).where(Extension.state == ExtensionState.ASKED),
        "reminded_of": _reminded_of(unit_id),
        "to_explain": _own(Explanation, unit_id).where(_WAITS),
        "explain_by": select(func.min(Explanation.due_on)).where(
            Explanation.unit_id == unit_id, _WAITS
        ),
        "explained": _asked_from(unit_id, day).where(
            Explanation.state == ExplanationState.ANSWERED
        ),
        "unexplained": _asked_from(unit_id, day).where(_WAITS, Explanation.due_on < day),
        "to_mend": select(func.count(Finding.id)).where(_to_mend(unit_id)),
        "mend_by": select(func.min(Finding.due_on)).where(_to_mend(unit_id)),
        "to_check": _own(Finding, unit_id).where(Finding.state == FindingState.MENDED),
        "unmended": _own(Finding, unit_id).where(Finding.is_overdue_on(day)),
        **short_at(unit_id, day),
        "unstaffed": select(func.count(Unit.id)).where(_is_unstaffed(unit_id, day)),
    }
    columns = [query.scalar_subquery().label(name) for name, query in counted.items()]
    return db.session.execute(select(*columns, Unit.id).where(Unit.id == unit_id)).one()


def unstaffed(unit_id: int, day: date) -> Select[Unit]:
    """The units directly below in which nobody holds a role, by name."""
    return select(Unit).where(_is_unstaffed(unit_id, day)).order_by(Unit.sort_key)


def below(unit_id: int, day: date, term: str = "") -> Select[Unit, int]:
    """The units directly below whose name contains the term, marks ignored, and how many people
    hold a role in each; by name."""
    people = func.count(Membership.person_id.distinct())
    held = (Membership.unit_id == Unit.id) & Membership.in_force(day)
    query = select(Unit, people).outerjoin(Membership, held).where(Unit.parent_id == unit_id)
    if term:
        query = query.where(Unit.folded.like(like_pattern(term), escape="\\"))
    return query.group_by(Unit.id).order_by(Unit.sort_key)


def _own(model: Any, unit_id: int) -> Select[Any]:
    return select(func.count(model.id)).where(model.unit_id == unit_id)


def _asked_from(unit_id: int, day: date) -> Select[Any]:
    """What units below were asked; one that has ended answers nothing any more."""
    query = select(func.count(Explanation.id)).join(Unit, Unit.id == Explanation.unit_id)
    return query.where(Explanation.asking_unit_id == unit_id, Unit.goes_on(day))


def _to_mend(unit_id: int) -> ColumnElement[bool]:
    """What is open and must be mended by the unit; a partner reads only what his agency must."""
    partners = (IS_PARTNER == 1) & (Finding.unit_id == unit_id)
    return (Finding.state == FindingState.OPEN) & (partners | (Finding.unit_below_id == unit_id))


def _reminded_of(unit_id: int) -> Select[date]:
    begun = select(Checklist.month_on).where(Checklist.unit_id == unit_id)
    handed_in = begun.where(Checklist.state != MonthState.OPEN)
    missing = Reminder.month_on.not_in(handed_in)
    return select(func.min(Reminder.month_on)).where(Reminder.unit_id == unit_id, missing)


def _of_below(model: Any, unit_id: int, day: date) -> Select[Any]:
    below = select(Unit.id).where(Unit.parent_id == unit_id, Unit.goes_on(day))
    return select(func.count(model.id)).where(model.unit_id.in_(below))


def _is_draft() -> ColumnElement[bool]:
    return Plan.published_at.is_(None) & Plan.discarded_at.is_(None)


def _unadopted(unit_id: int, day: date) -> Select[int]:
    """Plans in force that the unit got from above and made no own plan of."""
    got, own = Plan.addressee_table.c, aliased(Plan)
    addressed = select(got.issued_id).where(got.unit_id == unit_id)
    made = select(own.based_on_id).where(own.unit_id == unit_id, own.based_on_id.is_not(None))
    in_force = Plan.withdrawn_at.is_(None) & (Plan.ends_on >= day)
    return select(func.count(Plan.id)).where(
        Plan.id.in_(addressed), in_force, Plan.id.not_in(made.where(own.discarded_at.is_(None)))
    )


def _is_unstaffed(unit_id: int, day: date) -> ColumnElement[bool]:
    staffed = select(Membership.unit_id).where(Membership.in_force(day))
    return (Unit.parent_id == unit_id) & Unit.id.not_in(staffed)
