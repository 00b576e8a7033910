"""The document a plan was read from: its file, its lines, and what the reader offered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Integer, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models import audit
from models.base import Base, IntKey, Versioned, db
from models.plan import Plan
from models.plan_part import PlanPart, same_unit


class PlanSource(PlanPart, Versioned, Base):
    """One per plan. `sha256` names the original in the storage; none where text was pasted.

    `lines` are the document's, the first has number 1. `unread` and `offers` are what a reviewer
    may still turn into tasks: [{"line", "text", "taken"}] and
    [{"what", "text", "date", "start", "recurrence", "taken"}], as the plan reader gave them.
    """

    __tablename__ = "plan_source"
    __table_args__ = (UniqueConstraint("plan_id"), same_unit())

    id: Mapped[IntKey]
    file_name: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int | None] = mapped_column(Integer)
    sha256: Mapped[str | None] = mapped_column(String(64))
    lines: Mapped[list[str]] = mapped_column(JSON, default=list, deferred=True)
    unread: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    offers: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)

    plan: Mapped[Plan] = relationship(overlaps="sections,tasks")

    @classmethod
    def of(cls, plan_id: int) -> Select[PlanSource]:
        return select(cls).where(cls.plan_id == plan_id)

    def passage(self, line: int | None, around: int = 0) -> list[tuple[int, str]]:
        """Numbered lines of the document at a line, with so many around it; blank ones dropped."""
        if line is None:
            return []
        first, last = max(line - around, 1), min(line + around, len(self.lines))
        numbered = ((n, self.lines[n - 1].strip()) for n in range(first, last + 1))
        return [(n, text) for n, text in numbered if text]

    def take(self, what: str, place: int) -> dict[str, Any] | None:
        """Mark an entry of `unread` or `offers` as taken and return it; None where it was taken."""
        entries = [dict(entry) for entry in getattr(self, what)]
        if not 0 <= place < len(entries) or entries[place].get("taken"):
            return None
        entries[place]["taken"] = True
        setattr(self, what, entries)
        audit.record("plan_source.taken", self, after={what: place})
        return entries[place]

    def note_return(self) -> None:
        """Record that the original, lost or damaged in the storage, was brought again."""
        audit.record("plan_source.returned", self, after={"sha256": self.sha256})

    @classmethod
    def keep(cls, plan: Plan, **values: Any) -> PlanSource:
        """Keep the document of a new draft."""
        source = cls(plan=plan, **values)
        db.session.add(source)
        told = {"file": source.file_name, "sha256": source.sha256}
        audit.record("plan_source.kept", source, after=told)
        return source
