"""What changed in a month: since its approval, and since the submission decided on before."""

from __future__ import annotations

from datetime import date

from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import needs
from blueprints.checklists import blueprint
from blueprints.checklists.change_words import ChangedLine, changed_lines, late_activities
from blueprints.checklists.month_page import MonthPage
from blueprints.checklists.months import find_month, reader_here
from models.month_since import Since, since_approval, since_decision
from models.permissions import Permission


@blueprint.get("/<month:month>/changes")
@needs(Permission.VIEW_CHECKLISTS)
def changes(month: date) -> Response:
    """What was and what is, line by line, with who and when."""
    page = MonthPage(find_month(month), reader_here())
    since = since_approval(page.month) if page.month.approved_at else Since([], {})
    return responses.page(
        "checklists/changes.html",
        page=page,
        late=changed_lines(page, since),
        activities=late_activities(since),
        again=changes_to_decide(page),
    )


def changes_to_decide(page: MonthPage) -> list[ChangedLine]:
    """What who decides has not seen yet of a month that was handed in again."""
    return changed_lines(page, since_decision(page.month))
