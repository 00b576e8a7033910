"""Who acts on entries of activities, as the rules ask it."""

from __future__ import annotations

from flask import g
from flask_login import current_user

from blueprints.access import may
from models.activity import Activity
from models.activity_acts import Act, Doer, obstacle
from models.clock import today
from models.permissions import Permission


def doer_here() -> Doer:
    """The person who is signed in, as he stands at the unit of the URL."""
    return Doer(
        current_user.id,
        writes=may(Permission.LOG_ACTIVITIES) and not g.standing.is_only_partner,
        decides=may(Permission.DECIDE_ACTIVITIES),
        agency_ids=g.standing.agency_ids,
    )


def acts_here(activity: Activity) -> set[str]:
    """What he may do with an entry now."""
    who, day = doer_here(), today()
    return {act.value for act in Act if obstacle(act, who, activity, day) is None}
