"""What is said of an act that may not be done with an entry now."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import find_or_404
from blueprints.activities import blueprint
from blueprints.activities.outcome_words import outcome_of
from blueprints.checklists.refusals import refusal_page
from blueprints.language import label as _l
from models.activity import Activity
from models.activity_acts import ActivityRefused, Obstacle
from models.base import db

WORDS: dict[Obstacle, Any] = {
    Obstacle.NO_RIGHT: _l("Your role at this unit does not include this."),
    Obstacle.OTHERS: _l("This is somebody else's draft."),
    Obstacle.PARTNERS: _l(
        "A partner logged this: the unit accepts it, corrects what counts, or does not count it."
    ),
    Obstacle.DECIDED: _l("The unit has decided on this entry: ask it to correct what counts."),
    Obstacle.NOT_DECIDED: _l("This entry does not count yet: it has to be accepted first."),
    Obstacle.IS_DRAFT: _l("This is a draft: finish it first."),
    Obstacle.NOT_DRAFT: _l("This is no draft any more: withdraw it with a reason instead."),
    Obstacle.IS_PLANNED: _l("This is only planned: say first that it was done."),
    Obstacle.NOT_PLANNED: _l("This is not planned any more: somebody was quicker."),
    Obstacle.TO_COME: _l("Its day is still to come: say that it was done when it was."),
    Obstacle.DECLINED: _l("The unit does not count this entry."),
    Obstacle.WITHDRAWN: _l("This entry was withdrawn: nothing of it is changed any more."),
    Obstacle.COUNTED: _l("This entry counts already."),
    Obstacle.JOINED: _l("This entry is joined to another one of the same event."),
    Obstacle.NOT_JOINED: _l("This entry is not joined to another one."),
    Obstacle.AGENCY_ENDED: _l(
        "This agency has ended at the unit: what was logged for it stays, nothing new is added."
    ),
}


@blueprint.app_errorhandler(ActivityRefused)
def _refused(error: ActivityRefused) -> Response:
    """409 with the reason and the way back to the entry."""
    db.session.rollback()
    given, text = request.view_args or {}, str(WORDS[error.why])
    steps = []
    if "activity_id" in given:
        where = url_for("activities.show", activity_id=given["activity_id"])
        steps = [(_("Open the activity"), where)]
        text = f"{text} {_who_was_before(given['activity_id'])}"
    return refusal_page(409, _("This cannot be done now"), text, steps)


def _who_was_before(activity_id: uuid.UUID) -> str:
    """Who decided on it, where somebody did."""
    told = outcome_of(find_or_404(Activity, activity_id))
    return f"{told.title}: {told.by}." if told.by else ""
