"""From a table of tasks, pasted or brought as .xlsx, to a draft that people review."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from models import audit
from models.agency_kind import kinds_named
from models.base import db
from models.draft_plan import (
    GAP,
    SourceFile,
    audience_of,
    cadence_of,
    clause_of,
    due_day,
    has_units_below,
    start_empty,
)
from models.plan import Plan
from models.plan_section import PlanSection
from models.plan_source import PlanSource
from models.task import Audience, Cadence, Origin, Task
from models.text import fold
from models.unit import Unit

LONGEST_PRODUCT = 300
_INSIDE = " / "
_MARKED = re.compile(r"([IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)] (.*)", re.DOTALL)
_PARTED = re.compile(r"[;\n]")
_RHYTHMS = (
    (re.compile(r"\b(6|sau) thang|nua nam|/ ?6 thang"), Cadence.HALF_YEARLY),
    (re.compile(r"thuong xuyen|lien tuc|\bthang\b"), Cadence.MONTHLY),
    (re.compile(r"\bquy\b"), Cadence.QUARTERLY),
    (re.compile(r"\bnam\b"), Cadence.YEARLY),
    (re.compile(r"\bdot\b|chien dich"), Cadence.CAMPAIGN),
    (re.compile(r"(mot|1) lan"), Cadence.ONCE),
)
"""How the cell of a cadence is written, without marks; the first that fits counts."""


class TableRow(Protocol):
    """One task of a table, as documents.task_table reads it."""

    @property
    def number(self) -> int: ...
    @property
    def section(self) -> str | None: ...
    @property
    def marker(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def coordinating(self) -> str: ...
    @property
    def due(self) -> str | None: ...
    @property
    def product(self) -> str: ...
    @property
    def cadence(self) -> str: ...


def draft_from_table(
    unit: Unit,
    rows: Sequence[TableRow],
    *,
    lines: list[str],
    titles: Collection[str] = (),
    unread: Iterable[dict[str, Any]] = (),
    file: SourceFile | None = None,
    author_id: int | None = None,
    **header: Any,
) -> Plan:
    """Make a draft of the bound unit from the rows of a table.

    `lines` are the table's, a row's number is its line's. `titles` are those of its groups.
    `unread` is what somebody should look at: [{"line", "text"}].
    """
    plan = start_empty(unit, author_id=author_id, **header)
    PlanSource.keep(
        plan,
        file_name=file.name[:200] if file else None,
        media_type=file.media_type if file else None,
        size=file.size if file else None,
        sha256=file.sha256 if file else None,
        lines=lines,
        unread=[{**entry, "taken": False} for entry in unread],
        offers=[],
        warnings=[] if rows else ["no_tasks"],
    )
    sections = _add_sections(plan, rows, titles)
    _add_tasks(plan, rows, sections, has_units_below(unit))
    return plan


def cadence_named(cell: str, text: str, due: str | None, years: range) -> Cadence:
    """How often a task is to be done, by the cell that says so, else by its text and due day."""
    folded = fold(cell)
    for wording, cadence in _RHYTHMS if folded else ():
        if wording.search(folded):
            return cadence
    return cadence_of(text, due, years)


def _add_sections(
    plan: Plan, rows: Iterable[TableRow], titles: Collection[str]
) -> dict[str, PlanSection]:
    """A heading for each group, those around it before it; by the path that the rows name."""
    sections: dict[str, PlanSection] = {}
    for path in dict.fromkeys(row.section for row in rows if row.section):
        above, around = "", ""
        for title in _parts(path, titles):
            above = f"{above}{_INSIDE}{title}" if above else title
            number, words = _numbered(title, around)
            if above not in sections:
                place = len(sections) + 1
                sections[above] = PlanSection(
                    plan=plan, number=number[:40], title=words[:600], position=place
                )
            around = number
    db.session.add_all(sections.values())
    db.session.flush()
    return sections


def _parts(path: str, titles: Collection[str]) -> list[str]:
    """The titles along a path; a title may hold the sign that parts them."""
    parts: list[str] = []
    begun = ""
    for piece in path.split(_INSIDE):
        begun = f"{begun}{_INSIDE}{piece}" if begun else piece
        if begun in titles:
            parts.append(begun)
            begun = ""
    return [*parts, begun] if begun else parts


def _numbered(title: str, around: str) -> tuple[str, str]:
    """The number of a heading within the one around it ("II.4"), and its words."""
    found = _MARKED.fullmatch(title)
    if found is None:
        return around, title
    is_whole = not around or found[1].startswith(f"{around}.")
    return (found[1] if is_whole else f"{around}.{found[1]}"), found[2]


def _add_tasks(
    plan: Plan, rows: Iterable[TableRow], sections: dict[str, PlanSection], has_below: bool
) -> None:
    named = [(_task(plan, row, sections.get(row.section or ""), has_below), row) for row in rows]
    for place, (task, _row) in enumerate(named, 1):
        task.position = place * GAP
    db.session.add_all(task for task, _row in named)
    db.session.flush()
    for task, _row in named:
        lead = [] if task.audience == Audience.BELOW else kinds_named(task.lead_names)
        task.name_agencies(lead, kinds_named(task.coordinating_names))
    audit.record("plan.read", plan, after={"tasks": len(named)})


def _task(plan: Plan, row: TableRow, section: PlanSection | None, has_below: bool) -> Task:
    lead = _names(row.lead)
    return Task(
        plan=plan,
        section=section,
        origin=Origin.TABLE,
        text=row.text,
        marker=row.marker[:10],
        source_line=row.number,
        clause=clause_of(section.number if section else None, row.marker)[:300],
        audience=audience_of(lead, has_below=has_below),
        cadence=cadence_named(row.cadence, row.text, row.due, plan.years),
        due_on=due_day(row.due, plan.years),
        product=row.product[:LONGEST_PRODUCT] or None,
        lead_names=lead,
        coordinating_names=_names(row.coordinating),
    )


def _names(cell: str) -> list[str]:
    return [name for name in (part.strip() for part in _PARTED.split(cell)) if name]
