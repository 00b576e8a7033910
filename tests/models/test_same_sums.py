"""The sums of a list, of the lines and of the month are the same sums, whatever is done."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from models.activity import Activity, ActivityState
from models.activity_acts import ActivityRefused, Doer
from models.activity_campaign import ActivityCampaign
from models.activity_filter import ActivityFilter
from models.activity_link import ActivityLine
from models.activity_list import summed
from models.activity_sums import Sums, sums_of
from models.base import db
from models.campaign import Campaign
from models.campaign_links import put_in, take_out
from models.campaign_page import CampaignPage
from models.campaign_sums import sums_by_hamlet, sums_by_unit, sums_in
from models.decide_activity import accept, correct, decline
from models.gift_pledge import GiftSource
from models.gift_sheet import read_sheet
from models.hand_out_gifts import Given, Giving, hand_out
from models.join_activities import CannotJoin, join, unjoin
from models.late_activities import held_in
from models.log_activity import Entry, entry_of, log, rewrite, withdraw
from models.match_activity import Choice, confirm
from models.page_content import content_of, gather
from models.period import WHOLE
from models.publish_page import NotOut, publish
from models.publish_page import withdraw as withdraw_page
from models.read_campaign_rollup import read_rollup
from models.tenancy import begin_write
from models.unit import Unit
from models.unit_month import UnitMonth, read_month
from tests import months
from tests.activities import officer
from tests.months import SEPTEMBER, at
from tests.world import World

ACTS = ("log", "log", "partner", "rewrite", "accept", "correct", "decline", "withdraw")
ACTS += ("join", "join", "unjoin", "match", "match", "match", "put_in", "take_out")
OF_CAMPAIGN = (*ACTS, "hand_out", "hand_out", "show", "hide")
FIRST = date(2026, 8, 28)


class Story:
    """A commune with three lines, in which anything may happen to activities."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.officer = officer(world)
        self.women = world.rows["19612"]["women"].id
        self.partner = Doer(world.partner.id, agency_ids=frozenset({self.women}))
        monthly = [(key, SEPTEMBER) for key in months.give("Truyền thông", "Tặng quà")]
        once = [(key, WHOLE) for key in months.give("Tổng kết", cadence="once")]
        self.keys = monthly + once
        self.campaign_id = world.rows["19612"]["campaign"].id

    def act(self, name: str) -> None:
        with suppress(ActivityRefused, CannotJoin):
            getattr(self, f"_{name}")()
        db.session.flush()

    @property
    def rows(self) -> list[Activity]:
        return list(db.session.scalars(select(Activity).order_by(Activity.id)))

    def _any(self) -> Activity:
        return self.chance.choice(self.rows)

    def _number(self) -> int | None:
        return self.chance.choice([None, 0, *(self.chance.randrange(500) for _ in range(4))])

    def _entry(self, **values: Any) -> Entry:
        day = FIRST + timedelta(days=self.chance.randrange(18))
        numbers = {name: self._number() for name in ("sessions", "children", "adults", "gifts")}
        numbers |= {name: self._number() for name in ("girls", "special", "gift_value")}
        numbers |= {name: self._number() for name in ("budget", "mobilised")}
        return Entry("gifts", "Tặng quà", day, **numbers, **values)

    def _log(self) -> None:
        log(self._entry(), self.officer)

    def _partner(self) -> None:
        log(self._entry(agency_id=self.women), self.partner)

    def _rewrite(self) -> None:
        activity = self._any()
        rewrite(activity, self._entry(agency_id=activity.agency_id), self.officer)

    def _accept(self) -> None:
        accept(self._any(), self.officer)

    def _correct(self) -> None:
        activity = self._any()
        entry = replace(entry_of(activity), children=self._number(), gifts=self._number())
        correct(activity, entry, "Đếm lại", self.officer)

    def _decline(self) -> None:
        decline(self._any(), "Trùng", self.officer)

    def _withdraw(self) -> None:
        withdraw(self._any(), "Ghi nhầm", self.officer)

    def _join(self) -> None:
        join(self._any(), self._any(), self.officer, adds_gifts=self.chance.random() < 0.5)

    def _unjoin(self) -> None:
        unjoin(self._any(), self.officer)

    def _match(self) -> None:
        chosen = [key for key in self.keys if self.chance.random() < 0.5]
        choices = {key: Choice(self.chance.random() < 0.5) for key in chosen}
        confirm(self._any(), choices, self.officer)

    def _put_in(self) -> None:
        put_in(self._any(), self.campaign_id, None, self.officer)

    def _take_out(self) -> None:
        take_out(self._any(), self.campaign_id, self.officer)

    def _hand_out(self) -> None:
        hamlet = self.world.rows["19612"]["hamlet"]
        given = Given(hamlet.id, hamlet.name, self.chance.randrange(1, 90), self._number())
        giving = Giving(FIRST, GiftSource.MOBILISED, each=self._number())
        hand_out(self.campaign, [given], giving, self.officer)

    def _show(self) -> None:
        publish(self.campaign, self.page.version, self.content(), self.world.officer.id)

    def _hide(self) -> None:
        with suppress(NotOut):
            withdraw_page(self.page, self.campaign, self.page.version, "Sai số liệu")

    @property
    def page(self) -> CampaignPage:
        return db.session.get_one(CampaignPage, self.world.rows["19612"]["campaign_page"].id)

    def content(self) -> dict[str, Any]:
        """What would be public now."""
        unit = db.session.get_one(Unit, self.world.unit_id("19612"))
        return content_of(gather(self.campaign, unit), FIRST)

    @property
    def campaign(self) -> Campaign:
        return db.session.get_one(Campaign, self.campaign_id)

    @property
    def inside(self) -> set[UUID]:
        """The entries in the campaign."""
        links = select(ActivityCampaign.activity_id).where(
            ActivityCampaign.campaign_id == self.campaign_id, ActivityCampaign.is_out.is_(False)
        )
        return set(db.session.scalars(links))


