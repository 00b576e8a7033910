"""A task of a draft as a row of ready words, with the passage it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from blueprints.filters import day
from blueprints.plans.task_words import AUDIENCES, CADENCES, ORIGINS, names_of
from models.plan import Plan
from models.plan_source import PlanSource
from models.review_state import Placed
from models.task import Audience, Cadence, Origin, Task

MOST_LINES_OF_PASSAGE = 8
Passages = Callable[[Task], list[str]]


@dataclass(frozen=True)
class Place:
    """Where a row goes on a page that is open: its list, and the row before it."""

    section: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One task in words: templates look nothing up and translate nothing for each of 200 rows."""

    id: int
    version: int
    marker: str
    text: str
    under: str | None
    tags: list[str]
    faults: list[str]
    left_out: str
    passage: list[str]
    by: str = ""
    place: Place | None = None


def row_of(
    task: Task, plan: Plan, passages: Passages, *, by: str = "", place: Place | None = None
) -> Row:
    """A task as a row."""
    return Row(
        id=task.id,
        version=task.version,
        marker=task.marker,
        text=task.text,
        under=task.hangs_under,
        tags=[tag for tag in _tags(task) if tag],
        faults=_faults(task, plan),
        left_out=_left_out(task),
        passage=passages(task),
        by=by,
        place=place,
    )


def _tags(task: Task) -> list[str]:
    lead, coordinating = names_of(task.lead_kinds), names_of(task.coordinating_kinds)
    return [
        str(CADENCES[Cadence(task.cadence)]),
        _when(task),
        _("Lead: %(names)s", names=lead) if lead else "",
        _("Coordinating: %(names)s", names=coordinating) if coordinating else "",
        _("Product: %(name)s", name=task.product) if task.product else "",
        str(AUDIENCES[Audience(task.audience)]),
        _("Clause %(name)s", name=task.clause) if task.clause else "",
        str(ORIGINS.get(Origin(task.origin), "")),
    ]


def _when(task: Task) -> str:
    if task.due_on is None:
        return ""
    if task.cadence == Cadence.YEARLY:
        return str(_("Due on %(day)s every year", day=task.due_on.strftime("%d/%m")))
    if task.starts_on is not None:
        days = {"first": day(task.starts_on), "last": day(task.due_on)}
        return str(_("From %(first)s to %(last)s", **days))
    return str(_("Due on %(day)s", day=day(task.due_on)))


def _faults(task: Task, plan: Plan) -> list[str]:
    days = [one for one in (task.starts_on, task.due_on) if one is not None]
    outside = not all(plan.holds(one) for one in days)
    return [_("The day lies outside the plan's period")] if outside else []


def _left_out(task: Task) -> str:
    if not task.is_left_out:
        return ""
    return str(_("Merged with the task above") if task.merged_into_id else _("Left out"))


def passages_of(source: PlanSource | None, tasks: Iterable[Placed]) -> Passages:
    """How to find the lines of the document from which a task was read.

    A printed paragraph may run over several lines: they are taken until the text of the task is
    covered or the next task begins.
    """
    lines = source.lines if source else []
    begins = sorted({task.source_line for task in tasks if task.source_line})
    ends = dict(zip(begins, [*begins[1:], len(lines) + 1], strict=False))

    def passage(task: Task) -> list[str]:
        first = task.source_line
        if first is None:
            return []
        last = min(ends.get(first, first + 1), len(lines) + 1)
        return _covering(lines[first - 1 : last - 1], len(task.text))

    return passage


def _covering(lines: list[str], length: int) -> list[str]:
    taken: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        taken.append(line)
        if sum(map(len, taken)) >= length or len(taken) == MOST_LINES_OF_PASSAGE:
            break
    return taken
