"""Who gives and ends roles at a unit, and who else manages it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Select, or_, select

from models.base import Base, db
from models.permissions import Act, Refusal, Role, Standing, refusal
from models.unit import paths_to

if TYPE_CHECKING:
    from models.membership import Membership


class NotAllowed(Exception):
    """The rule of models.permissions forbids it; `refusal` says why."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.refusal = why


@dataclass(frozen=True)
class Appointer:
    """Who grants or ends a role: the person, and what he is at the bound unit."""

    person_id: int
    standing: Standing

    def refusal_to_grant(self, role: Role, person_id: int | None = None) -> Refusal | None:
        """Why he may not give this role to that person (None: somebody yet unknown)."""
        return refusal(Act.GRANT, self.standing, role, is_himself=person_id == self.person_id)

    def refusal_to_end(self, membership: Membership, last: date) -> Refusal | None:
        """Why he may not let a membership end after its day `last`."""
        return refusal(
            Act.END,
            self.standing,
            membership.role,
            is_himself=membership.person_id == self.person_id,
            stays_managed=leaves_a_manager(membership, last + timedelta(days=1)),
        )

    def grantable(self) -> list[Role]:
        """The roles he may give to somebody else at the unit."""
        return [role for role in Role if self.refusal_to_grant(role) is None]


def allow(why: Refusal | None) -> None:
    """Raise NotAllowed where there is a reason to refuse."""
    if why is not None:
        raise NotAllowed(why)


def leaves_a_manager(membership: Membership, day: date) -> bool:
    """Whether another administrator, of the unit or of one above, is there on a day.

    Asked on the connection of the act, because the scope hides the units above.
    """
    found = _other_managers(membership, day).limit(1)
    return db.session.connection().execute(found).first() is not None


def lock_managers(membership: Membership) -> None:
    """Keep the administrators of a unit from ending themselves at the same moment."""
    if membership.role == Role.ADMINISTRATOR:
        table = Base.metadata.tables["membership"].c
        others = set(db.session.connection().scalars(_other_managers(membership, None)))
        rows = select(table.id).where(table.id.in_({membership.id, *others})).order_by(table.id)
        db.session.connection().execute(rows.with_for_update())


def _other_managers(membership: Membership, day: date | None) -> Select[tuple[int]]:
    tables = Base.metadata.tables
    member, unit = tables["membership"], tables["unit"]
    path = select(unit.c.path).where(unit.c.id == membership.unit_id)
    branch = paths_to(db.session.connection().execute(path).scalar_one())
    query = (
        select(member.c.id)
        .join_from(member, unit, unit.c.id == member.c.unit_id)
        .where(unit.c.path.in_(branch), member.c.role == Role.ADMINISTRATOR)
        .where(member.c.id != membership.id)
    )
    if day is None:
        return query
    open_ended = or_(member.c.ends_on.is_(None), member.c.ends_on >= day)
    return query.where(member.c.starts_on <= day, open_ended)
