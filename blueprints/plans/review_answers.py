"""What a page of a review gets after an act, its own or somebody else's: only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from blueprints import responses
from blueprints.plans.review_page import counts_of, frame_of
from blueprints.plans.review_rows import Passages, Place, Row, passages_of, row_of
from models.base import db
from models.plan import Plan
from models.plan_content import sections_of, source_of
from models.plan_section import PlanSection
from models.review_state import Placed, Seen, actors_of, changed_since, places_of, seen_of


@dataclass(frozen=True)
class Own:
    """What the person's own act does to his page beside what changed.

    `shut` is the form to close, `focus` the row to go to, `pulled` what was made a task (which
    list, which entry, the task), `acts` what the acts under an open form are drawn anew from,
    those of moving to another section only where it was moved so.
    """

    shut: str = ""
    focus: int | None = None
    pulled: tuple[str, int, int] | None = None
    notice: str = ""
    acts: dict[str, Any] | None = None
    changed_section: bool = False


def after(plan: Plan, own: Own, *, anchor: str = "", status: int = 200) -> AnyResponse:
    """Answer an act: under htmx with the changes since the page was drawn, else with the page."""
    db.session.commit()
    if request.htmx:  # type: ignore[attr-defined]
        return changes(plan, Seen.parse(request.form.get("since", "")), own, status)
    return responses.saved(url_for("plans.review", plan_id=plan.id, _anchor=anchor or None))


def changes(plan: Plan, seen: Seen | None, own: Own, status: int = 200) -> Response:
    """The partials that bring a page up to date. One that says nothing of what it has seen gets
    what the latest act changed."""
    sections = sections_of(plan)
    places: list[Any] = list(db.session.execute(places_of(plan)))
    has_new = bool(seen and _last(places) > seen.last_task)
    source = source_of(plan, with_lines=has_new)
    now = seen_of(plan, sections, places, source)
    seen = seen or now._replace(revision=now.revision - 1)
    rows = _rows(plan, sections, places, seen, passages_of(source if has_new else None, places))
    context = {
        **frame_of(plan, source),
        "counts": counts_of(places, source),
        "is_header_new": now.header != seen.header,
        "is_source_new": now.source != seen.source,
        "headings": sections if now.headings != seen.headings else [],
        "rows": rows,
        "was": seen,
        "seen": now,
        "own": own,
        "focus": own.focus,
    }
    answer = responses.fragment("plans/review_changes.html", **context)
    answer.status_code = status
    return answer


def _last(places: Iterable[Placed]) -> int:
    return max((place.id for place in places), default=0)


def _rows(
    plan: Plan,
    sections: Sequence[PlanSection],
    places: list[Any],
    seen: Seen,
    passages: Passages,
) -> list[Row]:
    """The rows that changed, in the order of the page, each with the row it comes behind."""
    changed = {task.id: task for task in changed_since(plan, seen.revision)}
    actors = actors_of(changed.values()) if changed else {}
    shown = []
    for section_id in (None, *(section.id for section in sections)):
        before: int | None = None
        for place in (one for one in places if one.section_id == section_id):
            if place.id in changed:
                where = Place(section_id or 0, before)
                by = _name(actors.get(place.id))
                shown.append(row_of(changed[place.id], plan, passages, by=by, place=where))
            before = place.id
    return shown


def _name(actor: tuple[int | None, str] | None) -> str:
    """Who changed a row, unless it was the person himself."""
    return "" if actor is None or actor[0] == current_user.id else actor[1]
