"""Publishing to many units: the answer is written while the work is done.

The page comes piece by piece, each step with how far it is, and needs no script. All of it is one
transaction: when the reader goes away, or anything fails, nothing was published.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from flask import Response, g
from flask_babel import gettext as _

from blueprints import responses
from blueprints.access import find_own_or_404
from blueprints.language import label as _l
from blueprints.plans.addresses import page_of
from blueprints.plans.publication_check import told
from blueprints.plans.publication_forms import PublicationForm
from blueprints.plans.publication_refusals import REFUSED
from blueprints.progress import Row, to_its_end
from models.base import db
from models.database import lock
from models.plan import Plan
from models.plan_addressing import units_addressed
from models.publish_plan import Published, Stage, Step, publishing
from models.tenancy import begin_write

MANY_UNITS = 300
"""From so many units on the work takes long enough to be watched."""
STAGES: dict[Stage, Any] = {
    Stage.ADDRESSING: _l("Units addressed"),
    Stage.ASSIGNING: _l("Tasks assigned"),
    Stage.TELLING: _l("People told"),
}


def is_long(plan: Plan) -> bool:
    """Whether a draft goes to so many units that publishing is to be watched."""
    if not plan.is_draft or plan.is_for_own:
        return False
    many = units_addressed(plan).order_by(None).offset(MANY_UNITS).limit(1)
    return db.session.scalar(many) is not None


def stream(plan: Plan, form: PublicationForm) -> Response:
    """The answer that publishes a plan while it is written."""
    context = {"subject": plan.subject, "path": page_of(plan.id)}
    rows = to_its_end(
        _rows(plan.id, form),
        busy=_("Nothing was published: the portal is busy."),
        failed=_("Nothing was published: the portal made a mistake."),
    )
    return responses.streamed("plans/progress.html", rows, **context)


def _rows(plan_id: int, form: PublicationForm) -> Generator[Row]:
    """The steps of the act, then how it ended."""
    try:
        made = yield from _publish(plan_id, form)
        db.session.commit()
        yield {"end": "done", "text": told(made) if made else _("The plan is published.")}
    except REFUSED:
        yield {"end": "wait", "text": _("Nothing was published: the plan changed meanwhile.")}


def _publish(plan_id: int, form: PublicationForm) -> Generator[Row, None, Published | None]:
    """Publish step by step; None where the same form was acted on before."""
    begin_write()
    if not form.is_first_post():
        return None
    plan = find_own_or_404(Plan, plan_id)
    lock(plan)
    steps = publishing(plan, g.standing, revision=form.revision.data, confirmed=form.confirmed)
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            published: Published = end.value
            return published
        yield _row(step)


def _row(step: Step) -> Row:
    return {"stage": step.stage, "label": STAGES[step.stage], "done": step.done, "of": step.of}
