"""The activities of a campaign as they are listed, and those that are proposed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from flask import g, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from blueprints.access import may
from blueprints.activities.campaign_words import why
from blueprints.activities.doer import doer_here
from blueprints.activities.entry_words import STATES, place_of
from blueprints.activities.list_filter import ALL_TIME, Asked
from blueprints.activities.list_page import ListPage
from blueprints.activities.list_rows import ListRow, sums_told
from blueprints.activities.match_words import because
from blueprints.campaigns.head import Head
from models.activity import Activity, ActivityState
from models.activity_acts import Act, obstacle
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign_proposals import Unplaced, unplaced_in
from models.clock import today
from models.month_calendar import DEFAULT_RULES
from models.permissions import Permission

SHOWN = (ActivityState.COUNTED, ActivityState.WAITING, ActivityState.PLANNED)
"""The states that may be asked for, in their order."""


@dataclass(frozen=True)
class OfCampaign(Asked):
    """A list of a campaign's activities: of all time, in one state or in any but withdrawn."""

    @classmethod
    def of(cls, campaign_id: int) -> OfCampaign:
        given = {"campaign": str(campaign_id), "period": ALL_TIME}
        if request.args.get("state") in set(SHOWN):
            given["state"] = request.args["state"]
        return cls(given, DEFAULT_RULES)

    def address(self, endpoint: str = "campaign_activities.index", **other: Any) -> str:
        given: dict[str, Any] = {**self.given, **other}
        del given["period"], given["campaign"]
        return url_for(endpoint, campaign_id=self.get("campaign"), **given)


class Chip(NamedTuple):
    """A state that may be asked for, and how many are in it."""

    href: str
    label: str
    number: int
    is_on: bool


class CampaignActivities:
    """A page of the activities of a campaign."""

    def __init__(self, head: Head) -> None:
        self.campaign_id = head.campaign.id
        self.page = ListPage(OfCampaign.of(self.campaign_id))
        self.may_log = head.takes_part and may(Permission.LOG_ACTIVITIES)

    @cached_property
    def rows(self) -> list[ListRow]:
        rows = [ListRow(row, self.page.kinds, self.page.others) for row in self.page.rows]
        keys = [row.activity.id for row in rows]
        query = select(ActivityCampaign.activity_id, ActivityCampaign.reasons).where(
            ActivityCampaign.campaign_id == self.campaign_id, ActivityCampaign.activity_id.in_(keys)
        )
        kept = {one.activity_id: one.reasons for one in db.session.execute(query)}
        for row in rows:
            row.because = why(kept.get(row.activity.id))
        return rows

    @property
    def sums(self) -> list[tuple[str, str, str]]:
        """What all of them that count add up to, not those of this page alone."""
        sums = self.page.listed.sums
        return sums_told(sums) if sums.activities else []

    @cached_property
    def chips(self) -> list[Chip]:
        """The states with their numbers, all of them first; one query."""
        whole = replace(self.page.filter, state=None)
        query = select(Activity.state, func.count().label("number")).where(*whole.conditions())
        rows = db.session.execute(query.group_by(Activity.state))
        counts = {ActivityState(row.state): int(row.number) for row in rows}
        chips = [self._chip(state, counts.get(state, 0)) for state in SHOWN]
        everything = self.page.asked.address(state=None)
        is_all = self.page.asked.state is None
        return [Chip(everything, str(_("All")), sum(counts.values()), is_all), *chips]

    def _chip(self, state: ActivityState, count: int) -> Chip:
        asked = self.page.asked
        href = asked.address(state=state.value)
        return Chip(href, str(STATES[state][2]), count, asked.state is state)


@dataclass(frozen=True)
class ProposedRow:
    """An entry that may belong to the campaign, ready to print."""

    activity: Activity
    where: str
    because: str
    is_sure: bool
    is_asked: bool


def proposed_rows(head: Head) -> list[ProposedRow]:
    """The unit's entries that may belong to a campaign it takes part in, of those whose place the
    person may say; the sure ones first."""
    found = unplaced_in(g.unit, head.campaign)
    rows = [_row(one, head.campaign.id) for one in found if _may_place(one.activity)]
    return sorted(rows, key=lambda row: not row.is_sure)


def _may_place(activity: Activity) -> bool:
    return obstacle(Act.PLACE, doer_here(), activity, today()) is None


def _row(one: Unplaced, campaign_id: int) -> ProposedRow:
    fit = next(each.fit for each in one.proposed if each.campaign.id == campaign_id)
    told, where = because(fit.reasons), place_of(one.activity)
    return ProposedRow(one.activity, where, told, fit.is_sure, fit.is_asked)
