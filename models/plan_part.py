"""What hangs under a plan: read with it, written by its unit."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKeyConstraint, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from models.base import Base, BigKey
from models.partner_kinds import addressed_to_partner, names_partner
from models.plan import Plan
from models.scopes import IssuedPart


class PlanPart(IssuedPart):
    """A row of one plan. A partner reads the parts of a plan that was addressed to his agency."""

    whole = Plan
    whole_id = "plan_id"
    read_by_named: ClassVar[bool] = False
    """Whether a partner reads the row already where the plan only names his agency."""

    @declared_attr
    def plan_id(cls) -> Mapped[int]:
        return mapped_column(BigKey, nullable=False, index=True)

    @classmethod
    def of_the_partner(cls) -> ColumnElement[bool]:
        whole = addressed_to_partner(cls.plan_id)
        return or_(whole, names_partner(cls.plan_id)) if cls.read_by_named else whole


def same_unit(name: str = "plan") -> ForeignKeyConstraint:
    """The key to the row of the same unit: the database refuses a part of another unit's plan."""
    table = Base.metadata.tables[name]
    return ForeignKeyConstraint(["unit_id", f"{name}_id"], [table.c.unit_id, table.c.id])
