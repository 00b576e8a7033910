"""Whom the daily run tells of campaigns: units whose result sheet is due soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, false, or_, select

from models.base import Base
from models.campaign import Campaign
from models.clock import today
from models.notification import NotificationKind, notify_members
from models.participation import HANDED_IN
from models.permissions import Permission, roles_with

NOTICE_DAYS = 7
"""So many days before the report of a campaign is due its units are told."""


def reports_due() -> Select[int, int]:
    """The campaigns in force whose report is due within NOTICE_DAYS, with their units."""
    due_on, last = Campaign.report_due_on, today() + timedelta(days=NOTICE_DAYS)
    query = select(Campaign.id, Campaign.unit_id).where(due_on.between(today(), last))
    return query.where(Campaign.in_force())


def tell_of_report(campaign: Campaign) -> int:
    """Tell, once for each day that was set, who writes at the units that have not handed in; how
    many."""
    return notify_members(
        _who_works_on(campaign),
        NotificationKind.CAMPAIGN_REPORT_DUE,
        f"/campaigns/{campaign.id}/participation",
        once=f"campaign-report:{campaign.id}:{campaign.report_due_on}",
        campaign=campaign.name,
        due_on=str(campaign.report_due_on),
    )


def _who_works_on(campaign: Campaign) -> Select[int]:
    """The memberships, at the units that have not handed in, of who writes their result sheet."""
    tables = Base.metadata.tables
    member, part = tables["membership"].c, tables["participation"].c
    addressed = member.unit_id.in_(campaign.addressed_ids())
    own: Any = member.unit_id == campaign.unit_id if campaign.includes_own else false()
    done = select(part.unit_id).where(part.campaign_id == campaign.id, part.state.in_(HANDED_IN))
    writing = member.role.in_(roles_with(Permission.TAKE_PART))
    return select(member.id).where(or_(addressed, own), writing, member.unit_id.not_in(done))
