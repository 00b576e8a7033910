"""The lines of a month as the page shows them: words and signs, put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_words import STATUSES
from blueprints.filters import day, number
from models.kept_evidence import LineEvidence
from models.line import FINISHED, LineState
from models.line_status import LineStatus
from models.live_lines import Place
from models.month_line import NUMBERS, MonthLine
from models.unit_month import UnitMonth

ICONS = {
    LineStatus.DONE: "check-circle-fill",
    LineStatus.DOING: "play-circle",
    LineStatus.LATE: "clock-fill",
    LineStatus.OVER: "exclamation-triangle-fill",
    LineStatus.NONE: "circle",
    LineStatus.NOT_APPLICABLE: "dash-circle",
}
FILTERS = ("all", "todo", "returned", "over")
"""Which lines are shown; the counts stand on the buttons."""
NONE = LineEvidence()


@dataclass(slots=True)
class Row:
    """One line, ready to print."""

    line: MonthLine
    href: str
    kind: str
    icon: str
    status: str
    due: str
    tags: str
    is_done: bool
    tick: str
    evidence: int = 0
    changed: tuple[str, ...] = ()
    numbers: str = ""
    reason: str = ""
    word: str = ""
    is_mended: bool = False

    @property
    def key(self) -> int:
        return self.line.assignment_id


@dataclass(slots=True)
class Group:
    """Lines under one heading; `plan` where it begins another plan."""

    key: str
    title: str
    rows: list[Row]
    plan: str = ""

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)


class MonthRows:
    """The rows of a month, their counts and groups."""

    def __init__(
        self,
        month: UnitMonth,
        href: str,
        lines: Iterable[MonthLine],
        evidence: Mapping[int, LineEvidence],
    ) -> None:
        self.month, self.as_at, self.href = month, month.as_at, href
        self._evidence = evidence
        self.returned = month.returned
        self._statuses = {status: str(words) for status, words in STATUSES.items()}
        self._due = str(_("Due %(day)s"))
        self.rows = [self.row(line) for line in lines]

    def row(self, line: MonthLine) -> Row:
        """One line, ready to print."""
        status = line.status_on(self.as_at)
        kept = self._evidence.get(line.assignment_id, NONE)
        row = Row(
            line=line,
            href=f"{self.href}/lines/{line.assignment_id}",
            kind="none" if status is LineStatus.NOT_APPLICABLE else status.value,
            icon=ICONS[status],
            status=self._status(line, status),
            due=self._due_on(line.due_on),
            tags="",
            is_done=line.state in FINISHED,
            tick=_tick(line),
            evidence=kept.count,
            changed=tuple(changes_of(kept)),
            numbers=numbers_of(line),
        )
        self._tell_return(row)
        row.tags = " ".join(_tags(row, status))
        return row

    def _due_on(self, due: date | None) -> str:
        if due is None:
            return ""
        return self._due % {"day": f"{due:%d/%m}" if due.year == self.as_at.year else day(due)}

    def _status(self, line: MonthLine, status: LineStatus) -> str:
        if status is LineStatus.OVER and line.months_late:
            months = line.months_late
            return str(ngettext("%(num)d month late", "%(num)d months late", months))
        return self._statuses[status]

    def _tell_return(self, row: Row) -> None:
        back = self.returned.get(row.key)
        if back is None:
            return
        row.reason, row.word = back.reason, back.word or ""
        written, returned = row.line.written_at, self.month.returned_at
        row.is_mended = bool(written and returned and written > returned)

    @property
    def evidence(self) -> dict[Any, int]:
        """How many photos and files each line has, or has left of what was handed in."""
        left = ((row.line.line_id, self._evidence.get(row.key, NONE)) for row in self.rows)
        return {line_id: kept.count - kept.withdrawn for line_id, kept in left}

    @property
    def present(self) -> list[Row]:
        """Without those still to come."""
        return [row for row in self.rows if row.line.place is not Place.UPCOMING]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines each filter shows."""
        tags = [row.tags.split() for row in self.present]
        found = {name: sum(name in one for one in tags) for name in FILTERS[1:]}
        return {"all": len(tags), **found}

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.present)

    def groups(self, shown: str, by: str) -> list[Group]:
        """The rows of a filter under their headings: what came back first, what comes last."""
        rows = [row for row in self.rows if shown == "all" or shown in row.tags.split()]
        back = [row for row in rows if row.reason]
        rest = [row for row in rows if not row.reason and row.line.place is not Place.UPCOMING]
        upcoming = [row for row in rows if row.line.place is Place.UPCOMING and not row.reason]
        groups = [Group("returned", _("To be completed"), back)] if back else []
        groups += self._by_due(rest) if by == "due" else list(_by_section(rest))
        if upcoming and shown == "all":
            groups.append(Group("upcoming", _("Coming up"), upcoming))
        return groups

    def _by_due(self, rows: Iterable[Row]) -> list[Group]:
        today = self.as_at
        titles = {
            "over": _("Overdue"),
            "week": _("Within seven days"),
            "later": _("Later"),
            "none": _("Without a day"),
            "done": _("Finished"),
        }
        found: dict[str, list[Row]] = {key: [] for key in titles}
        for row in sorted(rows, key=lambda row: row.line.due_on or date.max):
            found["done" if row.is_done else _nearness(row.line.due_on, today)].append(row)
        return [Group(key, titles[key], group) for key, group in found.items() if group]


