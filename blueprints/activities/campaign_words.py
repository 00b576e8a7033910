"""The campaigns of an entry in words: which it is in, which are proposed, which is asked."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from flask import g, url_for
from flask_babel import gettext as _
from sqlalchemy import Select, select

from blueprints.activities.doer import doer_here
from blueprints.activities.match_words import because
from models.activity import Activity
from models.activity_acts import Act, obstacle
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign
from models.campaign_proposals import Proposed, Unplaced, unplaced
from models.clock import today
from models.match_facts import Reason
from models.unit import Unit


class PlacedRow(NamedTuple):
    """A campaign beside an entry, ready to print; `issuer` is whose it is."""

    id: int
    name: str
    issuer: str
    because: str
    is_sure: bool = False


class Placed:
    """The campaigns of an entry, on its page."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity

    @property
    def address(self) -> str:
        return url_for("activities.campaigns", activity_id=self.activity.id)

    @cached_property
    def may_place(self) -> bool:
        return obstacle(Act.PLACE, doer_here(), self.activity, today()) is None

    @cached_property
    def rows(self) -> list[PlacedRow]:
        """Those that it is in, and why; one query."""
        columns = ActivityCampaign.reasons, Campaign.id, Campaign.name, Unit.name.label("issuer")
        query: Select[Any] = select(*columns)
        query = query.join(Campaign, Campaign.id == ActivityCampaign.campaign_id)
        query = query.join(Unit, Unit.id == Campaign.unit_id)
        is_in = ActivityCampaign.activity_id == self.activity.id, ActivityCampaign.is_out.is_(False)
        rows = db.session.execute(query.where(*is_in).order_by(Campaign.id))
        return [PlacedRow(one.id, one.name, one.issuer, why(one.reasons)) for one in rows]

    @cached_property
    def unplaced(self) -> Unplaced:
        """What may be said of it besides; five queries."""
        return unplaced(g.unit, self.activity)

    @property
    def proposed(self) -> list[PlacedRow]:
        return proposed_of(self.unplaced)

    @property
    def questions(self) -> list[list[PlacedRow]]:
        return questions_of(self.unplaced)


def proposed_of(entry: Unplaced) -> list[PlacedRow]:
    """What is proposed for an entry, but for what is asked."""
    asked = {one.campaign.id for group in entry.asked for one in group}
    return [_row(one) for one in entry.proposed if one.campaign.id not in asked]


def questions_of(entry: Unplaced) -> list[list[PlacedRow]]:
    """Campaigns of one kind of which somebody has to say which an entry belongs to."""
    return [[_row(one) for one in group] for group in entry.asked]


def why(kept: list[Any] | None) -> str:
    """The reasons that a link keeps, in words."""
    return because(map(Reason.from_kept, kept or ())) or str(_("chosen by hand"))


def _row(one: Proposed) -> PlacedRow:
    campaign, fit = one.campaign, one.fit
    told = because(fit.reasons)
    return PlacedRow(campaign.id, campaign.name, campaign.issuer, told, fit.is_sure)
