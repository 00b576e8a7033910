"""Who hands gifts out in which hamlet, and when: from the activities of a campaign."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models.activity import Activity, ActivityState
from models.agency import Agency
from models.base import db
from models.campaign import Campaign
from models.campaign_sums import in_campaign
from models.unit import Unit

_HANDED = (ActivityState.PLANNED, ActivityState.COUNTED)


@dataclass(frozen=True)
class Handing:
    """Gifts handed out, or to be: the day, and the agency, None where the unit itself does it."""

    day: date
    agency: str | None


def handings_of(campaign: Campaign, unit: Unit) -> dict[int, list[Handing]]:
    """By hamlet, the earliest first; one query."""
    query = select(Activity.hamlet_id, Activity.held_on, Agency.name)
    query = query.outerjoin(Agency, Agency.id == Activity.agency_id).where(
        in_campaign(campaign.id),
        Activity.unit_id == unit.id,
        Activity.hamlet_id.is_not(None),
        Activity.gifts > 0,
        Activity.state.in_(_HANDED),
    )
    found: defaultdict[int, list[Handing]] = defaultdict(list)
    for hamlet_id, day, agency in db.session.execute(query.order_by(Activity.held_on, Activity.id)):
        found[hamlet_id or 0].append(Handing(day, agency))
    return found
