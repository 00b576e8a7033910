"""The days of campaigns that everybody minds: the first, the last, the feast, the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, or_, select

from models.base import db
from models.campaign import Campaign
from models.clock import today
from models.dated import Dated, DayStatus, What, Window
from models.participation import Participation, ParticipationState
from models.unit import Unit

_HANDED_IN = {
    ParticipationState.SUBMITTED: DayStatus.WAITING,
    ParticipationState.RETURNED: DayStatus.BACK,
    ParticipationState.APPROVED: DayStatus.DONE,
}


def campaign_days(unit: Unit, window: Window) -> Iterator[Dated]:
    """Of the campaigns that the bound unit opened or takes part in; one query."""
    for row in db.session.execute(_around(unit, window)):
        for day, what in _days_of(row.Campaign).items():
            if window.holds(day):
                yield _dated(row.Campaign, what, day, DayStatus.NONE)
        due_on = row.Campaign.report_due_on
        if row.takes_part and window.holds(due_on):
            yield _dated(row.Campaign, What.SHEET_DUE, due_on, _status(row))


def _around(unit: Unit, window: Window) -> Select[Any]:
    """Published, not withdrawn, with a day in the window."""
    takes_part = Campaign.concerns(unit.id)
    mine = and_(Participation.campaign_id == Campaign.id, Participation.unit_id == unit.id)
    columns: tuple[Any, ...] = (Campaign, Participation.state, takes_part.label("takes_part"))
    query = select(*columns)
    query = query.outerjoin(Participation, mine).where(or_(Campaign.unit_id == unit.id, takes_part))
    query = query.where(Campaign.published_at.is_not(None), Campaign.withdrawn_at.is_(None))
    query = query.where(Campaign.discarded_at.is_(None), Campaign.starts_on <= window.last)
    until = or_(Campaign.ends_on >= window.first, Campaign.report_due_on >= window.first)
    return query.where(until)


def _days_of(campaign: Campaign) -> dict[Any, What]:
    """One thing on each day: the feast before the others, the last day before the first."""
    days = {campaign.starts_on: What.BEGINS, campaign.ends_on: What.ENDS}
    return days | ({campaign.feast_on: What.FEAST} if campaign.feast_on else {})


def _dated(campaign: Campaign, what: What, day: Any, status: DayStatus) -> Dated:
    key = f"campaign-{campaign.id}-{what.replace('_', '-')}"
    return Dated(what, day, key, status, text=campaign.name, of=campaign.id)


def _status(row: Any) -> DayStatus:
    if row.state in _HANDED_IN:
        return _HANDED_IN[row.state]
    is_over = row.Campaign.report_due_on < today() and row.Campaign.closed_at is None
    return DayStatus.OVER if is_over else DayStatus.NONE