def by_hand(rows: list[Activity]) -> Sums:
    """What some entries add up to, said once more and otherwise."""
    counted = [one for one in rows if one.state == ActivityState.COUNTED]
    leads = [one for one in counted if one.joined_to_id is None]
    given = [one for one in counted if one.joined_to_id is None or one.adds_gifts]
    total: dict[str, Any] = {"activities": len(leads)}
    for name in [field.name for field in fields(Sums)][1:]:
        which = given if name in {"gifts", "gift_value", "budget", "mobilised"} else leads
        known = [value for one in which if (value := getattr(one, name)) is not None]
        total[name] = sum(known) if known else None
    return Sums(**total)


def public(sums: Sums) -> dict[str, Any]:
    """The sums that a public page shows as they are: those that count no few children."""
    shown = ("activities", "sessions", "adults", "gift_value", "budget", "mobilised")
    return {name: getattr(sums, name) for name in shown}


def september(world: World) -> UnitMonth:
    return read_month(world.units["19612"], SEPTEMBER)


@pytest.fixture
def begin(world: World) -> Iterator[Callable[[int], Story]]:
    with at(world):

        def made(seed: int) -> Story:
            db.session.rollback()
            begin_write()
            return Story(world, seed)

        yield made


@pytest.mark.parametrize("seed", range(6))
def test_the_list_the_lines_and_the_month_say_the_same(
    world: World, begin: Callable[[int], Story], seed: int
) -> None:
    story = begin(seed)
    for _ in range(60):
        story.act(story.chance.choice(ACTS))
    unit_id, month = world.unit_id("19612"), september(world)
    rows = [one for one in story.rows if SEPTEMBER <= one.held_on <= month.month.last_day]
    asked = ActivityFilter(first=SEPTEMBER, last=month.month.last_day)
    assert summed(asked).sums == by_hand(rows) == sums_of(held_in(unit_id, month.month))
    lines = {line.key: line for line in month.lines}
    for key in story.keys:
        links = select(ActivityLine.activity_id).where(
            ActivityLine.assignment_id == key[0], ActivityLine.period_on == key[1]
        )
        ids = set(db.session.scalars(links))
        sums = by_hand([one for one in story.rows if one.id in ids])
        line = lines[key]
        assert (line.children, line.adults) == (sums.children, sums.adults)
        assert line.amount == sums.cost
        assert line.times == (sums.activities or None if sums.sessions is None else sums.sessions)
    db.session.rollback()


@pytest.mark.parametrize("seed", range(6))
def test_a_campaign_its_list_its_gifts_and_its_page_say_the_same_and_lose_nobody(
    world: World, begin: Callable[[int], Story], seed: int
) -> None:
    story, key = begin(seed), world.unit_id("19612")
    for _ in range(60):
        story.act(story.chance.choice(OF_CAMPAIGN))
    mine, inside = story.campaign_id, story.inside
    sums = by_hand([one for one in story.rows if one.id in inside])
    assert sums == sums_in(mine) == summed(ActivityFilter(campaign_id=mine)).sums
    assert sums == sums_by_unit([mine])[mine, key]
    assert sums == sum(sums_by_hamlet(mine, key).values(), Sums())
    unit = db.session.get_one(Unit, key)
    assert sums == read_rollup(story.campaign, unit, FIRST).rollup.total.sums
    assert sums.gifts == read_sheet(story.campaign, unit).all.given
    assert public(sums) == {name: story.content()["totals"][name] for name in public(sums)}
    for one in story.rows:
        if one.joined_to_id is not None:
            assert (one.id in inside) == (one.joined_to_id in inside)
    db.session.rollback()
