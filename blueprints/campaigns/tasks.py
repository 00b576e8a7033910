"""The tasks of a draft: typed one by one, or chosen from the unit's published plans."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.asked import words_asked
from blueprints.campaigns import blueprint
from blueprints.campaigns.acting import find_for, opener_here
from blueprints.date_field import DateField
from blueprints.filters import day
from blueprints.forms import EmptyForm, Form, LongTextField
from blueprints.language import label as _l
from models import campaign_tasks
from models.base import db
from models.campaign import Campaign
from models.campaign_acts import CampaignAct
from models.campaign_tasks import (
    MOST_TASKS,
    NotChoosable,
    TooManyTasks,
    choosable,
    tasks_of,
)
from models.checklist import Checklist
from models.database import lock
from models.open_campaign import CampaignRefused, is_for_below, why_not_now
from models.permissions import Permission
from models.publish_plan import name_of
from models.task import Audience, Task
from models.task_review import OutsidePeriod, ReviewClosed
from models.tenancy import begin_write

PAGE = "campaigns/tasks.html"
SHOWN = 10
"""How many tasks of other plans are offered at once: they are searched."""


class TaskForm(Form):
    """One more task of the campaign's own."""

    text = LongTextField(
        _l("Task"), most=1000, description=_l("What each unit does, the verb first.")
    )
    due_on = DateField(_l("To be done by"), required=True)
    audience = RadioField(_l("Who does it"), validators=[InputRequired(_l("Choose one of these."))])

    def offer(self, campaign: Campaign) -> None:
        """Offer who may do it: the units below, the unit itself."""
        choices = []
        if is_for_below(campaign):
            choices.append(SelectChoice(Audience.BELOW.value, _("Each unit that takes part")))
        if campaign.includes_own:
            choices.append(SelectChoice(Audience.OWN.value, _("Our unit itself")))
        self.audience.choices = choices
        if choices and not self.is_submitted():
            self.audience.data = choices[0].value


@blueprint.route("/<int:campaign_id>/tasks", methods=["GET", "POST"])
@needs(Permission.MANAGE_CAMPAIGNS)
def tasks(campaign_id: int) -> Response:
    """The tasks so far, a form for one more, and those of the unit's plans to choose from."""
    campaign = find_for(CampaignAct.EDIT, campaign_id)
    form = TaskForm(due_on=campaign.ends_on)
    form.offer(campaign)
    if not form.is_submitted():
        return responses.page(PAGE, form=form, **_about(campaign))
    if not form.validate():
        return responses.invalid(PAGE, form, **_about(campaign))
    _begin(campaign)
    if form.is_first_post() and not _add(campaign, form):
        answer = responses.invalid(PAGE, form, **_about(campaign))
        db.session.rollback()
        return answer
    db.session.commit()
    return responses.saved(_here(campaign.id), _("Task added."))


@blueprint.post("/<int:campaign_id>/tasks/<int:task_id>/choice")
@needs(Permission.MANAGE_CAMPAIGNS)
def choose_task(campaign_id: int, task_id: int) -> Response:
    """Takes a task of one of the unit's published plans into the campaign."""
    campaign, form = find_own_or_404(Campaign, campaign_id), EmptyForm()
    find_own_or_404(Task, task_id)
    _begin(campaign)
    try:
        if form.is_first_post():
            campaign_tasks.choose_task(campaign, task_id)
    except (NotChoosable, TooManyTasks) as why:
        db.session.rollback()
        return responses.refused(_here(campaign_id), _refusal(why))
    db.session.commit()
    return responses.saved(_here(campaign_id), _("Task added."))


@blueprint.post("/<int:campaign_id>/tasks/<int:task_id>/removal")
@needs(Permission.MANAGE_CAMPAIGNS)
def remove_task(campaign_id: int, task_id: int) -> Response:
    """Takes a task out of the campaign; one of another plan stays in that."""
    campaign, form = find_own_or_404(Campaign, campaign_id), EmptyForm()
    task = find_own_or_404(Task, task_id)
    _begin(campaign)
    try:
        if form.is_first_post():
            campaign_tasks.remove_task(campaign, task)
    except ReviewClosed as why:
        db.session.rollback()
        return responses.refused(_here(campaign_id), _refusal(why))
    db.session.commit()
    return responses.saved(_here(campaign_id), _("Task removed."))


def _begin(campaign: Campaign) -> None:
    """Begin to write what hangs under a draft: acts on it follow each other."""
    begin_write()
    Checklist.queue_up()
    lock(campaign)
    why = why_not_now(CampaignAct.EDIT, campaign, opener_here())
    if why is not None:
        raise CampaignRefused(why)


def _add(campaign: Campaign, form: TaskForm) -> bool:
    """Add the task; where that is refused, the reason beside its field."""
    audience = Audience(form.audience.data)
    text, due_on = form.text.data or "", form.due_on.data or campaign.ends_on
    try:
        campaign_tasks.add_task(campaign, text, due_on, audience, current_user.id)
    except OutsidePeriod:
        form.due_on.errors = [_day_asked(campaign)]
    except (TooManyTasks, ReviewClosed) as why:
        form.text.errors = [_refusal(why)]
    return not form.errors


def _day_asked(campaign: Campaign) -> str:
    told = _(
        "Write a day from %(first)s, when the campaign begins, to %(last)s, when reports are due.",
        first=day(campaign.starts_on),
        last=day(campaign.report_due_on),
    )
    return str(told)


def _refusal(why: Exception) -> str:
    if isinstance(why, TooManyTasks):
        return str(_("A campaign has %(most)s tasks at most.", most=MOST_TASKS))
    if isinstance(why, NotChoosable):
        return str(_("This task is chosen already, or its plan is not in force any more."))
    return str(_("Its plan is published or discarded already. Open it among the plans."))


def _here(campaign_id: int) -> str:
    return url_for("campaigns.tasks", campaign_id=campaign_id)


def _about(campaign: Campaign) -> dict[str, Any]:
    """The tasks so far, and those that the address looks for."""
    found = choosable(campaign, words_asked()).options(joinedload(Task.plan)).limit(SHOWN + 1)
    offered = db.session.scalars(found).all()
    return {
        "campaign": campaign,
        "tasks": [_row(task, campaign) for task in _loaded(campaign)],
        "q": words_asked(),
        "offered": [_row(task, campaign) for task in offered[:SHOWN]],
        "has_more": len(offered) > SHOWN,
        "act": EmptyForm(formdata=None),
    }


def _loaded(campaign: Campaign) -> Any:
    return db.session.scalars(tasks_of(campaign).options(joinedload(Task.plan)))


def _row(task: Task, campaign: Campaign) -> dict[str, Any]:
    is_own = task.plan_id == campaign.plan_id
    return {
        "id": task.id,
        "text": task.text,
        "due_on": task.due_on,
        "plan": "" if is_own else name_of(task.plan),
        "is_for_own": not task.is_for_units_below,
    }
