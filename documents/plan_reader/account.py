"""Where every line of the source went: nothing is lost, nothing is dropped in silence."""

from __future__ import annotations

from documents.extraction.lines import Line
from documents.plan_reader import items, tables
from documents.plan_reader.ending import Ending
from documents.plan_reader.items import Kind
from documents.plan_reader.outline import Node
from documents.plan_reader.paragraphs import is_noise
from documents.plan_reader.roles import Role, role_of
from documents.plan_reader.tasks import Task
from documents.plan_reader.zones import Zones


def account_of(
    parts: Zones, root: Node, tasks: list[Task], end: Ending, notes: list[Line]
) -> dict[int, str]:
    """For each non-blank line: what it was read as, "furniture", or "unread"."""
    account: dict[int, str] = {}
    for name in ("furniture", "header", "titles", "ending", "footnotes", "appendix"):
        lines: list[Line] = getattr(parts, name)
        account |= {line.number: name for line in lines if line.text.strip()}
    account |= {line.number: "furniture" for line in _noise(parts)}
    account |= {line.number: "unread" for line in end.unused}
    for node in root.walk():
        use = _use(node)
        account |= dict.fromkeys(node.paragraph.lines, use)
    account |= {line.number: "footnotes" for line in notes if line.text.strip()}
    account |= {number: "task" for task in tasks for number in task.lines}
    return account


def without_gaps(
    account: dict[int, str], source: list[Line], cleaned: list[Line]
) -> dict[int, str]:
    """The account with what no step took: unread, or furniture where cleaning left nothing."""
    for before, after in zip(source, cleaned, strict=True):
        if before.text.strip():
            account.setdefault(before.number, "unread" if after.text.strip() else "furniture")
    return account


def _noise(parts: Zones) -> list[Line]:
    return [line for line in parts.body if line.text.strip() and is_noise(line)]


def _use(node: Node) -> str:
    if node.parent is None:
        return "root"
    if node.is_section:
        return "section"
    kind = items.kind_of(node)
    if kind is not Kind.OTHER:
        return kind.value
    if tables.columns_of(node.text):
        return "table"
    role = role_of(node)
    if role not in (Role.DUTY, Role.REPORT):
        return role.value
    return "preamble" if node.section is None else "unread"
