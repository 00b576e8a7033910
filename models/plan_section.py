"""The headings of a plan, under which its tasks stand."""

from __future__ import annotations

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.plan import Plan
from models.plan_part import PlanPart, same_unit


class PlanSection(PlanPart, Versioned, Base):
    """One heading: its number in the document ("II.4") and its title."""

    __tablename__ = "plan_section"
    __table_args__ = (UniqueConstraint("unit_id", "id"), same_unit())
    read_by_named = True

    id: Mapped[IntKey]
    number: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(600))
    position: Mapped[int] = mapped_column(Integer)

    plan: Mapped[Plan] = relationship(back_populates="sections")

    @property
    def depth(self) -> int:
        """How deep the heading stands: 1 for "II", 2 for "II.4"."""
        return self.number.count(".") + 1

    @classmethod
    def add(cls, plan: Plan, number: str, title: str) -> PlanSection:
        """Add a heading behind the others of a plan under review."""
        last = max((section.position for section in plan.sections), default=0)
        plan.touch()
        section = cls(plan=plan, number=number, title=title, position=last + 1)
        db.session.add(section)
        audit.record("plan_section.added", section)
        return section

    def change(self, number: str, title: str) -> None:
        """Write the heading anew."""
        self.plan.touch()
        self.number, self.title = number, title
        audit.record("plan_section.changed", self)
