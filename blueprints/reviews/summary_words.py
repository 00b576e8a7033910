"""What a summary of a month counts, in words, and where its numbers lead."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.checklists.month_rows import ICONS, in_words
from blueprints.checklists.month_words import STATUSES
from blueprints.filters import number
from blueprints.language import label as _l
from models.line_status import LineStatus
from models.month_line import MonthLine
from models.month_summary import Total
from models.read_summary import UnitGroup

GROUPS: dict[UnitGroup, Any] = {
    UnitGroup.ON_TIME: _l("Submitted on time"),
    UnitGroup.LATE: _l("Submitted late"),
    UnitGroup.MISSING: _l("Missing"),
    UnitGroup.APPROVED: _l("Approved"),
    UnitGroup.WAITING: _l("Not yet approved"),
    UnitGroup.SENT_BACK: _l("Being completed"),
    UnitGroup.EXCUSED: _l("Excused"),
    UnitGroup.PREPARED: _l("Being prepared"),
    UnitGroup.NOTHING: _l("Nothing assigned"),
    UnitGroup.REOPENED: _l("Reopened after a decision"),
    UnitGroup.FORMER: _l("Former units, not added"),
}
ORDER = (
    LineStatus.DONE,
    LineStatus.LATE,
    LineStatus.DOING,
    LineStatus.NOT_APPLICABLE,
    LineStatus.NONE,
    LineStatus.OVER,
)
PENDING = "pending"
"""What is asked for the units whose months wait for a decision."""


class Count(NamedTuple):
    """A number with its words and the address of what it counts."""

    kind: str
    icon: str
    words: str
    number: str
    href: str


class Status(NamedTuple):
    """How something stands, as components/status.html shows it."""

    kind: str
    words: str
    icon: str


class Numbers(NamedTuple):
    """What one line of a summary counts; `pending` units wait for a decision."""

    href: str
    counts: list[Count]
    figures: list[Figure]
    title: str = ""
    units: str = ""
    pending: int = 0


class Figure(NamedTuple):
    """A sum in words, and how many it comes from."""

    words: str
    source: str


def counts(total: Total, href: str) -> list[Count]:
    """How many stand how; a kind that nobody is in is left out."""
    return [
        Count(kind_of(one), ICONS[one], str(STATUSES[one]), number(total.counts[one]), link)
        for one in ORDER
        if total.counts[one]
        for link in [f"{href}?show={one}"]
    ]


def status_of(status: LineStatus) -> Status:
    """How a line stands."""
    return Status(kind_of(status), str(STATUSES[status]), ICONS[status])


def kind_of(status: LineStatus) -> str:
    """The kind of status as the styles know it."""
    return "none" if status is LineStatus.NOT_APPLICABLE else status.value


def of_units(total: Total) -> list[Figure]:
    """What was counted, with the number of units that wrote it."""
    told = [n for n in total.told if n]
    sources = [str(ngettext("%(num)d unit", "%(num)d units", n)) for n in told]
    return _figures(total, sources)


def of_tasks(total: Total) -> list[Figure]:
    """What was counted, with the number of tasks that it comes from."""
    told = [n for n in total.told if n]
    return _figures(total, [str(ngettext("%(num)d task", "%(num)d tasks", n)) for n in told])


def _figures(total: Total, sources: list[str]) -> list[Figure]:
    words = in_words(total.figures)
    return [Figure(*one) for one in zip(words, sources, strict=True)]


def line_href(slug: str, named: date, assignment_id: int) -> str:
    """Where a line stands on its unit's month."""
    return f"{month_href(slug, named)}#line-{assignment_id}"


def month_href(slug: str, named: date) -> str:
    return f"/{slug}/checklists/{named:%Y-%m}"


def summary_href(named: date) -> str:
    """The summary of a month of the unit of the URL."""
    return url_for("reviews.summary", month=named)


def title_of(line: MonthLine) -> str:
    """A task with its number in the plan."""
    return f"{line.number} {line.text}".strip()


def added_by(line: MonthLine) -> str:
    """Where work comes from that a unit gave itself."""
    return str(_("Added by the unit")) if line.is_own else line.plan
