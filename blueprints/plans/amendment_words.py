"""The words for what an amendment changes and where it is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

from blueprints.filters import day
from blueprints.language import label as _l
from blueprints.plans.task_words import CADENCES, names_of
from models.amendment_rule import ChangeKind, Conflict
from models.task import Cadence
from models.wording import Difference

CHANGES: dict[ChangeKind, tuple[str, Any]] = {
    ChangeKind.CHANGE: ("doing", _l("Changes")),
    ChangeKind.END: ("none", _l("Ends")),
    ChangeKind.ADD: ("done", _l("Is added")),
}
FIELDS = {
    "text": _l("Task"),
    "lead": _l("Leading agencies"),
    "coordinating": _l("Coordinating agencies"),
    "cadence": _l("How often"),
    "starts_on": _l("First day of the campaign"),
    "due_on": _l("Due day"),
    "product": _l("Expected product"),
}
CONFLICTS: dict[Conflict, Any] = {
    Conflict.ENDED: _l("The task was ended meanwhile. Take this change out of the amendment."),
    Conflict.CHANGED: _l(
        "The task was changed meanwhile. Open the change: it shows what the task says now."
    ),
    Conflict.FROZEN: _l(
        "The task is in an approved month of a unit, so it cannot be changed."
        " End it from today and add a new task instead."
    ),
}


def shown(found: list[Difference]) -> list[tuple[str, str, str]]:
    """Of each field that changes: its name, what it was, what it becomes."""
    return [
        (str(FIELDS[one.field]), _said(one.field, one.before), _said(one.field, one.after))
        for one in found
    ]


def _said(field: str, value: Any) -> str:
    if not value:
        return "–"
    if field == "cadence":
        return str(CADENCES[Cadence(value)])
    if isinstance(value, date):
        return day(value)
    return str(value) if isinstance(value, str) else names_of(value)
