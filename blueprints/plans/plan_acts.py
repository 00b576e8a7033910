"""What a reader may do next with a plan, as buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from blueprints.access import may
from models.adopt_plan import is_another_in_force
from models.permissions import Permission
from models.plan import Plan, PlanState
from models.reissue_plan import can_be_issued_again


@dataclass(frozen=True)
class Act:
    """A button; `is_next` marks the step that is expected now."""

    text: str
    href: str
    symbol: str
    is_next: bool = False


def acts_on(plan: Plan, campaign_id: int | None, *, is_addressed: bool) -> list[Act]:
    """The acts that the reader has the right to and that fit the state of the plan; with a campaign
    whose own tasks these are, the way there."""
    own = plan.unit_id == g.unit.id
    manages = may(Permission.MANAGE_PLANS)
    fitting = _of_the_issuer(plan) if own else _of_the_addressed(plan, is_addressed)
    if own and campaign_id is not None:
        fitting = _of_the_campaign(plan, campaign_id)
    found = list(fitting) if manages else []
    if own and not g.standing.is_only_partner:
        found.append(_act(_("Save as .docx"), "plans.paper", "file-earmark-word", plan))
    return found


def _of_the_issuer(plan: Plan) -> Iterator[Act]:
    if plan.is_draft:
        yield _act(_("Review the draft"), "plans.review", "pencil", plan, is_next=True)
        yield _act(_("Publish"), "plans.publication", "send", plan)
    yield from _corrected(plan)
    if can_be_issued_again(plan):
        yield _act(_("Issue again"), "plans.reissue", "arrow-repeat", plan)
    if plan.state in (PlanState.PUBLISHED, PlanState.OVER) and may(Permission.PUBLISH_PLANS):
        yield _act(_("Withdraw"), "plans.withdrawal", "arrow-return-left", plan)


def _of_the_campaign(plan: Plan, campaign_id: int) -> Iterator[Act]:
    where = url_for("campaigns.show", campaign_id=campaign_id)
    yield Act(_("Open the campaign"), where, "flag", is_next=True)
    yield from _corrected(plan)


def _corrected(plan: Plan) -> Iterator[Act]:
    if plan.state is PlanState.PUBLISHED and plan.may_be_published_by(g.standing):
        yield _act(_("Correct it"), "plans.amendments", "pencil", plan)


def _of_the_addressed(plan: Plan, is_addressed: bool) -> Iterator[Act]:
    if is_addressed and is_another_in_force(plan, g.unit):
        text = _("Make the unit's own plan of it")
        yield _act(text, "plans.adoption", "file-earmark-text", plan, is_next=True)


def _act(text: str, endpoint: str, symbol: str, plan: Plan, **more: Any) -> Act:
    return Act(text, url_for(endpoint, plan_id=plan.id), symbol, **more)
