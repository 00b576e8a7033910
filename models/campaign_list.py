"""The campaigns that a unit sees: its own, those from above, those of the units below."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, null, select
from sqlalchemy.orm import contains_eager, defer

from models.base import db
from models.campaign import Campaign, CampaignState
from models.unit import Unit

LISTED = (
    CampaignState.RUNNING,
    CampaignState.CLOSING,
    CampaignState.PUBLISHED,
    CampaignState.DRAFT,
    CampaignState.CLOSED,
    CampaignState.WITHDRAWN,
)
"""The states in the order of the list; the last two are the past, together."""
PAST = LISTED[-2:]


class Whose(StrEnum):
    """Whose campaigns are asked for: of the unit and of those above it, or of units below."""

    HERE = "here"
    BELOW = "below"


def listed(
    unit: Unit,
    day: date,
    *,
    of: Whose | None = None,
    kind: str = "",
    year: int | None = None,
    drafts: bool = True,
) -> Select[Campaign]:
    """Campaigns in scope with their units: what runs first, the next to end at the top; then by
    LISTED, those of the unit and of units above before those of units below.

    `year` is one of their days. Without `drafts` only what is published: for who comes from above.
    """
    asked = [] if of is None else [_is_of(unit, of)]
    asked += [Campaign.kind == kind] if kind else []
    asked += [_is_of_year(year)] if year else []
    asked += [] if drafts else [Campaign.published_at.is_not(None)]
    query = Campaign.in_being().join(Unit, Unit.id == Campaign.unit_id)
    query = query.options(contains_eager(Campaign.unit), defer(Campaign.guidance)).where(*asked)
    return query.order_by(*_order(unit, day))


def size_of(query: Select[Campaign], *, drafts: bool = True) -> tuple[int, range]:
    """How many campaigns a list holds, whole, and the years of all that are in scope; one query."""
    keys = query.with_only_columns(Campaign.id).order_by(None)
    seen = Campaign.in_being() if drafts else Campaign.in_being().where(_IS_OUT)
    count = func.count().filter(Campaign.id.in_(keys))
    first, last = func.min(Campaign.starts_on), func.max(Campaign.ends_on)
    number, begins, ends = db.session.execute(seen.with_only_columns(count, first, last)).one()
    return number, range(begins.year, ends.year + 1) if begins else range(0)


def in_state(state: CampaignState, day: date) -> ColumnElement[bool]:
    """Whether a campaign stands so on a day: Campaign.state_on, as SQL."""
    working = Campaign.in_force()
    begun, over = Campaign.starts_on <= day, Campaign.ends_on < day
    return {
        CampaignState.DRAFT: not_(_IS_OUT),
        CampaignState.WITHDRAWN: and_(_IS_OUT, Campaign.withdrawn_at.is_not(None)),
        CampaignState.CLOSED: and_(
            _IS_OUT, Campaign.withdrawn_at.is_(None), Campaign.closed_at.is_not(None)
        ),
        CampaignState.PUBLISHED: and_(working, not_(begun)),
        CampaignState.RUNNING: and_(working, begun, not_(over)),
        CampaignState.CLOSING: and_(working, over),
    }[state]


def is_of(unit: Unit) -> ColumnElement[bool]:
    """Whether a campaign is of a unit, or of one above it."""
    return Campaign.unit_id.in_(
        select(Unit.id).where(Unit.path.in_([unit.path, *unit.paths_above]))
    )


_IS_OUT = Campaign.published_at.is_not(None)


def _is_of(unit: Unit, of: Whose) -> ColumnElement[bool]:
    return is_of(unit) if of is Whose.HERE else not_(is_of(unit))


def _is_of_year(year: int) -> ColumnElement[bool]:
    return and_(Campaign.starts_on <= date(year, 12, 31), Campaign.ends_on >= date(year, 1, 1))


def _order(unit: Unit, day: date) -> list[ColumnElement[object]]:
    """By state; in each by the day that comes next, in the past the latest first."""
    places = [(in_state(state, day), place) for place, state in enumerate(LISTED[:-2])]
    next_day = case(
        (in_state(CampaignState.RUNNING, day), Campaign.ends_on),
        (in_state(CampaignState.CLOSING, day), Campaign.report_due_on),
        (in_state(CampaignState.PUBLISHED, day), Campaign.starts_on),
        else_=null(),
    )
    near = case((is_of(unit), 0), else_=1)
    past = (Campaign.ends_on.desc(), Campaign.id.desc())
    return [case(*places, else_=len(places)), near, next_day, *past]
