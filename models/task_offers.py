"""What the reader offered, or did not understand, made tasks of the draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.draft_plan import audience_of, cadence_of, has_units_below
from models.plan import Plan
from models.plan_content import source_of
from models.task import Cadence, Origin, Task
from models.task_review import TaskReview
from models.text import normalise


def pull_unread(review: TaskReview, place: int) -> Task | None:
    """Make a passage that was not understood a task, once; None where it was one already."""
    entry = _take(review, "unread", place)
    if entry is None:
        return None
    text = normalise(entry["text"], keep_lines=True)
    cadence = cadence_of(text, None, review.plan.years)
    behind = _last_by(review, entry["line"])
    given = {"origin": Origin.UNREAD, "source_line": entry["line"], "cadence": cadence}
    return _add(review, behind, text=text, **given)


def pull_offer(review: TaskReview, place: int) -> Task | None:
    """Make a deadline, or a duty to report, a task, once; None where it was one already.

    A window makes a campaign; a day without a year, or one said to return, a yearly task. A day
    outside the plan's period is left to the reviewer.
    """
    entry = _take(review, "offers", place)
    if entry is None:
        return None
    what = normalise(entry["what"]).rstrip("…. ")
    text = f"{what[:1].upper()}{what[1:]}, {normalise(entry['text'])}"
    named = _naming(review, normalise(entry["text"]))
    told = {"source_line": named.source_line, "clause": named.clause} if named else {}
    days = _days(entry, review.plan)
    return _add(review, named, text=text, origin=Origin.DEADLINE, **days, **told)


def _take(review: TaskReview, what: str, place: int) -> dict[str, Any] | None:
    source = source_of(review.plan)
    return source.take(what, place) if source else None


def _add(review: TaskReview, behind: Task | None, **values: Any) -> Task:
    below = has_units_below(review.plan.unit)
    values["audience"] = audience_of((), has_below=below)
    last = behind or next(reversed(review.order.tasks), None)
    return review.add(last.section_id if last else None, behind=last, **values)


def _last_by(review: TaskReview, line: int) -> Task | None:
    """The last task that stands in the document at a line or before it."""
    placed = [task for task in review.order.tasks if task.source_line and task.source_line <= line]
    return max(reversed(placed), key=lambda task: task.source_line or 0, default=None)


def _naming(review: TaskReview, words: str) -> Task | None:
    """The first task that is in and whose text holds some words."""
    tasks = (task for task in review.order.tasks if not task.is_left_out)
    return next((task for task in tasks if words in normalise(task.text)), None)


def _days(entry: dict[str, Any], plan: Plan) -> dict[str, Any]:
    day, start = _day_in(entry["date"], plan), _day_in(entry["start"], plan)
    if entry["start"]:
        return {"cadence": Cadence.CAMPAIGN, "starts_on": start, "due_on": day}
    recurs = entry["recurrence"] == "yearly" or (entry["date"] or "").startswith("--")
    return {"cadence": Cadence.YEARLY if recurs else Cadence.ONCE, "due_on": day}


def _day_in(text: str | None, plan: Plan) -> date | None:
    """A day of the reader inside the plan's period; one without a year in its first year there."""
    if not text:
        return None
    years = plan.years if text.startswith("--") else [int(text[:4])]
    days = (_calendar_day(year, text[-5:]) for year in years)
    return next((day for day in days if day and plan.holds(day)), None)


def _calendar_day(year: int, month_and_day: str) -> date | None:
    """None where the year has no such day (29/02)."""
    try:
        return date.fromisoformat(f"{year}-{month_and_day}")
    except ValueError:
        return None
