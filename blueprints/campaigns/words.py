"""Campaigns in words: where they stand, how far their days are, what they add up to."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.filters import money, number
from blueprints.language import label as _l
from models.campaign import Campaign, CampaignState
from models.gift_pledge import GiftSource

STATES: dict[CampaignState, tuple[str, str, Any]] = {
    CampaignState.DRAFT: ("none", "pencil", _l("Draft campaign")),
    CampaignState.PUBLISHED: ("wait", "calendar-event", _l("To begin")),
    CampaignState.RUNNING: ("doing", "play-circle", _l("Running")),
    CampaignState.CLOSING: ("late", "clipboard-check", _l("Being closed")),
    CampaignState.CLOSED: ("done", "check2-all", _l("Campaign closed")),
    CampaignState.WITHDRAWN: ("none", "dash-circle", _l("Campaign withdrawn")),
}
"""Of each state: the kind of status, the icon, the words."""
SOURCES = {GiftSource.BUDGET: _l("State budget"), GiftSource.MOBILISED: _l("Mobilised")}
MONEY = {"gift_value", "budget", "mobilised", "cost"}


def status_of(campaign: Campaign, day: date) -> tuple[str, str, Any]:
    """Where a campaign stands on a day: the kind of status, the icon, the words."""
    return STATES[campaign.state_on(day)]


def days_text(campaign: Campaign, day: date) -> str:
    """How far a campaign is from its next day: it begins, it goes on, its report is due."""
    state = campaign.state_on(day)
    if state == CampaignState.PUBLISHED:
        num = (campaign.starts_on - day).days
        return str(ngettext("begins in %(num)s day", "begins in %(num)s days", num))
    if state == CampaignState.RUNNING:
        num = campaign.days_left(day)
        left = ngettext("%(num)s day left", "%(num)s days left", num)
        return str(left if num else _("last day"))
    return _report_text(campaign, day) if state == CampaignState.CLOSING else ""


def _report_text(campaign: Campaign, day: date) -> str:
    num = (campaign.report_due_on - day).days
    if num < 0:
        return str(
            ngettext("report was due %(num)s day ago", "report was due %(num)s days ago", -num)
        )
    if not num:
        return str(_("report due today"))
    return str(ngettext("report due in %(num)s day", "report due in %(num)s days", num))


def figure_value(name: str, value: int | None) -> str:
    """A figure as it is shown, money with its sign; a dash where nobody knows it. `name` is that of
    a field of models.activity_sums.Sums, or of a Measure."""
    return money(value) if name in MONEY else number(value)
