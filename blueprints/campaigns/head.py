"""What stands on top of every page of a campaign: name, theme, days, and the way to its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, g, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from blueprints.access import may
from blueprints.campaigns.words import days_text, status_of
from blueprints.language import label as _l
from models.base import db
from models.campaign import Campaign
from models.clock import today
from models.permissions import Permission


@dataclass(frozen=True)
class Tab:
    """One page of a campaign and when it is offered."""

    endpoint: str
    label: Any
    icon: str
    fits: Callable[[Head], bool]
    permission: Permission = Permission.VIEW_CAMPAIGNS


@dataclass(frozen=True)
class Head:
    """A campaign as it is read at the unit of the URL, on a day.

    `takes_part`: it was addressed to the unit, or is its own with `includes_own`.
    """

    campaign: Campaign
    takes_part: bool
    day: date

    @property
    def status(self) -> tuple[str, str, Any]:
        return status_of(self.campaign, self.day)

    @property
    def days(self) -> str:
        return days_text(self.campaign, self.day)

    @property
    def is_own(self) -> bool:
        """Whether the unit of the URL opened it."""
        return bool(self.campaign.unit_id == g.unit.id)

    @property
    def is_here(self) -> bool:
        """Whether the unit of the URL opened it or takes part in it."""
        return self.is_own or self.takes_part

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The pages that fit and may be opened: words, icon, address, whether it is this one."""
        return [self._shown(tab) for tab in TABS if self._is_offered(tab)]

    def _is_offered(self, tab: Tab) -> bool:
        return may(tab.permission) and tab.fits(self)

    def _shown(self, tab: Tab) -> dict[str, Any]:
        return {
            "label": tab.label,
            "icon": tab.icon,
            "href": url_for(tab.endpoint, campaign_id=self.campaign.id),
            "current": request.blueprint == tab.endpoint.partition(".")[0],
        }


def _is_out(head: Head) -> bool:
    return not head.campaign.is_draft


def _takes_part(head: Head) -> bool:
    return _is_out(head) and head.takes_part


def _counts_gifts(head: Head) -> bool:
    """Who opened it pledges gifts for units below, also where it takes no part itself."""
    return _is_out(head) and head.campaign.counts_gifts and head.is_here


def _shows_public(head: Head) -> bool:
    return _is_out(head) and head.is_here


TABS = (
    Tab("campaigns.show", _l("The campaign"), "flag", lambda head: True),
    Tab("participations.show", _l("Our part"), "clipboard-check", _takes_part),
    Tab("campaign_activities.index", _l("Activities"), "card-checklist", _is_out),
    Tab("gifts.show", _l("Gifts"), "gift", _counts_gifts),
    Tab(
        "campaign_totals.show",
        _l("Totals"),
        "bar-chart",
        _is_out,
        Permission.VIEW_CAMPAIGN_TOTALS,
    ),
    Tab(
        "campaign_pages.show",
        _l("Public page"),
        "globe",
        _shows_public,
        Permission.PUBLISH_PAGES,
    ),
)


def head_or_404(campaign_id: int) -> Head:
    """A campaign in scope with what its pages show on top; one query. 404 for a foreign one, and
    for a draft where somebody from above looks."""
    query = select(Campaign, Campaign.concerns(g.unit.id)).options(joinedload(Campaign.unit))
    query = query.where(Campaign.id == campaign_id, Campaign.discarded_at.is_(None))
    row = db.session.execute(query).first()
    if row is None:
        abort(404)
    campaign, takes_part = row
    if campaign.is_draft and not g.standing.works_here:
        abort(404)
    return Head(campaign, takes_part=bool(takes_part), day=today())
