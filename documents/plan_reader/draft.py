"""The draft plan: what was read, what was not, and where every line of the source went."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.plan_reader.budget import BudgetLine
from documents.plan_reader.deadlines import Deadline
from documents.plan_reader.ending import Ending
from documents.plan_reader.header import Header
from documents.plan_reader.outline import Node
from documents.plan_reader.reporting import Reporting
from documents.plan_reader.targets import Baseline, Target
from documents.plan_reader.tasks import Task


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the outline."""

    id: str
    marker: str
    title: str | None
    parent: str | None

    @classmethod
    def of(cls, node: Node) -> Section:
        above = node.section
        label = node.marker.label if node.marker else ""
        return cls(node.id, label, node.text or None, above.id if above else None)

    def as_json(self) -> dict[str, object]:
        return {"id": self.id, "marker": self.marker, "title": self.title, "parent": self.parent}


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of the source that was not understood; it is shown, never dropped."""

    line: int
    text: str

    def as_json(self) -> dict[str, object]:
        return {"line": self.line, "text": self.text}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader proposes; the review page decides.

    `account` says for every non-blank line of the source what it was used as ("header", "task",
    "furniture", "unread"…): nothing is lost.
    """

    header: Header
    period: str | None
    based_on: tuple[str, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    baselines: tuple[Baseline, ...]
    deadlines: tuple[Deadline, ...]
    reporting: tuple[Reporting, ...]
    budget: tuple[BudgetLine, ...]
    ending: Ending
    unread: tuple[Unread, ...]
    warnings: tuple[str, ...]
    account: dict[int, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The stable form that other programs use (docs/plan-reader.md)."""
        head, end = self.header, self.ending
        lists = ("sections", "tasks", "targets", "baselines", "deadlines", "reporting", "budget")
        return {
            "kind": head.kind,
            "number": head.number,
            "date": head.date.isoformat() if head.date else None,
            "place": head.place,
            "issuer": head.issuer,
            "subject": head.subject,
            "period": self.period,
            "addressees": list(head.addressees),
            "based_on": list(self.based_on),
            **{name: [item.as_json() for item in getattr(self, name)] for name in lists},
            "recipients": list(end.recipients),
            "signer": end.signer,
            "signer_title": end.signer_title,
            "unread": [item.as_json() for item in self.unread],
            "warnings": list(self.warnings),
        }
