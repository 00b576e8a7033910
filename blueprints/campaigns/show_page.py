"""The page of a campaign: what it is about, and what the person may do with it now."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.access import may
from blueprints.campaigns.acting import opener_here
from blueprints.campaigns.head import Head
from blueprints.campaigns.opening_words import feast_text, wished
from blueprints.filters import day, days_left
from blueprints.language import label as _l
from models.base import db
from models.campaign import Campaign, CampaignState
from models.campaign_acts import CampaignAct, why_not
from models.campaign_tasks import tasks_of
from models.clock import today
from models.close_campaign import units_in
from models.lunar import BigDay, big_day, lunar_of
from models.month_calendar import MonthRules, month_of
from models.month_rules import rules_at
from models.permissions import Permission
from models.plan_addressing import units_addressed
from models.task import Task
from models.unit import Unit

SHOWN = 200
"""How many units are named."""
ACTS: dict[CampaignAct, tuple[str, str, Any, Any]] = {
    CampaignAct.PUBLISH: (
        "publication",
        "send",
        _l("Publish the campaign"),
        _l("The units take part from then on and are told."),
    ),
    CampaignAct.EDIT: ("edit", "pencil", _l("Change the draft"), _l("Days, units, results.")),
    CampaignAct.CLOSE: (
        "closing",
        "check2-all",
        _l("Close the campaign"),
        _l("Once the units have handed in their result sheets."),
    ),
    CampaignAct.CORRECT: (
        "correction",
        "pencil",
        _l("Correct the campaign"),
        _l("Theme, last day, reports, guidance."),
    ),
    CampaignAct.ADD_UNIT: (
        "more_units",
        "plus-lg",
        _l("Add units"),
        _l("A unit that joins late gets the tasks and is told."),
    ),
    CampaignAct.REOPEN: (
        "reopening",
        "unlock",
        _l("Open the campaign again"),
        _l("Where a unit has come late."),
    ),
    CampaignAct.REISSUE: (
        "reissue",
        "arrow-repeat",
        _l("Issue the campaign again"),
        _l("A draft for another year, its days computed anew."),
    ),
    CampaignAct.WITHDRAW: (
        "withdrawal",
        "dash-circle",
        _l("Withdraw the campaign"),
        _l("With a reason that everybody reads."),
    ),
    CampaignAct.DISCARD: ("discarding", "trash", _l("Discard the draft"), ""),
}
"""Of each act: its page, its icon, its words, what it means; the likeliest first."""


def shown(head: Head) -> dict[str, Any]:
    """What the page needs."""
    campaign = head.campaign
    units = _units(campaign)
    acts = _acts(campaign, has_units=_has_below(campaign, units))
    is_due = bool(acts) and acts[0]["act"] in (CampaignAct.PUBLISH, CampaignAct.CLOSE)
    return {
        "head": head,
        "facts": _facts(campaign, units),
        "units": [unit.name for unit in units],
        "wishes": [wished(one) for one in campaign.targets],
        "tasks": _tasks(campaign),
        "main_act": acts[0] if is_due else None,
        "acts": acts[1:] if is_due else acts,
        "edits_tasks": campaign.is_draft and may(Permission.MANAGE_CAMPAIGNS),
    }


def _units(campaign: Campaign) -> list[Unit]:
    """The units that take part, or would: the first SHOWN of them."""
    query = units_addressed(campaign) if campaign.is_draft else units_in(campaign)
    return list(db.session.scalars(query.limit(SHOWN)))


def _has_below(campaign: Campaign, units: list[Unit]) -> bool:
    return any(unit.id != campaign.unit_id for unit in units)


def _facts(campaign: Campaign, units: list[Unit]) -> list[tuple[str, str]]:
    found = []
    if campaign.feast_on:
        found.append((_("Main day"), _main_day(campaign.feast_on)))
    found.append((_("Report due"), _due(campaign)))
    below = [unit for unit in units if unit.id != campaign.unit_id]
    told = [ngettext("%(num)d unit below", "%(num)d units below", len(below))] if below else []
    if campaign.includes_own:
        told.append(campaign.unit.name)
    found.append((_("Who takes part"), ", ".join(told) or _("nobody yet")))
    return found


def _main_day(feast: date) -> str:
    is_lunar = big_day(feast, lunar_of(feast)) in (BigDay.TET, BigDay.MID_AUTUMN)
    return feast_text(feast, is_lunar=is_lunar)


def _due(campaign: Campaign) -> str:
    left = days_left(campaign.report_due_on, today()) if campaign.is_in_force else ""
    return f"{day(campaign.report_due_on)}, {left}" if left else day(campaign.report_due_on)


def _tasks(campaign: Campaign) -> list[dict[str, Any]]:
    """The tasks, each with the way into the month in which it is due."""
    tasks = db.session.scalars(tasks_of(campaign)).all()
    reads = may(Permission.VIEW_CHECKLISTS) and not campaign.is_draft
    rules = rules_at(g.unit) if tasks and reads else None
    return [_task(task, rules) for task in tasks]


def _task(task: Task, rules: MonthRules | None) -> dict[str, Any]:
    """A task; the way into the month is of the unit that does it."""
    sub = _("By %(day)s", day=day(task.due_on)) if task.due_on else ""
    is_done_here = task.is_for_units_below == (task.unit_id != g.unit.id)
    return {"title": task.text, "sub": sub, "href": _month_of(task, rules) if is_done_here else ""}


def _month_of(task: Task, rules: MonthRules | None) -> str:
    """The month of a task that has begun; none where it is to come or is not read."""
    if rules is None or task.due_on is None:
        return ""
    named = min(month_of(task.due_on, rules).named, month_of(today(), rules).named)
    return url_for("checklists.show", month=named)


def _acts(campaign: Campaign, *, has_units: bool) -> list[dict[str, Any]]:
    """What the person may do with it now."""
    who, state = opener_here(), CampaignState(campaign.state)
    if campaign.unit_id != g.unit.id:
        return []
    return [
        {
            "act": act,
            "title": words,
            "sub": meaning,
            "symbol": symbol,
            "href": url_for(f"campaigns.{page}", campaign_id=campaign.id),
        }
        for act, (page, symbol, words, meaning) in ACTS.items()
        if why_not(act, who, state, is_for_below=has_units) is None
    ]
