"""The acts of a review beside single tasks: headings, and what the reader left to people."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints.access import needs
from blueprints.plans import blueprint
from blueprints.plans.drafts import find_draft
from blueprints.plans.review_answers import Own, after
from blueprints.plans.review_finding import find_section
from blueprints.plans.review_forms import drawn
from blueprints.plans.task_forms import SectionForm
from models.base import db
from models.database import StaleVersion, expect_version
from models.permissions import Permission
from models.plan import Plan
from models.plan_section import PlanSection
from models.task import Task
from models.task_offers import pull_offer, pull_unread
from models.task_review import TaskReview
from models.tenancy import begin_write

REVIEW = "/<int:plan_id>/review"
FORM = "plans/_section_form.html"


@blueprint.route(f"{REVIEW}/sections/new", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def add_section(plan_id: int) -> Response:
    """A form for one more heading, behind the others."""
    plan, form = find_draft(plan_id), SectionForm()
    if not form.is_submitted() or not form.validate():
        status = 422 if form.is_submitted() else 200
        return drawn(plan, FORM, form, _("Add a section"), status, section=None)
    begin_write()
    review = TaskReview(plan)
    if form.is_first_post():
        PlanSection.add(review.plan, form.number.data or "", form.title.data)
    return after(plan, Own(shut="section-new-form"))


@blueprint.route(f"{REVIEW}/sections/<int:section_id>", methods=["GET", "POST"])
@needs(Permission.MANAGE_PLANS)
def rename_section(plan_id: int, section_id: int) -> Response:
    """One heading, to write anew."""
    plan = find_draft(plan_id)
    section = find_section(plan, section_id)
    form = SectionForm(obj=section)
    if not form.is_submitted() or not form.validate():
        return _draw(plan, section, form, 422 if form.is_submitted() else 200)
    begin_write()
    try:
        return _rename(plan, section, form)
    except StaleVersion:
        form.show_present(section)
        db.session.rollback()
        return _draw(plan, section, form, 409)


def _rename(plan: Plan, section: PlanSection, form: SectionForm) -> Response:
    TaskReview(plan)
    if form.is_first_post():
        expect_version(section, form.version.data)
        section.change(form.number.data or "", form.title.data)
    return after(plan, Own(shut=f"section-{section.id}-edit"), anchor=f"section-{section.id}")


def _draw(plan: Plan, section: PlanSection, form: SectionForm, status: int) -> Response:
    return drawn(plan, FORM, form, _("Edit the heading"), status, section=section)


@blueprint.post(f"{REVIEW}/unread/<int:place>")
@needs(Permission.MANAGE_PLANS)
def pull_in_unread(plan_id: int, place: int) -> Response:
    """Make a passage that the reader did not understand a task."""
    plan = find_draft(plan_id)
    begin_write()
    return _pulled(plan, "unread", place, pull_unread(TaskReview(plan), place))


@blueprint.post(f"{REVIEW}/offers/<int:place>")
@needs(Permission.MANAGE_PLANS)
def pull_in_offer(plan_id: int, place: int) -> Response:
    """Make a deadline or a duty to report a task."""
    plan = find_draft(plan_id)
    begin_write()
    return _pulled(plan, "offers", place, pull_offer(TaskReview(plan), place))


def _pulled(plan: Plan, what: str, place: int, task: Task | None) -> Response:
    db.session.flush()
    pulled = (what, place, task.id) if task else None
    return after(plan, Own(pulled=pulled), anchor=f"task-{task.id}" if task else what)
