"""Joining two tasks of a draft into one, and parting them again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from models import audit
from models.audit import AuditEvent
from models.base import db
from models.task import DATED, MOST_CHARACTERS, Cadence, Task


class WhyNot(StrEnum):
    """Why a task cannot be merged with the one above."""

    NOTHING_ABOVE = "nothing_above"
    TOO_LONG = "too_long"


class MergeRefused(Exception):
    """Two tasks cannot be merged."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


def agencies_of(task: Task) -> dict[str, list[str]]:
    """The kinds of agency that a task names, as the record keeps them."""
    return {"lead": task.lead_kinds, "coordinating": task.coordinating_kinds}


def join(kept: Task, other: Task, revision: int) -> None:
    """Give a task the text, agencies and earliest days of another one. Raises MergeRefused."""
    text = f"{kept.text}\n{other.text}"
    if len(text) > MOST_CHARACTERS:
        raise MergeRefused(WhyNot.TOO_LONG)
    before = _state(kept)
    kept.revision = revision
    kept.text = text
    kept.product = kept.product or other.product
    kept.lead_names = _united(kept.lead_names, other.lead_names)
    kept.coordinating_names = _united(kept.coordinating_names, other.coordinating_names)
    _join_days(kept, other)
    lead = _united(kept.lead_kinds, other.lead_kinds)
    kept.name_agencies(lead, _united(kept.coordinating_kinds, other.coordinating_kinds))
    audit.record("task.merged", kept, before=before, after={**_state(kept), "with": other.id})


def part(kept: Task, other: Task, revision: int) -> None:
    """Undo `join` as far as nobody has changed since what it made; no text is lost."""
    entry = _merge_of(kept, other)
    was, made = (entry.before or {}, entry.after or {}) if entry else ({}, {})
    now = _state(kept)
    undone = {name: was[name] for name in was if now[name] == made[name] != was[name]}
    tail = f"\n{other.text}"
    if "text" not in undone and kept.text.endswith(tail):
        undone["text"] = kept.text.removesuffix(tail)
    kept.revision = revision
    _restore(kept, undone)
    audit.record("task.changed", kept, before=now, after=_state(kept))


def _join_days(kept: Task, other: Task) -> None:
    if kept.cadence in DATED:
        kept.due_on = min(filter(None, [kept.due_on, other.due_on]), default=None)
    if kept.cadence == Cadence.CAMPAIGN:
        kept.starts_on = min(filter(None, [kept.starts_on, other.starts_on]), default=None)


def _united(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _state(task: Task) -> dict[str, Any]:
    """What merging changes, as JSON."""
    names = ("text", "product", "lead_names", "coordinating_names")
    days = {name: getattr(task, name) for name in ("starts_on", "due_on")}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {name: getattr(task, name) for name in names} | told | agencies_of(task)


def _restore(task: Task, values: dict[str, Any]) -> None:
    for name in ("starts_on", "due_on"):
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    lead = values.pop("lead", task.lead_kinds)
    coordinating = values.pop("coordinating", task.coordinating_kinds)
    for name, value in values.items():
        setattr(task, name, value)
    task.name_agencies(lead, coordinating)


def _merge_of(kept: Task, other: Task) -> AuditEvent | None:
    """The entry of the latest merging of the two."""
    query = select(AuditEvent).where(
        AuditEvent.subject_type == Task.__tablename__,
        AuditEvent.subject_id == str(kept.id),
        AuditEvent.action == "task.merged",
    )
    entries = db.session.scalars(query.order_by(AuditEvent.id.desc()))
    return next((one for one in entries if (one.after or {}).get("with") == other.id), None)
