"""Whom a plan is for: which units below get it, which agencies and hamlets of the unit itself.

Of a campaign the same: which units below take part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
)

from models import audit
from models.agency import Agency
from models.base import BigKey, db
from models.clock import today
from models.hamlet import Hamlet
from models.plan import Plan, UnitsBelow
from models.plan_recipient import PlanRecipient
from models.unit import Unit, past_subtree, search

if TYPE_CHECKING:
    from models.campaign import Campaign

    Addressing = Plan | Campaign


class NotAddressable(ValueError):
    """A unit that is not below the issuer or no longer in being; an agency or hamlet likewise."""


def units_below(unit: Unit, choice: UnitsBelow) -> Select[Unit]:
    """The units in being below a unit that could be addressed: the children, or every level."""
    if choice is UnitsBelow.DIRECT:
        within = Unit.parent_id == unit.id
    else:
        within = (Unit.path > unit.path) & (Unit.path < past_subtree(unit.path))
    return select(Unit).where(within, _in_being()).order_by(Unit.sort_key, Unit.path)


def count_below(unit: Unit) -> tuple[int, int]:
    """How many units in being are directly below a unit, and below it at every level."""
    every = units_below(unit, UnitsBelow.ALL).order_by(None).subquery()
    direct = func.count().filter(every.c.parent_id == unit.id)
    found = db.session.execute(select(direct, func.count()).select_from(every)).one()
    return int(found[0]), int(found[1])


def find_below(unit: Unit, term: str) -> Select[Unit]:
    """The units below a unit, at every level, whose name or other spelling holds the term."""
    found = search(term).with_only_columns(Unit.id).order_by(None)
    return units_below(unit, UnitsBelow.ALL).where(Unit.id.in_(found))


def units_addressed(issued: Addressing) -> Select[Unit]:
    """The units below that a plan or campaign goes to by its choice, as at today, by name.

    Of a published one its `addressees` say to whom it went.
    """
    found = units_below(_issuer(issued), UnitsBelow(issued.units_below))
    if issued.units_below != UnitsBelow.CHOSEN:
        return found
    chosen = issued.addressee_table
    return found.where(Unit.id.in_(select(chosen.c.unit_id).where(chosen.c.issued_id == issued.id)))


def count_addressed(issued: Addressing) -> int:
    """How many units below a plan or campaign goes to by its choice, as at today."""
    addressed = units_addressed(issued).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(addressed)) or 0


def choose_below(issued: Addressing, choice: UnitsBelow, unit_ids: Iterable[int] = ()) -> list[int]:
    """Let a draft go to units below; `unit_ids` count only where they are CHOSEN. Their keys.

    Raises NotAddressable for a unit that is not below the issuer or no longer in being.
    """
    wanted = set(unit_ids) if choice is UnitsBelow.CHOSEN else set()
    every = units_below(_issuer(issued), UnitsBelow.ALL)
    issued.addressees = _exactly(every.where(Unit.id.in_(wanted)), wanted)
    issued.units_below = choice
    return sorted(wanted)


def address_below(plan: Plan, choice: UnitsBelow, unit_ids: Iterable[int] = ()) -> None:
    """Address a draft plan to units below, as choose_below()."""
    chosen = choose_below(plan, choice, unit_ids)
    audit.record("plan.addressed", plan, after={"units_below": choice, "units": chosen})
    plan.touch()


def freeze_addressees(issued: Addressing, *, nobody: bool = False) -> int:
    """Write down to which units below it goes, as at now, or that it goes to none; how many."""
    table, connection = issued.addressee_table, db.session.connection()
    wanted = units_addressed(issued).order_by(None).with_only_columns(Unit.id)
    if nobody:
        wanted = wanted.where(false())
    mine = table.c.issued_id == issued.id
    there = select(table.c.unit_id).where(mine)
    connection.execute(delete(table).where(mine, table.c.unit_id.not_in(wanted)))
    rows = wanted.where(Unit.id.not_in(there)).add_columns(literal(issued.id, BigKey))
    connection.execute(insert(table).from_select(["unit_id", "issued_id"], rows))
    db.session.expire(issued, ["addressees"])
    return len(connection.execute(there).all())


def address_own(plan: Plan, agency_ids: Iterable[int], hamlet_ids: Iterable[int]) -> None:
    """Address a draft to exactly these agencies and hamlets of its own unit.

    Raises NotAddressable for one of another unit, or one that was closed.
    """
    agencies, hamlets = set(agency_ids), set(hamlet_ids)
    _exactly(own_agencies(plan).where(Agency.id.in_(agencies)), agencies)
    _exactly(own_hamlets(plan).where(Hamlet.id.in_(hamlets)), hamlets)
    present = db.session.scalars(PlanRecipient.of(plan.id)).all()
    for row in present:
        if row.agency_id not in agencies and row.hamlet_id not in hamlets:
            db.session.delete(row)
    agencies_more = agencies - {row.agency_id for row in present}
    hamlets_more = hamlets - {row.hamlet_id for row in present}
    db.session.add_all(PlanRecipient(plan_id=plan.id, agency_id=key) for key in agencies_more)
    db.session.add_all(PlanRecipient(plan_id=plan.id, hamlet_id=key) for key in hamlets_more)
    told = {"agencies": sorted(agencies), "hamlets": sorted(hamlets)}
    audit.record("plan.addressed", plan, after=told)
    plan.touch()


def own_agencies(plan: Plan) -> Select[Agency]:
    """The agencies in being of the issuing unit."""
    return Agency.for_list(plan.unit_id).where(Agency.ended_on.is_(None))


def own_hamlets(plan: Plan) -> Select[Hamlet]:
    """The hamlets in being of the issuing unit."""
    return Hamlet.for_list(plan.unit_id).where(Hamlet.ended_on.is_(None))


def chosen_ids(issued: Addressing) -> set[int]:
    """The units that were chosen one by one and are still in being."""
    if issued.units_below != UnitsBelow.CHOSEN:
        return set()
    return set(db.session.scalars(units_addressed(issued).with_only_columns(Unit.id)))


def own_ids(plan: Plan) -> tuple[set[int], set[int]]:
    """The agencies and the hamlets of the unit itself that a plan is addressed to."""
    rows = db.session.scalars(PlanRecipient.of(plan.id)).all()
    agencies = {row.agency_id for row in rows if row.agency_id is not None}
    return agencies, {row.hamlet_id for row in rows if row.hamlet_id is not None}


def addressing_mark(plan: Plan) -> str:
    """What the addressing of a plan is, in 16 letters: a form filled from another is stale."""
    said = f"{plan.units_below} {sorted(chosen_ids(plan))} {[*map(sorted, own_ids(plan))]}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _issuer(issued: Addressing) -> Unit:
    return db.session.get_one(Unit, issued.unit_id)


def _in_being() -> ColumnElement[bool]:
    begun = or_(Unit.valid_from.is_(None), Unit.valid_from <= today())
    return begun & or_(Unit.valid_to.is_(None), Unit.valid_to >= today())


def _exactly(found: Select[Any], wanted: Collection[int]) -> list[Any]:
    rows = list(db.session.scalars(found)) if wanted else []
    if len(rows) != len(wanted):
        raise NotAddressable(sorted(set(wanted) - {row.id for row in rows}))
    return rows
