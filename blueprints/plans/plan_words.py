"""The words for what a plan is and where it stands."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.language import label as _l
from models.line_status import LineStatus
from models.plan import PlanKind, PlanState
from models.plan_list import Whose
from models.plan_progress import Progress

KINDS = {
    PlanKind.LETTER: _l("Official letter"),
    PlanKind.PLAN: _l("Plan"),
    PlanKind.GUIDANCE: _l("Guidance"),
    PlanKind.DECISION: _l("Decision"),
    PlanKind.OTHER: _l("Other paper"),
}
STATES = {
    PlanState.DRAFT: ("none", "pencil", _l("Draft")),
    PlanState.PUBLISHED: ("done", "check-circle-fill", _l("Published")),
    PlanState.OVER: ("none", "clock-history", _l("Period over")),
    PlanState.WITHDRAWN: ("back", "arrow-return-left", _l("Withdrawn")),
}
"""Of each state: its colour, its icon, its word."""
LINE_STATUSES = {
    LineStatus.DONE: _l("done"),
    LineStatus.LATE: _l("done late"),
    LineStatus.DOING: _l("in progress"),
    LineStatus.OVER: _l("overdue"),
    LineStatus.NONE: _l("not started"),
    LineStatus.NOT_APPLICABLE: _l("nothing arose"),
}
WHOSE = {
    Whose.OWN: _l("Of this unit"),
    Whose.ABOVE: _l("From above"),
    Whose.BELOW: _l("Of units below"),
}


def progress_text(progress: Progress) -> str:
    """How far the tasks are, in words: "12 of 208 done, 3 overdue"."""
    done = str(_("%(done)s of %(total)s done", done=progress.settled, total=progress.total))
    if not progress.over:
        return done
    over = ngettext("%(num)d overdue", "%(num)d overdue", progress.over)
    return f"{done}, {over}"


def parts_of(progress: Progress) -> list[tuple[str, int]]:
    """The parts of a progress for the split bar: colour and number."""
    settled = progress.done + progress.not_applicable
    numbers = (settled, progress.doing, progress.late, progress.over, progress.none)
    return list(zip(("done", "doing", "late", "over", "none"), numbers, strict=True))
