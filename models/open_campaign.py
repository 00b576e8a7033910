"""Open a campaign: draft it, say whom it is for, throw the draft away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm.attributes import flag_modified

from models import audit, clock
from models.base import db
from models.campaign import Campaign, CampaignTarget, Measure
from models.campaign_acts import CampaignAct, CampaignObstacle, Opener, why_not
from models.campaign_days import DayRule, days_in
from models.campaign_tasks import keep_in_step, own_draft
from models.checklist import Checklist
from models.database import expect_version, lock
from models.plan import UNDO_MINUTES, UnitsBelow
from models.plan_addressing import choose_below, count_addressed
from models.tenancy import current
from models.text import fold
from models.unit import Unit

_WORDS = re.compile(r"[a-z0-9]+")
_A_SLUG = 70


class CampaignRefused(Exception):
    """What may not be done with a campaign now."""

    def __init__(self, why: CampaignObstacle) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Wish:
    """A wished result as it is typed: a number only with what it counts."""

    text: str
    measure: Measure | None = None
    wanted: int | None = None


def start(slug_words: str, wishes: Iterable[Wish], **values: Any) -> Campaign:
    """Begin a draft at the bound unit; its page will be named after the words and its year."""
    starts_on: date = values["starts_on"]
    campaign = Campaign(slug=_free_slug(f"{slug_words} {starts_on.year}"), **values)
    db.session.add(campaign)
    _wish(campaign, wishes)
    audit.record("campaign.drafted", campaign)
    return campaign


def change(
    campaign: Campaign, version: int | None, by: Opener, wishes: Iterable[Wish], **values: Any
) -> None:
    """Set a draft to what a form says; StaleVersion, CampaignRefused."""
    allow(CampaignAct.EDIT, campaign, version, by)
    for name, value in values.items():
        setattr(campaign, name, value)
    _wish(campaign, wishes)
    _count(campaign)
    keep_in_step(campaign)
    audit.record("campaign.changed", campaign)


def address(
    campaign: Campaign, version: int | None, by: Opener, choice: UnitsBelow, unit_ids: Iterable[int]
) -> None:
    """Say which units below take part in a draft; StaleVersion, CampaignRefused, NotAddressable."""
    allow(CampaignAct.EDIT, campaign, version, by)
    chosen = choose_below(campaign, choice, unit_ids)
    _count(campaign)
    keep_in_step(campaign)
    audit.record("campaign.addressed", campaign, after={"units_below": choice, "units": chosen})


def discard(campaign: Campaign, version: int | None, by: Opener) -> None:
    """Throw a draft away, with its own tasks; it can be taken back for UNDO_MINUTES.

    StaleVersion, CampaignRefused.
    """
    allow(CampaignAct.DISCARD, campaign, version, by)
    campaign.discarded_at = clock.now()
    plan = own_draft(campaign)
    if plan is not None:
        plan.discard()
    audit.record("campaign.discarded", campaign)


def can_be_taken_back(campaign: Campaign) -> bool:
    """Whether a discarded draft can still be taken back."""
    gone_at = campaign.discarded_at
    return gone_at is not None and clock.now() - gone_at <= timedelta(minutes=UNDO_MINUTES)


def take_back(campaign: Campaign) -> None:
    """Undo the discarding, also that of its own tasks; nothing where somebody else did."""
    Checklist.queue_up()
    lock(campaign)
    if campaign.discarded_at is None:
        return
    campaign.discarded_at = None
    plan = own_draft(campaign)
    if plan is not None:
        plan.take_back()
    audit.record("campaign.taken_back", campaign)


def allow(act: CampaignAct, campaign: Campaign, version: int | None, by: Opener) -> None:
    """Lock a campaign for an act; StaleVersion, CampaignRefused.

    The unit's queue comes first, as wherever something is put under a campaign.
    """
    Checklist.queue_up()
    expect_version(campaign, version)
    why = why_not_now(act, campaign, by)
    if why is not None:
        raise CampaignRefused(why)


def why_not_now(act: CampaignAct, campaign: Campaign, by: Opener) -> CampaignObstacle | None:
    """Why the person may not do the act with a campaign today; None: he may."""
    return why_not(
        act,
        by,
        campaign.state,
        is_for_below=is_for_below(campaign),
        is_discarded=campaign.discarded_at is not None,
    )


def is_for_below(campaign: Campaign) -> bool:
    """Whether units below take part: once published those that it was addressed to."""
    if campaign.is_draft:
        return count_addressed(campaign) > 0
    return bool(campaign.addressees)


def at_the_same_time(
    kind: str, starts_on: date, ends_on: date, but: int | None = None
) -> Select[Campaign]:
    """The bound unit's campaigns of a kind whose days touch these; `but` the one with a key."""
    query = Campaign.in_being().where(
        Campaign.unit_id == current().unit_id,
        Campaign.kind == kind,
        Campaign.withdrawn_at.is_(None),
        Campaign.starts_on <= ends_on,
        Campaign.ends_on >= starts_on,
    )
    if but is not None:
        query = query.where(Campaign.id != but)
    return query.order_by(Campaign.id)


def feast_between(rule: DayRule | None, starts_on: date, ends_on: date) -> date | None:
    """The feast of a kind that lies in a campaign's days; None where none does."""
    if rule is None:
        return None
    years = range(starts_on.year, ends_on.year + 1)
    feasts = (days_in(rule, year).feast for year in years)
    return next((day for day in feasts if day and starts_on <= day <= ends_on), None)


def _count(campaign: Campaign) -> None:
    """Let the version of a campaign count a change of what hangs under it, too."""
    flag_modified(campaign, "units_below")


def _wish(campaign: Campaign, wishes: Iterable[Wish]) -> None:
    """Replace the wished results where they differ."""
    wanted = list(wishes)
    if [Wish(row.text, row.measure, row.wanted) for row in campaign.targets] != wanted:
        campaign.targets = [
            CampaignTarget(position=place, **asdict(wish)) for place, wish in enumerate(wanted, 1)
        ]


def _free_slug(words: str) -> str:
    """A slug that no campaign of the bound unit has; the unit's row keeps others from taking it."""
    unit_id = current().unit_id
    db.session.scalar(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    parts = _WORDS.findall(fold(words))
    slug = "-".join(parts[:-1])[:_A_SLUG].strip("-") + f"-{parts[-1]}"
    query = select(Campaign.slug).where(Campaign.unit_id == unit_id)
    taken = set(db.session.scalars(query.where(Campaign.slug.startswith(slug))))
    places = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 2)))
    return next(one for one in places if one not in taken)