def _by_section(rows: Iterable[Row]) -> Iterator[Group]:
    group: Group | None = None
    plan: Any = object()
    for row in rows:
        line = row.line
        key = f"{line.plan_id or 'own'}-{line.section}"
        if group is None or group.key != key:
            if group is not None:
                yield group
            named = line.plan if line.plan_id != plan and line.plan_id else ""
            plan = line.plan_id
            title = line.section or (_("Added by the unit") if line.is_own else line.plan)
            group = Group(key, title, [], named)
        group.rows.append(row)
    if group is not None:
        yield group


def _nearness(due: date | None, today: date) -> str:
    if due is None:
        return "none"
    if due < today:
        return "over"
    return "week" if due <= today + timedelta(days=7) else "later"


def _tick(line: MonthLine) -> str:
    """What the tick posts: from the state it has to done, and back to begun or not begun."""
    if line.state is not LineState.DONE:
        return f"{line.state}:{LineState.DONE}"
    back = LineState.IN_PROGRESS if line.note or line.difficulty else LineState.NOT_STARTED
    return f"{LineState.DONE}:{back}"


def _tags(row: Row, status: LineStatus) -> Iterator[str]:
    if row.line.place is Place.UPCOMING:
        yield "upcoming"
    else:
        yield "done" if row.is_done else "todo"
    if status is LineStatus.OVER:
        yield "over"
    if row.reason and not row.is_mended:
        yield "returned"


def numbers_of(line: MonthLine) -> str:
    """What was counted, in words."""
    return " · ".join(in_words(getattr(line, name) for name in NUMBERS))


def in_words(figures: Iterable[int | None]) -> list[str]:
    """Figures in the order of NUMBERS as they are spoken of; those nobody wrote are left out."""
    words: tuple[Callable[[int], str], ...] = (
        lambda n: ngettext("%(count)s time", "%(count)s times", n, count=number(n)),
        lambda n: ngettext("%(count)s child", "%(count)s children", n, count=number(n)),
        lambda n: ngettext("%(count)s adult", "%(count)s adults", n, count=number(n)),
        lambda n: f"{number(n)} đ",
    )
    told = zip(figures, words, strict=True)
    return [of(value) for value, of in told if value is not None]


def changes_of(kept: LineEvidence) -> Iterator[str]:
    """What became of a line's photos and files since it was handed in, in words."""
    if kept.withdrawn:
        yield ngettext(
            "%(num)d withdrawn since submission",
            "%(num)d withdrawn since submission",
            kept.withdrawn,
        )
    if kept.late:
        yield ngettext("%(num)d sent after approval", "%(num)d sent after approval", len(kept.late))
