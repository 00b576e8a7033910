"""The activities of a campaign: what is in it and why, what may be put into it."""

from __future__ import annotations

import uuid

from flask import abort, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.access import find_own_or_404, needs
from blueprints.activities.doer import doer_here
from blueprints.campaign_activities import blueprint
from blueprints.campaign_activities.shown import CampaignActivities, proposed_rows
from blueprints.campaigns.head import Head, head_or_404
from blueprints.forms import EmptyForm
from models.activity import Activity
from models.base import db
from models.campaign_links import put_in
from models.campaign_proposals import unplaced_in
from models.permissions import Permission
from models.tenancy import begin_write


@blueprint.get("")
@needs(Permission.VIEW_CAMPAIGNS)
def index(campaign_id: int) -> Response:
    """What is in a campaign, the latest first, why it is there and what it adds up to."""
    head = _published(campaign_id)
    return responses.page(
        "campaign_activities/index.html", head=head, shown=CampaignActivities(head)
    )


@blueprint.get("/proposals")
@needs(Permission.LOG_ACTIVITIES)
def proposals(campaign_id: int) -> Response:
    """The unit's entries that may belong to a campaign, to be ticked and put in at once."""
    head = _ours(campaign_id)
    page = "_proposals.html" if request.htmx else "proposals.html"  # type: ignore[attr-defined]
    context = {"head": head, "rows": proposed_rows(head), "form": EmptyForm()}
    return responses.page(f"campaign_activities/{page}", **context)


@blueprint.post("/proposals")
@needs(Permission.LOG_ACTIVITIES)
def put_ticked(campaign_id: int) -> Response:
    """Puts the ticked entries into a campaign."""
    head, form = _ours(campaign_id), EmptyForm()
    here = url_for("campaign_activities.index", campaign_id=campaign_id)
    ticked = [find_own_or_404(Activity, key) for key in _ticked()]
    if not ticked:
        return responses.refused(here, _("Tick at least one entry."))
    begin_write()
    if form.is_first_post():
        _put(ticked, head)
    db.session.commit()
    num = len(ticked)
    told = ngettext(
        "%(num)d activity counts in it now.", "%(num)d activities count in it now.", num
    )
    return responses.saved(here, told)


def _put(ticked: list[Activity], head: Head) -> None:
    found = [
        (one.activity.id, each)
        for one in unplaced_in(g.unit, head.campaign)
        for each in one.proposed
    ]
    reasons = {key: each.fit.reasons for key, each in found if each.campaign.id == head.campaign.id}
    for one in sorted(ticked, key=lambda each: each.id):
        put_in(one, head.campaign.id, reasons.get(one.id), doer_here())


def _ticked() -> set[uuid.UUID]:
    return set(request.form.getlist("entry", type=uuid.UUID))


def _published(campaign_id: int) -> Head:
    head = head_or_404(campaign_id)
    if head.campaign.is_draft:
        abort(404)
    return head


def _ours(campaign_id: int) -> Head:
    head = _published(campaign_id)
    if not head.takes_part:
        abort(404)
    return head
