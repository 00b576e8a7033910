"""What a plan says beside its tasks: targets, baselines, report due dates, money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from sqlalchemy import JSON, Numeric, Select, String, Text, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.plan import Plan
from models.plan_part import PlanPart, same_unit


class _Fact(PlanPart, Versioned):
    """A line of the plan that is kept beside its tasks."""

    text: Mapped[str] = mapped_column(Text)

    @classmethod
    def of(cls, plan_id: int) -> Select[Any]:
        """A plan's own, in the order of the document."""
        return select(cls).where(cls.plan_id == plan_id).order_by(cls.id)  # type: ignore[attr-defined]

    @classmethod
    def add(cls, plan: Plan, **values: Any) -> Self:
        """Add a line behind the others of a draft."""
        fact = cls()
        fact._set(plan_id=plan.id, **values)
        db.session.add(fact)
        fact._record("added", plan)
        return fact

    def change(self, plan: Plan, **values: Any) -> None:
        """Set columns to what a form says."""
        self._set(**values)
        self._record("changed", plan)

    def remove(self, plan: Plan) -> None:
        """Take a line out of a draft; nothing refers to it yet."""
        db.session.delete(self)
        self._record("removed", plan)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    def _record(self, what: str, plan: Plan) -> None:
        audit.record(f"{inspect(type(self)).local_table.name}.{what}", self)
        plan.touch()


class PlanTarget(_Fact, Base):
    """A target with its figure; with `is_baseline` the figure that targets are compared with.

    `written` is the figure as it stands ("9/9", "75"), `value` its number where it is one.
    """

    __tablename__ = "plan_target"
    __table_args__ = (same_unit(),)

    id: Mapped[IntKey]
    is_baseline: Mapped[bool] = mapped_column(default=False)
    written: Mapped[str] = mapped_column(String(40))
    value: Mapped[Decimal | None] = mapped_column(Numeric(16, 3))
    measure: Mapped[str | None] = mapped_column(String(40))
    direction: Mapped[str | None] = mapped_column(String(10))
    year: Mapped[str | None] = mapped_column(String(10))


class ReportDue(_Fact, Base):
    """A report that the plan asks for: who owes it to whom, through whom, on which days.

    `days` are "2018-12-10", or "--06-15" for every year.
    """

    __tablename__ = "report_due"
    __table_args__ = (same_unit(),)

    id: Mapped[IntKey]
    who: Mapped[str | None] = mapped_column(String(300))
    to: Mapped[str | None] = mapped_column(String(300))
    via: Mapped[str | None] = mapped_column(String(300))
    days: Mapped[list[str]] = mapped_column(JSON, default=list)


class BudgetLine(_Fact, Base):
    """Money that the plan names; `amount` in whole đồng."""

    __tablename__ = "budget_line"
    __table_args__ = (same_unit(),)

    id: Mapped[IntKey]
    amount: Mapped[int | None]
    source: Mapped[str | None] = mapped_column(String(300))
