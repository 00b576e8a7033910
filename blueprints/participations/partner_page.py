"""What a partner sees of a campaign beside the unit's plan: his own agency's work in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from blueprints.activities.entry_words import STATES
from blueprints.filters import day
from models.activity import Activity, ActivityState
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import in_campaign
from models.gift_pledge import GiftPledge

MOST = 20


@dataclass(frozen=True)
class PartnerPage:
    """What the partner's agencies did and promised for a campaign; the scope shows no more."""

    campaign: Campaign

    @property
    def activities(self) -> list[dict[str, Any]]:
        """Their own entries, the latest first, ready to print."""
        query = select(Activity).where(in_campaign(self.campaign.id))
        query = query.where(Activity.agency_id.in_(g.standing.agency_ids))
        query = query.order_by(Activity.held_on.desc(), Activity.id.desc()).limit(MOST)
        return [_entry(one) for one in db.session.scalars(query)]

    @property
    def pledges(self) -> list[dict[str, Any]]:
        """What they promised and did not take back."""
        query = select(GiftPledge).where(GiftPledge.campaign_id == self.campaign.id)
        query = query.where(GiftPledge.agency_id.in_(g.standing.agency_ids))
        query = query.where(GiftPledge.withdrawn_at.is_(None)).order_by(GiftPledge.id).limit(MOST)
        return [_pledge(one) for one in db.session.scalars(query)]


def _entry(one: Activity) -> dict[str, Any]:
    kind, symbol, words = STATES[ActivityState(one.state)]
    to = "activities.edit" if one.state == ActivityState.DRAFT else "activities.show"
    sub = f"{words}, {day(one.held_on)}"
    href = url_for(to, activity_id=one.id)
    return {"title": one.title, "sub": sub, "href": href, "symbol": symbol, "kind": kind}


def _pledge(one: GiftPledge) -> dict[str, Any]:
    told = ngettext("%(num)d gift", "%(num)d gifts", one.gifts)
    sub = _("pledged on %(day)s", day=day(one.pledged_on))
    return {"title": str(told), "sub": str(sub), "symbol": "gift", "kind": "wait"}
