"""What a task says, as far as an amendment can change it, and how two sayings differ."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from models.task import Cadence, Task


@dataclass(frozen=True)
class Wording:
    """Text, kinds of agency that lead and take part, how often and until when, product."""

    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    cadence: Cadence = Cadence.ONCE
    starts_on: date | None = None
    due_on: date | None = None
    product: str | None = None

    @classmethod
    def of(cls, task: Task) -> Wording:
        """What a task says now."""
        return cls(
            text=task.text,
            lead=tuple(task.lead_kinds),
            coordinating=tuple(task.coordinating_kinds),
            cadence=Cadence(task.cadence),
            starts_on=task.starts_on,
            due_on=task.due_on,
            product=task.product,
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Wording:
        """What as_json() kept."""
        return cls(
            text=kept["text"],
            lead=tuple(kept["lead"]),
            coordinating=tuple(kept["coordinating"]),
            cadence=Cadence(kept["cadence"]),
            starts_on=_day(kept["starts_on"]),
            due_on=_day(kept["due_on"]),
            product=kept["product"],
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values, days in ISO form."""
        kept = asdict(self)
        return {name: str(v) if isinstance(v, date) else v for name, v in kept.items()}

    def as_form(self) -> dict[str, Any]:
        """The values by field, as a form takes them."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def put_into(self, task: Task) -> None:
        """Let a task say this."""
        task.text, task.cadence, task.product = self.text, self.cadence, self.product
        task.starts_on, task.due_on = self.starts_on, self.due_on
        task.name_agencies(list(self.lead), list(self.coordinating))


class Difference(NamedTuple):
    """One field as it was and as it becomes."""

    field: str
    before: Any
    after: Any


def differences(before: Wording | None, after: Wording) -> list[Difference]:
    """The fields that differ, in their order; of a new task those that say something."""
    found = [
        Difference(one.name, getattr(before, one.name, None), getattr(after, one.name))
        for one in fields(after)
    ]
    return [one for one in found if (one.before or None) != (one.after or None)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
