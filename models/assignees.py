"""Who of the issuing unit carries out a task that is for its own agencies and hamlets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

from models.agency import Agency
from models.agency_duty import duties_of
from models.agency_kind import HAMLETS
from models.base import db
from models.hamlet import Hamlet
from models.plan import Plan
from models.plan_recipient import PlanRecipient


class Assignee(NamedTuple):
    """An agency, a hamlet, or, with neither, the unit itself."""

    agency_id: int | None = None
    hamlet_id: int | None = None


ITSELF = Assignee()


@dataclass(frozen=True)
class Office:
    """Who there is at the issuing unit: who does what by kind (None: the officer; a kind that is
    missing was not answered), the plan's recipients in being, and all hamlets in being."""

    duties: Mapping[str, int | None] = field(default_factory=dict)
    agencies: tuple[int, ...] = ()
    hamlets: tuple[int, ...] = ()
    all_hamlets: tuple[int, ...] = ()


def assignees(lead_kinds: list[str], office: Office) -> list[Assignee]:
    """Who gets a task: the agencies of its leading kinds; without kinds all recipients; the unit
    itself where its officer does it, where a kind is unanswered, and where nobody is found."""
    if lead_kinds:
        found = [one for kind in lead_kinds for one in _of_kind(kind, office)]
    else:
        found = [Assignee(agency_id=key) for key in office.agencies]
        found += [Assignee(hamlet_id=key) for key in office.hamlets]
    return list(dict.fromkeys(found)) or [ITSELF]


def office_of(plan: Plan) -> Office:
    """The office of the unit that issues a plan."""
    own = db.session.scalars(PlanRecipient.of(plan.id)).all()
    agencies = select(Agency.id).where(Agency.unit_id == plan.unit_id, Agency.ended_on.is_(None))
    hamlets = select(Hamlet.id).where(Hamlet.unit_id == plan.unit_id, Hamlet.ended_on.is_(None))
    in_being = set(db.session.scalars(agencies))
    all_hamlets = tuple(db.session.scalars(hamlets.order_by(Hamlet.sort_key)))
    duties = duties_of(plan.unit_id)
    return Office(
        duties={kind: agency.id if agency else None for kind, agency in duties.items()},
        agencies=tuple(row.agency_id for row in own if row.agency_id in in_being),
        hamlets=tuple(row.hamlet_id for row in own if row.hamlet_id in all_hamlets),
        all_hamlets=all_hamlets,
    )


def _of_kind(kind: str, office: Office) -> list[Assignee]:
    if kind == HAMLETS:
        return [Assignee(hamlet_id=key) for key in office.hamlets or office.all_hamlets]
    return [Assignee(agency_id=office.duties.get(kind))]
