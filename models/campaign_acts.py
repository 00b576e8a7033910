"""What the unit that opens a campaign may do with it: pure functions over person and state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.campaign import CampaignState
from models.plan_period import FIRST_YEAR, LAST_YEAR

REPORT_DAYS = 20
"""So many days after its end the reports of a campaign are due where nobody says otherwise: our
proposal, no law's."""
YEARS = range(FIRST_YEAR, LAST_YEAR)
"""In which a campaign may lie: of all of them the lunar calendar is computed (models.lunar)."""
MOST_DAYS = 366
"""How long a campaign may last, and how long after its end reports may be due."""


class CampaignAct(StrEnum):
    """What can be done with a campaign where it was opened."""

    EDIT = "edit"
    DISCARD = "discard"
    PUBLISH = "publish"
    CORRECT = "correct"
    ADD_UNIT = "add_unit"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"
    REISSUE = "reissue"


class CampaignObstacle(StrEnum):
    """Why an act may not be done now; the views say it in words."""

    NO_RIGHT = "no_right"
    NOT_HERE = "not_here"
    DISCARDED = "discarded"
    DRAFT = "draft"
    PUBLISHED = "published"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class BadDays(StrEnum):
    """Why the days of a campaign are refused."""

    ENDS_FIRST = "ends_first"
    FAR_YEAR = "far_year"
    TOO_LONG = "too_long"
    REPORT_TOO_EARLY = "report_too_early"
    REPORT_TOO_LATE = "report_too_late"


@dataclass(frozen=True)
class Opener:
    """The person: whether he is at the unit that opened the campaign, drafts campaigns there, and
    publishes them for units below."""

    is_here: bool = True
    manages: bool = False
    publishes: bool = False


S, A = CampaignState, CampaignAct
IN_FORCE = (S.PUBLISHED, S.RUNNING, S.CLOSING)

_FITTING: Mapping[CampaignAct, tuple[CampaignState, ...]] = {
    A.EDIT: (S.DRAFT,),
    A.DISCARD: (S.DRAFT,),
    A.PUBLISH: (S.DRAFT,),
    A.CORRECT: IN_FORCE,
    A.ADD_UNIT: IN_FORCE,
    A.WITHDRAW: IN_FORCE,
    A.CLOSE: (S.CLOSING,),
    A.REOPEN: (S.CLOSED,),
    A.REISSUE: (*IN_FORCE, S.CLOSED, S.WITHDRAWN),
}
_DRAFTING = frozenset({A.EDIT, A.DISCARD, A.REISSUE})
"""Acts that reach nobody but the unit itself."""


def why_not(
    act: CampaignAct,
    who: Opener,
    state: CampaignState,
    *,
    is_for_below: bool = True,
    is_discarded: bool = False,
) -> CampaignObstacle | None:
    """Why the person may not do the act now; None: he may.

    `is_for_below`: the campaign is addressed to units below, so that more than drafting needs
    who publishes there; a unit may always be added by him alone.
    """
    if not who.is_here:
        return CampaignObstacle.NOT_HERE
    if not _has_right(act, who, is_for_below=is_for_below):
        return CampaignObstacle.NO_RIGHT
    if is_discarded:
        return CampaignObstacle.DISCARDED
    return None if state in _FITTING[act] else CampaignObstacle(state)


def _has_right(act: CampaignAct, who: Opener, *, is_for_below: bool) -> bool:
    if act in _DRAFTING or (not is_for_below and act is not CampaignAct.ADD_UNIT):
        return who.manages
    return who.publishes


def bad_days(starts_on: date, ends_on: date, report_due_on: date | None) -> BadDays | None:
    """Why the days of a campaign are refused; None: they fit. Without a day for the reports one
    is proposed that fits."""
    if ends_on < starts_on:
        return BadDays.ENDS_FIRST
    if not {starts_on.year, ends_on.year} <= {*YEARS}:
        return BadDays.FAR_YEAR
    if (ends_on - starts_on).days > MOST_DAYS:
        return BadDays.TOO_LONG
    return _bad_report(ends_on, report_due_on) if report_due_on else None


def _bad_report(ends_on: date, report_due_on: date) -> BadDays | None:
    if report_due_on < ends_on:
        return BadDays.REPORT_TOO_EARLY
    return BadDays.REPORT_TOO_LATE if report_due_on > last_report_day(ends_on) else None


def report_due(ends_on: date) -> date:
    """The day to propose for the reports of a campaign."""
    return ends_on + timedelta(days=REPORT_DAYS)


def last_report_day(ends_on: date) -> date:
    """The last day that is taken for the reports of a campaign."""
    return ends_on + timedelta(days=MOST_DAYS)
