"""Pledges and receipts in words: where they stand, and why something may not be done."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from blueprints.access import may
from blueprints.checklists.refusals import refusal_page
from blueprints.gifts import blueprint
from blueprints.language import label as _l
from models.base import db
from models.gift_acts import GiftAct, GiftObstacle, Giver, PledgeState
from models.gift_book import Promised
from models.permissions import Permission
from models.pledge_gifts import GiftsRefused

STATES: dict[PledgeState, tuple[str, str, Any]] = {
    PledgeState.OPEN: ("wait", "hourglass-split", _l("Not received yet")),
    PledgeState.PARTLY: ("doing", "play-circle", _l("Partly received")),
    PledgeState.RECEIVED: ("done", "check-circle-fill", _l("Gifts received")),
    PledgeState.WITHDRAWN: ("none", "dash-circle", _l("Pledge withdrawn")),
}
"""Of each state: the kind of status, the icon, the words."""
ACTS = {
    GiftAct.CHANGE: _l("Change the pledge"),
    GiftAct.WITHDRAW: _l("Withdraw the pledge"),
    GiftAct.RECEIVE: _l("Record what came"),
    GiftAct.TAKE_BACK: _l("Take the receipt back"),
}
REFUSALS: dict[GiftObstacle, Any] = {
    GiftObstacle.NO_RIGHT: _l("Your role at this unit does not include this."),
    GiftObstacle.PARTNERS: _l(
        "A partner pledged these gifts: he alone changes the pledge. The unit can withdraw it."
    ),
    GiftObstacle.NOT_LIVE: _l("The campaign is closed, or the unit takes no part in it."),
    GiftObstacle.ALL_RECEIVED: _l("All gifts of this pledge have been received."),
    GiftObstacle.WITHDRAWN: _l("This pledge was withdrawn: nothing more comes of it."),
    GiftObstacle.TAKEN_BACK: _l("This receipt was taken back already."),
}


@blueprint.app_errorhandler(GiftsRefused)
def _refused(error: GiftsRefused) -> Response:
    """409 with the reason and the way to the pledges."""
    db.session.rollback()
    where = url_for("gifts.pledges", campaign_id=_campaign_id())
    steps = [(_("See the pledges"), where)]
    return refusal_page(409, _("This cannot be done now"), str(REFUSALS[error.why]), steps)


def _campaign_id() -> int:
    """That of the URL."""
    return int((request.view_args or {})["campaign_id"])


def giver_here() -> Giver:
    """The person who is signed in, as he stands to gifts at the unit of the URL."""
    is_member = not g.standing.is_only_partner
    return Giver(
        current_user.id,
        g.unit.id,
        pledges=may(Permission.PLEDGE_GIFTS) and is_member,
        receives=may(Permission.TAKE_PART),
        agency_ids=g.standing.agency_ids,
    )


def giver_name(one: Promised) -> str:
    """Who gives: the agency, or the donor in words."""
    pledge = one.pledge
    return pledge.agency.name if pledge.agency else pledge.donor or pledge.unit.name
