"""The duties of the outline, with who has to carry them out and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.plan_reader import deadlines, items
from documents.plan_reader.agencies import (
    coordinating_in,
    responsible_in,
    split_units,
    unit_of_heading,
)
from documents.plan_reader.closing import duty_in
from documents.plan_reader.deadlines import Calendar
from documents.plan_reader.items import Kind
from documents.plan_reader.outline import Node


@dataclass(frozen=True, slots=True)
class Task:
    """Something somebody has to do, as the document says it."""

    section: str | None
    marker: str
    text: str
    parent: str | None
    responsible: tuple[str, ...]
    coordinating: tuple[str, ...]
    due: str | None
    line: int
    lines: tuple[int, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "section": self.section,
            "marker": self.marker,
            "text": self.text,
            "parent": self.parent,
            "responsible": list(self.responsible),
            "coordinating": list(self.coordinating),
            "due": self.due,
            "line": self.line,
        }


_MOST_ATTRIBUTES = 12
_LEADS = re.compile(r",?\s+(?:là (?:cơ quan|đơn vị) )?chủ trì\b|[,;]?\s+phối hợp\b")
_GIVEN = re.compile(r"(?<=[.;])\s+(?=Giao (?:cho )?(?:[A-ZĐÔỦÂ]|các ))")


def find(root: Node, calendar: Calendar, addressees: tuple[str, ...]) -> list[Task]:
    """All tasks in the order of the source."""
    found: list[Task] = []
    for node in root.walk():
        if node.parent is None:
            continue
        found += _of_node(node, calendar, addressees)
    return found


def _of_node(node: Node, calendar: Calendar, addressees: tuple[str, ...]) -> Iterator[Task]:
    kind = items.kind_of(node)
    texts: list[str] = []
    if kind is Kind.DUTY:
        texts = _GIVEN.split(node.text)
    elif kind is Kind.CLOSING:
        texts = list(filter(None, [duty_in(node.text)]))
    for text in texts:
        yield _task(node, text.strip(), calendar, addressees)


def _task(node: Node, text: str, calendar: Calendar, addressees: tuple[str, ...]) -> Task:
    section, row = node.section, node.paragraph.row
    responsible = tuple(split_units(row.lead)) if row else _responsible(node, text)
    responsible = responsible or addressees
    with_them = split_units(row.coordinating) if row else coordinating_in(text)
    coordinating = [unit for unit in with_them if unit not in responsible]
    return Task(
        section=section.id if section else None,
        marker=_label(node),
        text=text,
        parent=_parent_text(node),
        responsible=tuple(responsible),
        coordinating=tuple(coordinating),
        due=_due(node, text, calendar),
        line=node.line,
        lines=node.paragraph.lines,
    )


def _label(node: Node) -> str:
    if node.paragraph.row:
        return node.paragraph.row.label
    return node.marker.label if node.marker else ""


def _parent_text(node: Node) -> str | None:
    """The item it hangs under, where that is no heading of its own."""
    above = node.parent
    if above is None or above.parent is None or above.is_numbered:
        return None
    return above.text


def _responsible(node: Node, text: str) -> tuple[str, ...]:
    if named := responsible_in(text):
        return tuple(named)
    if named := _from_attributes(node):
        return tuple(named)
    for above in node.ancestors():
        if named := unit_of_heading(above.text) or _unit_of_lead_in(above.text):
            return tuple(named)
    return ()


def _unit_of_lead_in(text: str) -> list[str]:
    """ "Sở Y tế chủ trì, phối hợp với các đơn vị:" over its items."""
    return responsible_in(text) if text.rstrip().endswith(":") else []


def _from_attributes(node: Node) -> list[str]:
    for holder in (node, node.parent):
        for child in holder.children[:_MOST_ATTRIBUTES] if holder else []:
            if items.is_actor(child):
                return split_units(_LEADS.split(child.text.split(":", 1)[1])[0])
    return []


def _due(node: Node, text: str, calendar: Calendar) -> str | None:
    if node.paragraph.row:
        timed = deadlines.find(node.paragraph.row.time, calendar, timed=True)
        return timed[0].date if timed else None
    found = deadlines.find(text, calendar)
    for child in [] if found else _times(node):
        found = found or deadlines.find(child.text, calendar, timed=True)
    return found[0].date if found else None


def _times(node: Node) -> Iterator[Node]:
    """The "Thời gian" items that belong to this one: below it, or beside it."""
    beside = node.parent.children if node.parent and items.is_content(node) else []
    for child in [*node.children[:_MOST_ATTRIBUTES], *beside[:_MOST_ATTRIBUTES]]:
        if items.is_time(child):
            yield child
