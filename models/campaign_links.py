"""Keep activities in their campaigns: they fall in by themselves, or somebody says so.

The entries of one event are in the same campaigns, whichever of them leads: people are counted
with the lead, so one outside would take the people of all of them out. All writing takes the
unit's queue first, then the entries in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import insert, or_, select

from models import audit, clock
from models.activity import Activity, ActivityState
from models.activity_acts import Act, Doer, allow
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign_match_rules import Fit, fits, fits_of_event
from models.campaigns_around import campaigns_around, facts_of
from models.checklist import Checklist
from models.database import lock
from models.match_facts import Reason, Why
from models.tenancy import current
from models.unit import Unit

FALLING = (ActivityState.PLANNED, ActivityState.WAITING, ActivityState.COUNTED)
"""The states in which an entry falls in by itself; what is taken back later stays where it is."""


def fall_in(activity: Activity) -> None:
    """Put an entry of the bound unit, as it stands now, into the campaigns it surely belongs to.

    What it fell into before and fits no more is left again. What somebody put in or took out
    stays as it was said. In a transaction that writes, after the unit's queue.
    """
    if activity.state not in FALLING:
        return
    db.session.flush()
    event = _event_of(activity)
    said = _said_of(event)
    days = [one.held_on for one in event]
    campaigns = campaigns_around(_unit(), min(days), max(days), said.keys())
    found = {fit.campaign_id: fit for fit in fits_of_event(facts_of(event, campaigns), campaigns)}
    for one in campaigns:
        fit, links = found.get(one.id), said.get(one.id, [])
        if not links and fit is not None and fit.is_sure:
            _let_fall([(entry, fit) for entry in event])
        elif fit is None and not any(link.is_said for link in links):
            _remove(links)


def fall_in_all(activities: Sequence[Activity]) -> None:
    """As fall_in(), of entries that were logged just now, in as few statements."""
    falling = [one for one in activities if one.state in FALLING]
    if not falling:
        return
    db.session.flush()
    days = [one.held_on for one in falling]
    campaigns = campaigns_around(_unit(), min(days), max(days))
    each = zip(falling, facts_of(falling, campaigns), strict=True)
    found = [(one, fit) for one, facts in each for fit in fits(facts, campaigns) if fit.is_sure]
    _let_fall(found)


def put_in(
    activity: Activity, campaign_id: int, reasons: Iterable[Reason] | None, by: Doer
) -> None:
    """Say that an entry belongs to a campaign that its unit takes part in; `reasons` are those
    for which it was proposed. ActivityRefused."""
    _say(activity, campaign_id, by, kept_of(reasons or ()), is_out=False)
    audit.record("activity.put_in_campaign", activity, before={}, after={"campaign": campaign_id})


def take_out(activity: Activity, campaign_id: int, by: Doer) -> None:
    """Say that an entry does not belong to a campaign: it is never proposed again.
    ActivityRefused."""
    _say(activity, campaign_id, by, None, is_out=True)
    audit.record(
        "activity.taken_out_of_campaign", activity, before={}, after={"campaign": campaign_id}
    )


def carry_over(lead: Activity, by: Doer) -> None:
    """Let all entries of an event be in every campaign that one of them is in, also where another
    one was taken out of it: who joined them says that they are one."""
    event = _event_of(lead)
    for campaign_id, links in _said_of(event).items():
        there = {link.activity_id: link for link in links}
        inside = {key for key, link in there.items() if not link.is_out}
        for one in event if inside else ():
            if one.id not in inside:
                link = there.get(one.id) or _begun(one, campaign_id)
                link.is_out, link.reasons, link.added_by_id = False, _OF_EVENT, by.person_id


def forget(activity: Activity) -> None:
    """Remove what is kept of an entry that is about to be deleted."""
    _remove(db.session.scalars(ActivityCampaign.of(activity.id)))


def kept_of(reasons: Iterable[Reason]) -> list[Any] | None:
    """Reasons as a link keeps them."""
    return [one.as_kept() for one in reasons] or None


def _unit() -> Unit:
    return db.session.get_one(Unit, current().unit_id)


def _event_of(activity: Activity) -> list[Activity]:
    """The entries of its event, itself with them, in the order of their keys."""
    lead = activity.joined_to_id or activity.id
    are_its = or_(Activity.id == lead, Activity.joined_to_id == lead)
    return list(db.session.scalars(select(Activity).where(are_its).order_by(Activity.id)))


def _said_of(event: Collection[Activity]) -> dict[int, list[ActivityCampaign]]:
    """What is kept of the entries of an event, by campaign."""
    keys = [one.id for one in event]
    query = select(ActivityCampaign).where(ActivityCampaign.activity_id.in_(keys))
    found: dict[int, list[ActivityCampaign]] = {}
    for link in db.session.scalars(query.order_by(ActivityCampaign.id)):
        found.setdefault(link.campaign_id, []).append(link)
    return found


def _let_fall(found: Iterable[tuple[Activity, Fit]]) -> None:
    """One statement, however many there are."""
    rows = [
        {
            "unit_id": one.unit_id,
            "activity_id": one.id,
            "campaign_id": fit.campaign_id,
            "reasons": kept_of(fit.reasons),
        }
        for one, fit in found
    ]
    if rows:
        db.session.execute(insert(ActivityCampaign), rows)


def _remove(links: Iterable[ActivityCampaign]) -> None:
    for link in links:
        db.session.delete(link)


def _say(
    activity: Activity, campaign_id: int, by: Doer, reasons: list[Any] | None, *, is_out: bool
) -> None:
    Checklist.queue_up()
    event = _event_of(activity)
    for one in event:
        lock(one)
    allow(Act.PLACE, by, activity, clock.today())
    links = {link.activity_id: link for link in _said_of(event).get(campaign_id, [])}
    for one in event:
        told = reasons if one is activity else _OF_EVENT
        link = links.get(one.id) or _begun(one, campaign_id)
        if link.is_out != is_out or not link.is_said:
            link.reasons = None if is_out else link.reasons or told
            link.is_out, link.added_by_id = is_out, by.person_id


def _begun(activity: Activity, campaign_id: int) -> ActivityCampaign:
    link = ActivityCampaign(activity_id=activity.id, campaign_id=campaign_id, is_out=False)
    db.session.add(link)
    return link


_OF_EVENT = [Reason(Why.SAME_EVENT).as_kept()]
"""Why the others of an event are where one of them is."""
